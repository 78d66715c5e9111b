package io.nexushive.executor.warehouse.fetched;

import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The header that says who asks. Settings: {@code auth} (none, bearer, basic or header), {@code
 * user} (for basic), {@code header} (its name, for header). The secret is the token, the password
 * or the key.
 *
 * @param header its name; {@code null} where nothing is said
 */
public record HttpCredential(String header, String value) {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}");
  private static final Pattern USER = Pattern.compile("[^:\\p{Cntrl}]{1,100}");
  private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{1,8192}");

  /** Headers that say something else than who asks. */
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "accept",
          "cookie",
          "te",
          "transfer-encoding",
          "upgrade",
          "expect",
          "user-agent",
          "mcp-session-id");

  /**
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when the settings do not do
   */
  public static HttpCredential of(ConnectionSettings settings) {
    String kind = settings.find("auth").orElse(settings.secret() == null ? "none" : "bearer");
    return switch (kind) {
      case "none" -> new HttpCredential(null, null);
      case "bearer" -> new HttpCredential("Authorization", "Bearer " + secret(settings));
      case "basic" -> basic(settings);
      case "header" -> {
        String name = settings.require("header", HEADER);
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
          throw new WarehouseException(Problem.MISCONFIGURED);
        }
        yield new HttpCredential(name, secret(settings));
      }
      default -> throw new WarehouseException(Problem.MISCONFIGURED);
    };
  }

  private static HttpCredential basic(ConnectionSettings settings) {
    if (settings.secret() == null) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    String pair = settings.require("user", USER) + ":" + settings.secret();
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return new HttpCredential(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  private static String secret(ConnectionSettings settings) {
    if (settings.secret() == null || !SECRET.matcher(settings.secret()).matches()) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    return settings.secret();
  }

  @Override
  public String toString() {
    return "HttpCredential[" + header + "]";
  }
}
