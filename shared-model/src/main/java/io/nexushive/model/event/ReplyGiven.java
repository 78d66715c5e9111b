package io.nexushive.model.event;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.signature.UntrustedException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The asker answered a question back, or a plan. What is believed of it is the last reply in the
 * signed request; action and text repeat it for readers.
 *
 * @param action answer for a clarification; confirm or edit for a plan
 * @param text his words, where there are any
 * @param state the request as it waited, with the reply and a new deadline
 */
public record ReplyGiven(RequestId requestId, String action, String text, AgentState state) {
  public ReplyGiven {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(state, "state");
  }

  /** The event for the newest reply in {@code state}. */
  public static ReplyGiven in(AgentState state) {
    Reply newest = newest(state);
    return new ReplyGiven(
        state.request().requestId(), newest.action().wire(), newest.text(), state);
  }

  /**
   * Checks that it says what the request in it says. The request's signature is checked where every
   * request's is.
   *
   * @throws UntrustedException when it does not
   */
  public void verify() {
    if (state.request().replies().isEmpty() || !equals(in(state))) {
      throw new UntrustedException("the reply is not the one that the request carries");
    }
  }

  /**
   * The only event id that a reply to this wait can have.
   *
   * @param waiting the request as it waits
   */
  public static UUID eventId(Request waiting) {
    return EventId.derive(
        waiting.requestId().toString(), EventType.REPLY_GIVEN, 0, waiting.signature().value(), 0);
  }

  private static Reply newest(AgentState state) {
    List<Reply> replies = state.request().replies();
    return replies.get(replies.size() - 1);
  }
}
