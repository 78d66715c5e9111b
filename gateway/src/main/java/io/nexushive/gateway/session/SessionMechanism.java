package io.nexushive.gateway.session;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;

/** Lets browsers in by their session cookie, where no bearer token was sent. */
@Singleton
public class SessionMechanism implements HttpAuthenticationMechanism {
  /** Name of the cookie. */
  public static final String COOKIE = "nexus_session";

  private static final int UNAUTHORIZED = 401;

  /** Before OIDC, which would take a request without a token as its own failure. */
  private static final int PRIORITY = HttpAuthenticationMechanism.DEFAULT_PRIORITY + 100;

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager manager) {
    Cookie cookie = context.request().getCookie(COOKIE);
    if (cookie == null || context.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
      return Uni.createFrom().nullItem();
    }
    SessionRequest request = new SessionRequest(cookie.getValue());
    HttpSecurityUtils.setRoutingContextAttribute(request, context);
    return manager.authenticate(request);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(SessionRequest.class);
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }
}
