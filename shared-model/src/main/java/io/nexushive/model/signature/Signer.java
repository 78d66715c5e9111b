package io.nexushive.model.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;

/** Signs with one Ed25519 private key, which never leaves this object. */
public final class Signer {
  private final String kid;
  private final PrivateKey key;

  public Signer(String kid, PrivateKey key) {
    this.kid = Objects.requireNonNull(kid, "kid");
    this.key = Objects.requireNonNull(key, "key");
  }

  /**
   * Reads a PKCS#8 PEM private key.
   *
   * @throws IllegalArgumentException when {@code pem} holds no Ed25519 private key; the message
   *     never quotes it
   */
  public static Signer fromPem(String kid, String pem) {
    String body =
        pem.replace("-----BEGIN PRIVATE KEY-----", "")
            .replace("-----END PRIVATE KEY-----", "")
            .replaceAll("\\s", "");
    try {
      byte[] der = Base64.getDecoder().decode(body);
      return new Signer(
          kid, KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the signing key " + kid + " is no Ed25519 key in PKCS#8 PEM", e);
    }
  }

  /** The name of the key in the trust store. */
  public String kid() {
    return kid;
  }

  /** The key itself, for libraries that sign by themselves (tokens). */
  public PrivateKey privateKey() {
    return key;
  }

  /** Signs the bytes of {@code content}; the same content gives the same signature. */
  public Signature sign(SignedContent content) {
    try {
      java.security.Signature ed = java.security.Signature.getInstance("Ed25519");
      ed.initSign(key);
      ed.update(content.bytes());
      return new Signature(kid, Base64.getUrlEncoder().withoutPadding().encodeToString(ed.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with key " + kid, e);
    }
  }
}
