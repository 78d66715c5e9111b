package io.nexushive.gateway.reply;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Clarification;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;

/**
 * A reply, as the client sends it.
 *
 * @param action answer for a question back, which is also meant where it is absent; confirm, edit
 *     or cancel for a plan
 * @param text what he answers, or what is asked instead; 1 to 2,000 characters
 */
public record GivenReply(String action, String text) {

  boolean cancels() {
    return "cancel".equals(action);
  }

  /**
   * The reply to what {@code waiting} asks.
   *
   * @throws NexusException when it is none, or one to something else
   */
  Reply to(AgentState waiting) {
    Clarification asked = waiting.clarification();
    if (asked != null) {
      if (action != null && !action.equals(Reply.Action.ANSWER.wire())) {
        throw new NexusException(
            ErrorCode.INVALID_REQUEST,
            "This asks a question back; its action is answer, with the text, or cancel.");
      }
      return new Reply(asked.question(), Reply.Action.ANSWER, words());
    }
    if ("confirm".equals(action)) {
      return new Reply(null, Reply.Action.CONFIRM, null);
    }
    if ("edit".equals(action)) {
      return new Reply(null, Reply.Action.EDIT, words());
    }
    throw new NexusException(
        ErrorCode.INVALID_REQUEST, "This shows a plan; its action is confirm, edit or cancel.");
  }

  private String words() {
    if (text == null || text.isBlank()) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "The field text is needed here.");
    }
    if (text.length() > Reply.MAX_TEXT_LENGTH) {
      throw new NexusException(
          ErrorCode.TOO_LARGE, "A reply has at most " + Reply.MAX_TEXT_LENGTH + " characters.");
    }
    return text.strip();
  }
}
