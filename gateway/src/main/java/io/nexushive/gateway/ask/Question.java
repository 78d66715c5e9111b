package io.nexushive.gateway.ask;

import io.nexushive.model.envelope.Request;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.id.ThreadId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.SignedContent;

/**
 * What is asked, as the client sends it.
 *
 * @param question 1 to 2,000 characters
 * @param model the translator to use; absent: the first that is configured
 */
public record Question(
    String question,
    ThreadId threadId,
    ConnectionId connectionId,
    ProjectId projectId,
    String model,
    Boolean confirmPlan) {

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
  }

  /** The same for the same question, to know it again under its idempotency key. */
  String fingerprint() {
    return SignedContent.sha256(Json.bytes(this));
  }
}
