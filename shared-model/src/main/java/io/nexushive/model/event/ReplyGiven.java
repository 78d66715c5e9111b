package io.nexushive.model.event;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.id.RequestId;
import java.util.Objects;

/**
 * The asker answered a question back, or a plan.
 *
 * @param action confirm, edit or cancel for a plan; answer for a clarification
 * @param text his words, where there are any
 * @param state the request as it waited
 */
public record ReplyGiven(RequestId requestId, String action, String text, AgentState state) {
  public ReplyGiven {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(state, "state");
  }
}
