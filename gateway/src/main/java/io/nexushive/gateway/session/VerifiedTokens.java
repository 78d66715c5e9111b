package io.nexushive.gateway.session;

import io.nexushive.gateway.account.Revocations;
import io.nexushive.model.signature.SignedContent;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Tokens that quarkus-oidc has verified a short while ago, by their hash. A signature on P-256
 * takes longer to check than all else of a small call; a page or program shows the same token with
 * each.
 */
@Singleton
public class VerifiedTokens {
  private static final int MOST = 2_000;
  private static final Duration REMEMBERED = Duration.ofSeconds(60);

  private final Revocations revocations;
  private final Clock clock;
  private final Map<String, Verified> byHash =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
          return size() > MOST;
        }
      };

  public VerifiedTokens(Revocations revocations, Clock clock) {
    this.revocations = revocations;
    this.clock = clock;
  }

  private record Verified(SecurityIdentity identity, Instant issued, Instant until) {}

  /**
   * Remembers what a verified token says; only that, nothing of the call that it came with.
   *
   * @param issued when the token was made
   */
  void remember(SecurityIdentity identity, JsonWebToken token, Instant issued) {
    Instant soon = clock.instant().plus(REMEMBERED);
    Instant end = Instant.ofEpochSecond(token.getExpirationTime());
    SecurityIdentity kept =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(token)
            .addRoles(identity.getRoles())
            .addAttribute(
                OidcUtils.TENANT_ID_ATTRIBUTE, identity.getAttribute(OidcUtils.TENANT_ID_ATTRIBUTE))
            .build();
    synchronized (byHash) {
      byHash.put(
          SignedContent.sha256(token.getRawToken()),
          new Verified(kept, issued, end.isBefore(soon) ? end : soon));
    }
  }

  /** What a token that was verified a short while ago says, unless it was ended since. */
  Optional<SecurityIdentity> find(String token) {
    String hash = SignedContent.sha256(token);
    Verified found;
    synchronized (byHash) {
      found = byHash.get(hash);
      if (found == null || !clock.instant().isBefore(found.until())) {
        byHash.remove(hash);
        return Optional.empty();
      }
    }
    JsonWebToken known = (JsonWebToken) found.identity().getPrincipal();
    return revocations.isValid(known.getSubject(), found.issued())
        ? Optional.of(found.identity())
        : Optional.empty();
  }
}
