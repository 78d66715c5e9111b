package io.nexushive.model.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * One Ed25519 private key (RFC 8032) and its name. Bouncy Castle does the arithmetic: the JDK's
 * takes about ten times as long, and a question is signed and verified seven times.
 */
public final class SigningKey {
  private final String kid;
  private final PrivateKey key;
  private final Ed25519PrivateKeyParameters ed25519;

  /**
   * @throws IllegalArgumentException when {@code key} is no Ed25519 key
   */
  public SigningKey(String kid, PrivateKey key) {
    this.kid = Objects.requireNonNull(kid, "kid");
    this.key = Objects.requireNonNull(key, "key");
    try {
      this.ed25519 = (Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(key.getEncoded());
    } catch (IOException | ClassCastException e) {
      throw new IllegalArgumentException("the signing key " + kid + " is no Ed25519 key", e);
    }
  }

  /**
   * Reads a PKCS#8 PEM private key.
   *
   * @throws IllegalArgumentException when {@code pem} holds no Ed25519 private key; the message
   *     never quotes it
   */
  public static SigningKey fromPem(String kid, String pem) {
    String body =
        pem.replace("-----BEGIN PRIVATE KEY-----", "")
            .replace("-----END PRIVATE KEY-----", "")
            .replaceAll("\\s", "");
    try {
      byte[] der = Base64.getDecoder().decode(body);
      return new SigningKey(
          kid, KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the signing key " + kid + " is no Ed25519 key in PKCS#8 PEM", e);
    }
  }

  /**
   * Reads a PKCS#8 PEM private key that {@code trust} knows the public half of, under the name that
   * it has there.
   *
   * @throws IllegalArgumentException when it is no such key
   * @throws UntrustedException when nobody would believe it
   */
  public static SigningKey fromPem(String pem, TrustStore trust) {
    SigningKey unnamed = fromPem("without a name", pem);
    String kid = trust.nameOf(unnamed.ed25519.generatePublicKey().getEncoded());
    return new SigningKey(kid, unnamed.key);
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
  Signature sign(SignedContent content) {
    byte[] message = content.bytes();
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    ed25519.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    return new Signature(kid, Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
  }
}
