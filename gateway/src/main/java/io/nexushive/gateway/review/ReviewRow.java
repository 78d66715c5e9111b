package io.nexushive.gateway.review;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A review as the database has it.
 *
 * @param decidedBy absent until somebody has decided, as is all about the decision
 * @param stateJson the envelope as it waits
 */
record ReviewRow(
    UUID ticketId,
    String asker,
    ReviewStatus status,
    Instant requestedAt,
    Instant expiresAt,
    String decidedBy,
    Instant decidedAt,
    String reason,
    String stateJson) {

  AgentState state() {
    return Json.read(stateJson.getBytes(StandardCharsets.UTF_8), AgentState.class);
  }
}
