package io.nexushive.model.signature;

import io.nexushive.model.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Keys that are the same on every run, so that what they sign can be pinned. For tests alone. */
public final class TestKeys {
  private static final int SEED_BYTES = 32;

  private final List<TrustedKey> trusted = new ArrayList<>();

  /** The signer of {@code kid}, trusted for all purposes. */
  public static Signer signer(String kid) {
    return new Signer(kid, pair(kid).getPrivate());
  }

  /** The private key of {@code kid} as a PKCS#8 PEM. */
  public static String pem(String kid) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair(kid).getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** A trust store in which every one of {@code kids} is trusted for everything. */
  public static TrustStore trusting(String... kids) {
    TestKeys keys = new TestKeys();
    Arrays.stream(kids).forEach(kid -> keys.trust(kid, EnumSet.allOf(Purpose.class), null, null));
    return keys.store();
  }

  public TestKeys trust(
      String kid, Set<Purpose> purposes, Instant notAfter, TrustedKey.Client client) {
    trusted.add(
        new TrustedKey(
            kid,
            kid,
            purposes,
            Base64.getEncoder().encodeToString(pair(kid).getPublic().getEncoded()),
            notAfter,
            client));
    return this;
  }

  public List<TrustedKey> all() {
    return List.copyOf(trusted);
  }

  public TrustStore store() {
    return new TrustStore(trusted);
  }

  /** A program that may ask as itself only. */
  public static TrustedKey.Client client(String subject, String... roles) {
    return new TrustedKey.Client(subject, new TenantId("default"), Set.of(roles));
  }

  private static KeyPair pair(String kid) {
    byte[] seed = Arrays.copyOf(kid.getBytes(StandardCharsets.UTF_8), SEED_BYTES);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A source of no randomness at all. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, Math.min(bytes.length, target.length));
    }
  }
}
