package io.nexushive.gateway.session;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;

/** Looks sessions up. */
@Singleton
public class SessionIdentityProvider implements IdentityProvider<SessionRequest> {
  /** Attribute of the identity that holds the account's attributes. */
  static final String ATTRIBUTES = "nexushive.attributes";

  private final Sessions sessions;

  public SessionIdentityProvider(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Class<SessionRequest> getRequestType() {
    return SessionRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      SessionRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(
        () ->
            sessions
                .holder(request.secret())
                .map(SessionIdentityProvider::identity)
                .orElseThrow(() -> new AuthenticationFailedException("no such session")));
  }

  private static SecurityIdentity identity(Sessions.Holder holder) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(holder.username()))
        .addRoles(Set.copyOf(holder.roles()))
        .addAttribute(ATTRIBUTES, holder.attributes())
        .build();
  }
}
