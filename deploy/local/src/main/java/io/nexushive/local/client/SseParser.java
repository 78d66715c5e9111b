package io.nexushive.local.client;

import java.util.Optional;

/**
 * Puts the lines of an event stream together to events, as the HTML standard's section on
 * server-sent events says.
 */
public final class SseParser {
  private final StringBuilder data = new StringBuilder();
  private String name = "";
  private String lastId;
  private boolean hasData;

  /** Takes the next line, without its end; an empty one completes an event. */
  public Optional<SseEvent> line(String line) {
    if (line.isEmpty()) {
      return complete();
    }
    if (line.startsWith(":")) {
      return Optional.empty();
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    if (value.startsWith(" ")) {
      value = value.substring(1);
    }
    switch (field) {
      case "event" -> name = value;
      case "data" -> {
        if (hasData) {
          data.append('\n');
        }
        data.append(value);
        hasData = true;
      }
      case "id" -> lastId = value;
      default -> {
        // The standard says to ignore what one does not know.
      }
    }
    return Optional.empty();
  }

  /** The id of the last event that had one; {@code null} before. */
  public String lastId() {
    return lastId;
  }

  private Optional<SseEvent> complete() {
    Optional<SseEvent> event =
        hasData
            ? Optional.of(new SseEvent(lastId, name.isEmpty() ? "message" : name, data.toString()))
            : Optional.empty();
    data.setLength(0);
    hasData = false;
    name = "";
    return event;
  }
}
