package io.nexushive.gateway.outbox;

import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.trace.TraceContext;
import java.util.Map;
import java.util.UUID;

/**
 * An event that is to be published.
 *
 * @param traceContext the headers under which it came about
 */
public record OutgoingEvent(
    UUID eventId, EventType type, String key, byte[] event, Map<String, String> traceContext) {

  /** The event with {@code payload}, in the trace of the current call. */
  public static OutgoingEvent of(UUID eventId, EventType type, String key, Object payload) {
    return new OutgoingEvent(eventId, type, key, Json.bytes(payload), TraceContext.current());
  }
}
