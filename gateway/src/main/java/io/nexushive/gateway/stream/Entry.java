package io.nexushive.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One record of the trace topic. It is read as late as possible: most are never shown. */
final class Entry {
  /** What an entry weighs beside its payload, about. */
  private static final int OVERHEAD = 200;

  private static final byte[] DONE = "\"kind\":\"done\"".getBytes(StandardCharsets.US_ASCII);

  /** A done event is a few hundred bytes; nothing larger has to be searched for it. */
  private static final int LARGEST_DONE = 2_048;

  private final long offset;
  private final String eventId;
  private final byte[] value;
  private final Outcome outcome;

  Entry(long offset, String eventId, byte[] value) {
    this.offset = offset;
    this.eventId = eventId;
    this.value = value;
    this.outcome = outcomeOf(value);
  }

  long offset() {
    return offset;
  }

  String eventId() {
    return eventId;
  }

  int weight() {
    return value.length + OVERHEAD;
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

  TraceEvent event() {
    return Json.read(value, TraceEvent.class);
  }

  private static Outcome outcomeOf(byte[] value) {
    if (value.length > LARGEST_DONE || !contains(value, DONE)) {
      return null;
    }
    try {
      TraceEvent event = Json.read(value, TraceEvent.class);
      JsonNode outcome = event.data() == null ? null : event.data().get("outcome");
      return event.kind() == TraceKind.DONE && outcome != null
          ? Json.mapper().convertValue(outcome, Outcome.class)
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean contains(byte[] text, byte[] part) {
    for (int start = 0; start <= text.length - part.length; start++) {
      if (Arrays.equals(text, start, start + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
