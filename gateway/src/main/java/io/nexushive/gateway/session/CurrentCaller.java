package io.nexushive.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.gateway.account.Attributes;
import io.nexushive.gateway.account.Role;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.id.TenantId;
import io.nexushive.runtime.token.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who makes this call, as a verified token or session says; never as the call itself says. */
@RequestScoped
public class CurrentCaller {
  /** The one organisation that there is. */
  public static final TenantId TENANT = new TenantId("default");

  /** Marks subjects of an external provider, so that none of them is a local account's name. */
  private static final String EXTERNAL = "oidc:";

  private static final Set<String> READERS = Set.of(Role.STEWARD, Role.AUDITOR, Role.ADMIN);

  private final SecurityIdentity identity;
  private final ClaimAttributes claims;

  public CurrentCaller(SecurityIdentity identity, ClaimAttributes claims) {
    this.identity = identity;
    this.claims = claims;
  }

  /** The caller's stable id. */
  public String subject() {
    String name = identity.getPrincipal().getName();
    boolean external =
        identity.getPrincipal() instanceof JsonWebToken && !TokenAugmentor.isLocalToken(identity);
    return external ? EXTERNAL + name : name;
  }

  public Set<String> roles() {
    return identity.getRoles().stream().filter(Role.ALL::contains).collect(Collectors.toSet());
  }

  public boolean has(String role) {
    return identity.getRoles().contains(role);
  }

  /** Whether he may see other people's requests, without their rows. */
  public boolean mayReadOthers() {
    return identity.getRoles().stream().anyMatch(READERS::contains);
  }

  public Asker asker() {
    return new Asker(subject(), new TreeSet<>(roles()), new TreeMap<>(attributes()));
  }

  /** For calls to other services on his behalf. */
  public Caller caller() {
    return new Caller(subject(), TENANT, roles(), attributes());
  }

  /** What else the account, or the identity provider, says of him; for row filters. */
  private Map<String, List<String>> attributes() {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      Map<String, List<String>> ofSession =
          identity.getAttribute(SessionIdentityProvider.ATTRIBUTES);
      return ofSession == null ? Map.of() : ofSession;
    }
    JsonNode given = ClaimAttributes.claimsOf(token);
    return TokenAugmentor.isLocalToken(identity)
        ? Attributes.of(given.path("attributes"))
        : claims.of(given);
  }
}
