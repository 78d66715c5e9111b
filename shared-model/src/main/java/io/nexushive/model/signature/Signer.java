package io.nexushive.model.signature;

import java.security.PrivateKey;
import java.util.Objects;
import java.util.function.Supplier;

/** Signs for one holder with the key that he has now; keys are rotated while it is in use. */
public final class Signer {
  private final Supplier<SigningKey> current;

  /** Signs with whatever key {@code current} gives. */
  public Signer(Supplier<SigningKey> current) {
    this.current = Objects.requireNonNull(current, "current");
  }

  /**
   * Signs with one key for good.
   *
   * @throws IllegalArgumentException when {@code key} is no Ed25519 key
   */
  public Signer(String kid, PrivateKey key) {
    this(constant(new SigningKey(kid, key)));
  }

  /**
   * Signs with one key for good.
   *
   * @throws IllegalArgumentException as {@link SigningKey#fromPem(String, String)}
   */
  public static Signer fromPem(String kid, String pem) {
    return new Signer(constant(SigningKey.fromPem(kid, pem)));
  }

  /** The key of this moment; whoever needs its name and itself takes both from one. */
  public SigningKey current() {
    return current.get();
  }

  /** The name of the key of this moment. */
  public String kid() {
    return current().kid();
  }

  /** Signs the bytes of {@code content}; the same content and key give the same signature. */
  public Signature sign(SignedContent content) {
    return current().sign(content);
  }

  private static Supplier<SigningKey> constant(SigningKey key) {
    return () -> key;
  }
}
