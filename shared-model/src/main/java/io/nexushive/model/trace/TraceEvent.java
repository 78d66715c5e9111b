package io.nexushive.model.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.ServiceName;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that a client sees while a request is worked on.
 *
 * @param id the same for the same thing said twice
 * @param agent which service says so
 * @param stage the step inside the service, for example {@code schema-exploration}
 * @param status started, completed, failed, or a word that fits the step
 * @param detail one line for a reader; never a value of a sensitive column
 * @param durationMs how long the step took, in milliseconds; absent where it has no duration
 * @param data what {@link TraceKind#payload()} says
 */
public record TraceEvent(
    UUID id,
    TraceKind kind,
    ServiceName agent,
    String stage,
    String status,
    String detail,
    Instant at,
    Long durationMs,
    JsonNode data) {

  public TraceEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(at, "at");
  }
}
