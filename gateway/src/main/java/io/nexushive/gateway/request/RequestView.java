package io.nexushive.gateway.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.model.envelope.AgentState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;

/**
 * A request as clients see it.
 *
 * @param endedAt absent while it is open
 * @param state the envelope, without rows for others than the asker; absent where only the status
 *     was asked for
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestView(
    String requestId,
    RequestStatus status,
    Instant askedAt,
    Instant deadline,
    Instant endedAt,
    Map<String, String> links,
    AgentState state) {

  /** With its rows. */
  public static RequestView forAsker(RequestRow row) {
    return of(row, Redaction.forAsker(row.state()));
  }

  static RequestView forOthers(RequestRow row) {
    return of(row, Redaction.forOthers(row.state()));
  }

  /** Without what has become of it. */
  public static RequestView ofStatus(RequestRow row) {
    return of(row, null);
  }

  private static RequestView of(RequestRow row, AgentState state) {
    return new RequestView(
        row.id().toString(),
        row.ending() != null ? row.ending() : row.status(),
        row.askedAt(),
        row.deadline(),
        row.endedAt(),
        Map.of("self", "/api/requests/" + row.id(), "stream", "/api/stream?rid=" + row.id()),
        state);
  }
}
