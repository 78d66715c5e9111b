package io.nexushive.model.event;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.signature.Signature;
import java.time.Instant;
import java.util.Objects;

/**
 * A steward decided on a request that waited for review.
 *
 * @param approved whether it may run
 * @param sqlSha256 the text that the decision is about
 * @param policyVersion the policy that the decision is about
 */
public record ReviewDecided(
    RequestId requestId,
    boolean approved,
    String steward,
    String reason,
    String sqlSha256,
    String policyVersion,
    Instant decidedAt,
    AgentState state,
    Signature signature) {
  public ReviewDecided {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(steward, "steward");
  }
}
