package io.nexushive.gateway.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An event as a client sees it.
 *
 * @param name the server-sent event's name
 * @param data its JSON, on one line
 */
record Shown(String name, String data) {
  /** What is made of rows, and so is the asker's alone. */
  private static final Set<TraceKind> ASKERS =
      EnumSet.of(TraceKind.TOKEN, TraceKind.CHART, TraceKind.ANSWER);

  /** The fields of an agent's step. */
  @RegisterForReflection
  private record Step(
      ServiceName agent, String stage, String status, String detail, Instant at, Long durationMs) {}

  /** The event for its reader; empty where the reader is not to see it. */
  static Optional<Shown> of(TraceEvent event, boolean asker) {
    if (!asker && ASKERS.contains(event.kind())) {
      return Optional.empty();
    }
    if (event.kind() == TraceKind.TRACE) {
      return Optional.of(
          of(
              event.kind(),
              new Step(
                  event.agent(),
                  event.stage(),
                  event.status(),
                  event.detail(),
                  event.at(),
                  event.durationMs())));
    }
    JsonNode data = event.data() == null ? Json.mapper().createObjectNode() : event.data();
    if (!asker && event.kind() == TraceKind.RESULT && data.isObject()) {
      data = ((ObjectNode) data.deepCopy()).set("rows", Json.mapper().createArrayNode());
    }
    return Optional.of(of(event.kind(), data));
  }

  /** An event of {@code kind} with {@code data}. */
  static Shown of(TraceKind kind, Object data) {
    try {
      return new Shown(kind.wire(), Json.mapper().writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written as JSON", e);
    }
  }
}
