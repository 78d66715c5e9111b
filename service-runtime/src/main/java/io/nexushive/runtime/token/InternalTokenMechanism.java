package io.nexushive.runtime.token;

import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.signature.UntrustedException;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Lets calls in that carry the gateway's token. The gateway itself verifies people's tokens
 * instead.
 */
@Singleton
@UnlessBuildProperty(name = "quarkus.application.name", stringValue = "gateway")
public class InternalTokenMechanism implements HttpAuthenticationMechanism {
  /** Attribute of the identity that holds the {@link Caller}. */
  public static final String CALLER = "nexushive.caller";

  private static final String BEARER = "Bearer ";
  private static final int UNAUTHORIZED = 401;

  private final InternalTokens tokens;
  private final ServiceName service;

  public InternalTokenMechanism(InternalTokens tokens, ServiceName service) {
    this.tokens = tokens;
    this.service = service;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager manager) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.startsWith(BEARER)) {
      return Uni.createFrom().nullItem();
    }
    try {
      Caller caller = tokens.verify(service, header.substring(BEARER.length()));
      return Uni.createFrom()
          .item(
              QuarkusSecurityIdentity.builder()
                  .setPrincipal(new QuarkusPrincipal(caller.subject()))
                  .addRoles(caller.roles())
                  .addAttribute(CALLER, caller)
                  .build());
    } catch (UntrustedException e) {
      return Uni.createFrom().failure(new AuthenticationFailedException(e));
    }
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"));
  }
}
