package io.nexushive.model.signature;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.nexushive.model.id.TenantId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A public key that configuration says to believe, and for what.
 *
 * @param kid the key's name, unique in the trust store
 * @param issuer who holds the private half: a service, or a registered client
 * @param purposes what its signatures are good for; nothing else
 * @param publicKey X.509 SubjectPublicKeyInfo in base64
 * @param notAfter from when on it is not believed any more; absent: until it is removed
 * @param client set for a program that asks for itself: it can be no other subject and no other
 *     role than these
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrustedKey(
    String kid,
    String issuer,
    Set<Purpose> purposes,
    String publicKey,
    Instant notAfter,
    Client client) {

  public TrustedKey {
    Objects.requireNonNull(kid, "kid");
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(publicKey, "publicKey");
    purposes = Set.copyOf(purposes);
  }

  /**
   * The only identity that a registered program may ask under.
   *
   * @param subject the asker's subject
   * @param tenant the asker's tenant
   * @param roles the most that it may claim
   */
  public record Client(String subject, TenantId tenant, Set<String> roles) {
    public Client {
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(tenant, "tenant");
      roles = Set.copyOf(roles);
    }
  }
}
