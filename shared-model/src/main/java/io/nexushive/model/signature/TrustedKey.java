package io.nexushive.model.signature;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.model.id.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

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
 * @param endorsement made over this key by the one before it, which is what a process that runs
 *     believes it by; absent for the first key of its holder
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrustedKey(
    String kid,
    String issuer,
    Set<Purpose> purposes,
    String publicKey,
    Instant notAfter,
    Client client,
    Signature endorsement) {

  public TrustedKey {
    Objects.requireNonNull(kid, "kid");
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(publicKey, "publicKey");
    purposes = Set.copyOf(purposes);
  }

  /** A first key, which nobody has endorsed. */
  public TrustedKey(
      String kid,
      String issuer,
      Set<Purpose> purposes,
      String publicKey,
      Instant notAfter,
      Client client) {
    this(kid, issuer, purposes, publicKey, notAfter, client, null);
  }

  /** Whether it is believed at {@code time}. */
  public boolean isBelievedAt(Instant time) {
    return notAfter == null || time.isBefore(notAfter);
  }

  /** The same key with an end; an end that it has already, and that is earlier, stays. */
  public TrustedKey endingBy(Instant end) {
    Instant earlier = end == null || (notAfter != null && notAfter.isBefore(end)) ? notAfter : end;
    return new TrustedKey(kid, issuer, purposes, publicKey, earlier, client, endorsement);
  }

  /** The same key, endorsed by {@code before}. */
  public TrustedKey endorsedBy(Signer before) {
    return new TrustedKey(
        kid, issuer, purposes, publicKey, notAfter, client, before.sign(endorsed()));
  }

  /** What an endorsement is made over. */
  SignedContent endorsed() {
    return SignedContent.of(Purpose.KEY)
        .text("kid", kid)
        .text("issuer", issuer)
        .list("purposes", new TreeSet<>(purposes.stream().map(Purpose::wire).toList()))
        .text("public_key", publicKey);
  }

  /**
   * The only identity that a registered program may ask under.
   *
   * @param subject the asker's subject
   * @param tenant the asker's tenant
   * @param roles the most that it may claim
   * @param attributes what row filters may compare with columns, as in {@code Asker}; it cannot
   *     claim any by itself
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Client(
      String subject, TenantId tenant, Set<String> roles, Map<String, List<String>> attributes) {
    public Client {
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(tenant, "tenant");
      roles = Set.copyOf(roles);
      attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }

    /** A program of which nothing else is known. */
    public Client(String subject, TenantId tenant, Set<String> roles) {
      this(subject, tenant, roles, null);
    }
  }
}
