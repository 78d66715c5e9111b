package io.nexushive.model.signature;

import io.nexushive.model.json.Json;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The public keys that are believed. It is built from configuration and never from a topic. Several
 * keys of one issuer may stand beside each other, which is how keys overlap while they are rotated.
 */
public final class TrustStore {
  private final Map<String, Entry> byKid;

  private record Entry(TrustedKey trusted, PublicKey key) {}

  /** The document's form: {@code {"keys": [TrustedKey…]}}. */
  public record Document(List<TrustedKey> keys) {
    public Document {
      keys = List.copyOf(keys);
    }
  }

  /**
   * @throws IllegalArgumentException when a key cannot be read or two have the same name
   */
  public TrustStore(List<TrustedKey> keys) {
    Map<String, Entry> entries = new HashMap<>();
    for (TrustedKey trusted : keys) {
      if (entries.put(trusted.kid(), new Entry(trusted, decode(trusted))) != null) {
        throw new IllegalArgumentException("two trusted keys are named " + trusted.kid());
      }
    }
    byKid = Map.copyOf(entries);
  }

  /**
   * Reads the JSON form of {@link Document}.
   *
   * @throws IllegalArgumentException when it has another form
   */
  public static TrustStore fromJson(byte[] json) {
    return new TrustStore(Json.read(json, Document.class).keys());
  }

  /**
   * Checks that {@code signature} was made over {@code content} by a key trusted for {@code
   * purpose}.
   *
   * @param now the time against which the key's end is held
   * @return the key that made it
   * @throws UntrustedException in every other case
   */
  public TrustedKey verify(
      Purpose purpose, SignedContent content, Signature signature, Instant now) {
    if (signature == null) {
      throw new UntrustedException("there is no signature for " + purpose.wire());
    }
    Entry entry = find(purpose, signature.kid(), now);
    try {
      java.security.Signature ed = java.security.Signature.getInstance("Ed25519");
      ed.initVerify(entry.key());
      ed.update(content.bytes());
      if (!ed.verify(Base64.getUrlDecoder().decode(signature.value()))) {
        throw new UntrustedException("the signature for " + purpose.wire() + " does not fit");
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UntrustedException("the signature for " + purpose.wire() + " cannot be read");
    }
    return entry.trusted();
  }

  /**
   * The public key named {@code kid}, for libraries that verify by themselves (tokens).
   *
   * @throws UntrustedException when it is unknown, ended, or not trusted for {@code purpose}
   */
  public PublicKey publicKey(Purpose purpose, String kid, Instant now) {
    return find(purpose, kid, now).key();
  }

  private Entry find(Purpose purpose, String kid, Instant now) {
    Entry entry = byKid.get(kid);
    if (entry == null) {
      throw new UntrustedException("the key is not known");
    }
    TrustedKey trusted = entry.trusted();
    if (!trusted.purposes().contains(purpose)) {
      throw new UntrustedException("the key is not trusted for " + purpose.wire());
    }
    if (trusted.notAfter() != null && !now.isBefore(trusted.notAfter())) {
      throw new UntrustedException("the key is not trusted any more");
    }
    return entry;
  }

  private static PublicKey decode(TrustedKey trusted) {
    try {
      byte[] der = Base64.getDecoder().decode(trusted.publicKey());
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the trusted key " + trusted.kid() + " is no Ed25519 public key", e);
    }
  }
}
