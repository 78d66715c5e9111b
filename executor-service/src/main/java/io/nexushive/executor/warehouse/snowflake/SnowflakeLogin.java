package io.nexushive.executor.warehouse.snowflake;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says who logs in: by a key pair where the secret is a private key, by a password otherwise. */
final class SnowflakeLogin {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([\\sA-Za-z0-9+/=]+)-----END PRIVATE KEY-----");

  private SnowflakeLogin() {}

  /**
   * @throws WarehouseException of {@link Problem#SECRET_NEEDED} when nothing was added
   */
  static void require(Properties properties) {
    if (!properties.containsKey("password") && !properties.containsKey("privateKey")) {
      throw new WarehouseException(Problem.SECRET_NEEDED);
    }
  }

  /**
   * @param secret as its owner entered it; {@code null} adds nothing
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when it looks like a key and is
   *     none that can be read
   */
  static void add(String secret, Properties properties) {
    if (secret == null) {
      return;
    }
    if (!secret.contains("-----BEGIN")) {
      properties.setProperty("password", secret);
      return;
    }
    Matcher pem = PEM.matcher(secret.strip());
    if (!pem.matches()) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    try {
      byte[] key = Base64.getMimeDecoder().decode(pem.group(1));
      properties.put(
          "privateKey",
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
      properties.setProperty("authenticator", "SNOWFLAKE_JWT");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new WarehouseException(Problem.MISCONFIGURED, null, e);
    }
  }
}
