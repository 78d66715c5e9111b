package io.nexushive.gateway.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.json.Json;
import io.nexushive.model.json.Json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connection as somebody wants it saved.
 *
 * @param shared whether everybody may ask it; absent: only who makes it
 * @param settings as the form of its kind names them; what is blank counts as absent
 * @param secret in the clear; absent: none, or the one that is sealed already
 */
public record ConnectionDraft(
    String name, String kind, Boolean shared, Map<String, String> settings, String secret) {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_SECRET = 16_384;

  public ConnectionDraft {
    Map<String, String> entered = new TreeMap<>();
    if (settings != null) {
      settings.forEach(
          (key, value) -> {
            if (value != null && !value.isBlank()) {
              entered.put(key, value.strip());
            }
          });
    }
    name = name == null ? null : name.strip();
    settings = Map.copyOf(entered);
    shared = shared != null && shared;
    secret = secret == null || secret.isEmpty() ? null : secret;
  }

  /**
   * Reads a body. Not left to the framework, whose messages repeat what did not fit: in its debug
   * log, a secret that was put into the wrong field.
   *
   * @throws NexusException that names the field that does not do
   */
  static ConnectionDraft read(String body) {
    JsonNode json = parsed(body);
    JsonNode settings = json.path("settings");
    Map<String, String> entered = new TreeMap<>();
    if (!settings.isMissingNode() && !settings.isNull()) {
      if (!settings.isObject()) {
        throw wrong("settings: is an object of texts.");
      }
      settings.fieldNames().forEachRemaining(n -> entered.put(n, text(settings, n, "settings.")));
    }
    JsonNode shared = json.path("shared");
    if (!shared.isMissingNode() && !shared.isNull() && !shared.isBoolean()) {
      throw wrong("shared: is true or false.");
    }
    return new ConnectionDraft(
        text(json, "name", ""),
        text(json, "kind", ""),
        shared.asBoolean(),
        entered,
        text(json, "secret", ""));
  }

  private static JsonNode parsed(String body) {
    byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    try {
      JsonNode json = Json.read(bytes, JsonNode.class);
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (MalformedJsonException e) {
      // Without the cause, which quotes the text.
    }
    throw wrong("The body is no JSON of the expected form.");
  }

  private static String text(JsonNode json, String name, String prefix) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (value.isContainerNode()) {
      throw wrong(prefix + name + ": is a text.");
    }
    return value.asText();
  }

  /**
   * @throws NexusException that names the field that does not do
   */
  void requireValid() {
    if (name == null || name.isEmpty() || name.length() > LONGEST_NAME) {
      throw wrong("name: has 1 to " + LONGEST_NAME + " characters.");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw wrong("name: has no control characters.");
    }
    if (kind == null) {
      throw wrong("kind: is needed.");
    }
    if (secret != null && secret.length() > LONGEST_SECRET) {
      throw wrong("secret: has at most " + LONGEST_SECRET + " characters.");
    }
  }

  private static NexusException wrong(String what) {
    return new NexusException(ErrorCode.INVALID_REQUEST, what);
  }

  /** Without settings and secret, which have no place in a log. */
  @Override
  public String toString() {
    return "ConnectionDraft[" + kind + "]";
  }
}
