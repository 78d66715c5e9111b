package io.nexushive.model.signature;

import io.nexushive.model.json.Json;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The public keys that are believed. It is built from configuration and never from a topic. Several
 * keys of one issuer may stand beside each other, which is how keys overlap while they are rotated.
 * Any thread may use it while it is updated.
 */
public final class TrustStore {
  private volatile Map<String, Entry> byKid;
  private volatile Runnable lookForNewKeys = () -> {};

  private record Entry(TrustedKey trusted, PublicKey key, Ed25519PublicKeyParameters ed25519) {
    boolean fits(SignedContent content, byte[] made) {
      byte[] message = content.bytes();
      return made.length == Ed25519.SIGNATURE_SIZE
          && ed25519.verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, made, 0);
    }
  }

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

  /** Has {@code look} called when a signature names a key that is not known; it may be new. */
  public void onUnknownKey(Runnable look) {
    lookForNewKeys = look;
  }

  /**
   * Takes over what configuration says now. Keys may go and may end earlier. A key comes only when
   * one that is believed, of the same issuer and client and for no less, has endorsed it: who can
   * write the configuration but has no key cannot bring one in.
   *
   * @param now the time against which the endorsing key's end is held
   * @return names of the keys that are not believed, or not as {@code configured} says, until the
   *     process starts anew
   * @throws IllegalArgumentException when a key cannot be read; nothing has changed then
   */
  public synchronized SortedSet<String> update(List<TrustedKey> configured, Instant now) {
    Map<String, Entry> before = byKid;
    Map<String, Entry> after = new HashMap<>();
    SortedSet<String> refused = new TreeSet<>();
    List<Entry> fresh = new ArrayList<>();
    for (TrustedKey key : configured) {
      Entry known = before.get(key.kid());
      if (known == null) {
        fresh.add(entry(key));
        continue;
      }
      TrustedKey ending = known.trusted().endingBy(key.notAfter());
      after.put(key.kid(), new Entry(ending, known.key(), known.ed25519()));
      if (!ending.equals(key)) {
        refused.add(key.kid());
      }
    }
    // Several rotations may have happened since the last look, each endorsing the next.
    while (fresh.removeIf(key -> succeeds(key, after, now))) {}
    fresh.forEach(key -> refused.add(key.trusted().kid()));
    byKid = Map.copyOf(after);
    return refused;
  }

  private static boolean succeeds(Entry key, Map<String, Entry> believed, Instant now) {
    TrustedKey candidate = key.trusted();
    Signature endorsement = candidate.endorsement();
    Entry endorser = endorsement == null ? null : believed.get(endorsement.kid());
    boolean succeeds =
        endorser != null
            && endorser.trusted().isBelievedAt(now)
            && endorser.trusted().issuer().equals(candidate.issuer())
            && endorser.trusted().purposes().containsAll(candidate.purposes())
            && Objects.equals(endorser.trusted().client(), candidate.client())
            && endorser.fits(candidate.endorsed(), decode(Purpose.KEY, endorsement));
    return succeeds && believed.putIfAbsent(candidate.kid(), key) == null;
  }

  /** All keys, ended ones too. */
  public List<TrustedKey> keys() {
    return byKid.values().stream().map(Entry::trusted).toList();
  }

  /**
   * Who is known under the name {@code kid}; what he signed has been checked before.
   *
   * @throws UntrustedException when the key is not known any more
   */
  public TrustedKey known(String kid) {
    Entry entry = byKid.get(kid);
    if (entry == null) {
      throw new UntrustedException("the key is not known");
    }
    return entry.trusted();
  }

  /**
   * The name of the public key with these 32 bytes (RFC 8032).
   *
   * @throws UntrustedException when it is not known
   */
  String nameOf(byte[] publicKey) {
    return byKid.values().stream()
        .filter(entry -> Arrays.equals(entry.ed25519().getEncoded(), publicKey))
        .map(entry -> entry.trusted().kid())
        .findFirst()
        .orElseThrow(() -> new UntrustedException("the trust store does not name this key"));
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
    if (!entry.fits(content, decode(purpose, signature))) {
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
    Entry entry = kid == null ? null : byKid.get(kid);
    if (entry == null && kid != null) {
      lookForNewKeys.run();
      entry = byKid.get(kid);
    }
    if (entry == null) {
      throw new UntrustedException("the key is not known");
    }
    TrustedKey trusted = entry.trusted();
    if (!trusted.purposes().contains(purpose)) {
      throw new UntrustedException("the key is not trusted for " + purpose.wire());
    }
    if (!trusted.isBelievedAt(now)) {
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
