package io.nexushive.gateway.request;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A request as the database has it.
 *
 * @param ending how it is being ended by the gateway; absent where it is not
 * @param endedAt when it ended; absent while it is open
 * @param stateJson the newest envelope
 */
public record RequestRow(
    RequestId id,
    String asker,
    RequestStatus status,
    RequestStatus ending,
    Instant askedAt,
    Instant deadline,
    Instant endedAt,
    String stateJson) {

  public AgentState state() {
    return Json.read(stateJson.getBytes(StandardCharsets.UTF_8), AgentState.class);
  }

  public boolean ended() {
    return endedAt != null;
  }

  /**
   * Whether nothing is expected of the stages: it has ended, waits for a person, or that person has
   * just spoken and no stage has followed yet.
   */
  boolean rests() {
    return ended()
        || status.waits()
        || status == RequestStatus.REPLIED
        || status == RequestStatus.REVIEWED;
  }
}
