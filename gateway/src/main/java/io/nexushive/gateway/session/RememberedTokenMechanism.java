package io.nexushive.gateway.session;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;

/** Knows tokens again that quarkus-oidc has verified a moment ago; leaves all others to it. */
@Singleton
public class RememberedTokenMechanism implements HttpAuthenticationMechanism {
  private static final String BEARER = "Bearer ";
  private static final int UNAUTHORIZED = 401;

  /** Before OIDC, which is what it spares. */
  private static final int PRIORITY = HttpAuthenticationMechanism.DEFAULT_PRIORITY + 200;

  private final VerifiedTokens verified;

  public RememberedTokenMechanism(VerifiedTokens verified) {
    this.verified = verified;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager manager) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.startsWith(BEARER)) {
      return Uni.createFrom().nullItem();
    }
    return Uni.createFrom().item(verified.find(header.substring(BEARER.length())).orElse(null));
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }
}
