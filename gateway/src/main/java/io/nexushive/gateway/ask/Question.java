package io.nexushive.gateway.ask;

import io.nexushive.model.envelope.QueryChoice;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.id.ThreadId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.SignedContent;
import java.util.Map;

/**
 * What is asked, as the client sends it.
 *
 * @param question 1 to 2,000 characters
 * @param threadId the conversation it belongs to; absent: it stands alone
 * @param connectionId what to ask; absent: the thread's, else the usual one
 * @param model the translator to use; absent: the thread's, else the usual order
 * @param verifiedQueryId the verified query to answer with; absent: what fits best
 * @param parameters values for it, by name; those that are left out stay as approved
 */
public record Question(
    String question,
    ThreadId threadId,
    ConnectionId connectionId,
    ProjectId projectId,
    String model,
    Boolean confirmPlan,
    String verifiedQueryId,
    Map<String, String> parameters) {

  /**
   * @throws NexusException when there is no question or it is too long
   */
  void requireValid() {
    if (question == null || question.isBlank()) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A question is needed.");
    }
    if (question.length() > Request.MAX_QUESTION_LENGTH) {
      throw new NexusException(
          ErrorCode.TOO_LARGE,
          "A question has at most " + Request.MAX_QUESTION_LENGTH + " characters.");
    }
    if (verifiedQueryId == null && parameters != null) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "Parameters belong to a verified_query_id.");
    }
  }

  /**
   * The verified query that is chosen; {@code null} where none is.
   *
   * @throws NexusException when a parameter has the wrong form
   */
  QueryChoice choice() {
    try {
      return verifiedQueryId == null ? null : new QueryChoice(verifiedQueryId, parameters);
    } catch (IllegalArgumentException e) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "parameters: " + e.getMessage() + ".", e);
    }
  }

  /** The same for the same question, to know it again under its idempotency key. */
  String fingerprint() {
    return SignedContent.sha256(Json.bytes(this));
  }
}
