package io.nexushive.model.signature;

import io.nexushive.model.json.Json;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The public keys that are believed. It is built from configuration and never from a topic. Several
 * keys of one issuer may stand beside each other, which is how keys overlap while they are rotated.
 */
public final class TrustStore {
  private final Map<String, Entry> byKid;

  private record Entry(TrustedKey trusted, PublicKey key, Ed25519PublicKeyParameters ed25519) {}

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
      if (entries.put(trusted.kid(), entry(trusted)) != null) {
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
    byte[] message = content.bytes();
    byte[] made = decode(purpose, signature);
    boolean fits =
        made.length == Ed25519.SIGNATURE_SIZE
            && entry
                .ed25519()
                .verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, made, 0);
    if (!fits) {
      throw new UntrustedException("the signature for " + purpose.wire() + " does not fit");
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

  private static byte[] decode(Purpose purpose, Signature signature) {
    try {
      return Base64.getUrlDecoder().decode(signature.value());
    } catch (IllegalArgumentException e) {
      throw new UntrustedException("the signature for " + purpose.wire() + " cannot be read");
    }
  }

  private static Entry entry(TrustedKey trusted) {
    try {
      byte[] der = Base64.getDecoder().decode(trusted.publicKey());
      return new Entry(
          trusted,
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)),
          (Ed25519PublicKeyParameters) PublicKeyFactory.createKey(der));
    } catch (GeneralSecurityException
        | IOException
        | ClassCastException
        | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the trusted key " + trusted.kid() + " is no Ed25519 public key", e);
    }
  }
}
