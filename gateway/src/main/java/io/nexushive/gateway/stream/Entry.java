package io.nexushive.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload.Outcome;

/** One event of the trace topic. It is read as late as possible: most are never shown. */
final class Entry {
  /** What an entry weighs beside its text, about. */
  private static final int OVERHEAD = 200;

  private final long position;
  private final String eventId;
  private final byte[] text;
  private final Outcome outcome;

  /**
   * @param position where it stands in its partition; larger than those of all events before it
   * @param eventId the same for the same thing said twice
   * @param kind as the event says it
   * @param text the event as JSON
   */
  Entry(long position, String eventId, String kind, byte[] text) {
    this.position = position;
    this.eventId = eventId;
    this.text = text;
    this.outcome = TraceKind.DONE.wire().equals(kind) ? outcomeOf(text) : null;
  }

  long position() {
    return position;
  }

  String eventId() {
    return eventId;
  }

  int weight() {
    return text.length + OVERHEAD;
  }

  /** How the request ended; {@code null} unless this entry says so. */
  Outcome outcome() {
    return outcome;
  }

  /** Whether nothing follows this entry. */
  boolean isEnd() {
    return outcome != null && !outcome.isWait();
  }

  /** Whether the request waits for a person from here on. */
  boolean isPause() {
    return outcome != null && outcome.isWait();
  }

  /**
   * The event.
   *
   * @throws io.nexushive.model.json.Json.MalformedJsonException when it is none
   */
  TraceEvent event() {
    return Json.read(text, TraceEvent.class);
  }

  private static Outcome outcomeOf(byte[] text) {
    try {
      TraceEvent event = Json.read(text, TraceEvent.class);
      JsonNode outcome = event.data() == null ? null : event.data().get("outcome");
      return outcome == null ? null : Json.mapper().convertValue(outcome, Outcome.class);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
