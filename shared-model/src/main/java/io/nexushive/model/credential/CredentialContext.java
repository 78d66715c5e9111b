package io.nexushive.model.credential;

import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sealed secret is bound to: whose connection it is, where the secret is sent to, as whom,
 * and whether that is encrypted. Whoever changes any of it needs the secret anew; otherwise he
 * could have it sent to himself.
 */
final class CredentialContext {
  private static final String VERSION = "nexushive/credential/v1";
  private static final List<String> BOUND_SETTINGS = List.of("host", "port", "user", "sslmode");

  /**
   * Where one host serves many: the account, the endpoint, and the header that carries the secret.
   * They count where they are set only, so that what was sealed before they existed still opens.
   */
  private static final List<String> BOUND_WHERE_SET =
      List.of("account", "http_path", "path", "auth", "header");

  private CredentialContext() {}

  /** A JSON array, so that two different contexts never yield the same bytes. */
  static byte[] of(ConnectionChanged connection) {
    List<String> parts = new ArrayList<>();
    parts.add(VERSION);
    parts.add(connection.connectionId().value());
    parts.add(connection.tenantId().value());
    parts.add(connection.owner());
    parts.add(connection.kind());
    BOUND_SETTINGS.forEach(name -> parts.add(connection.settings().get(name)));
    for (String name : BOUND_WHERE_SET) {
      String value = connection.settings().get(name);
      if (value != null) {
        parts.add(name);
        parts.add(value);
      }
    }
    return Json.bytes(parts);
  }
}
