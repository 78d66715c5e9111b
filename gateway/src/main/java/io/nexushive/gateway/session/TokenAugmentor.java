package io.nexushive.gateway.session;

import io.nexushive.gateway.account.Revocations;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses tokens of local accounts that ended before their time, and remembers the others. */
@Singleton
public class TokenAugmentor implements SecurityIdentityAugmentor {
  /** The OIDC tenant of local accounts. */
  static final String LOCAL_TENANT = "local";

  private final Revocations revocations;
  private final VerifiedTokens verified;

  public TokenAugmentor(Revocations revocations, VerifiedTokens verified) {
    this.revocations = revocations;
    this.verified = verified;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (isLocalToken(identity)) {
      JsonWebToken token = (JsonWebToken) identity.getPrincipal();
      Object issued = token.getClaim("iat_ms");
      Instant issuedAt =
          issued == null ? null : Instant.ofEpochMilli(Long.parseLong(issued.toString()));
      if (issuedAt == null || !revocations.isValid(token.getSubject(), issuedAt)) {
        return Uni.createFrom().failure(new AuthenticationFailedException("the token has ended"));
      }
      verified.remember(identity, token, issuedAt);
    }
    return Uni.createFrom().item(identity);
  }

  static boolean isLocalToken(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken
        && LOCAL_TENANT.equals(identity.getAttribute(OidcUtils.TENANT_ID_ATTRIBUTE));
  }
}
