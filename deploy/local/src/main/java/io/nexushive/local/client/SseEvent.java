package io.nexushive.local.client;

import java.util.Objects;

/**
 * One server-sent event.
 *
 * @param id where to resume after it; {@code null} where the server gave none
 * @param name what kind of event it is
 */
public record SseEvent(String id, String name, String data) {
  public SseEvent {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(data, "data");
  }
}
