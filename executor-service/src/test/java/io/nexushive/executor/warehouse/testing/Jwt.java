package io.nexushive.executor.warehouse.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Keys by which logins are signed, and the check of what they signed. */
public final class Jwt {
  private Jwt() {}

  public static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  /** The private key as key files have it. */
  public static String pem(KeyPair keys) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(keys.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** The claims of a token that {@code key} signed and that is still good. */
  public static Optional<JsonNode> claims(String token, PublicKey key)
      throws GeneralSecurityException, IOException {
    String[] parts = token.split("\\.");
    if (key == null || parts.length != 3) {
      return Optional.empty();
    }
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key);
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
    return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
            && Instant.ofEpochSecond(claims.path("exp").asLong()).isAfter(Instant.now())
        ? Optional.of(claims)
        : Optional.empty();
  }
}
