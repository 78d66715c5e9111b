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
    return Json.bytes(parts);
  }
}
