package io.nexushive.gateway.review;

import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;

/**
 * What a steward decides, as the client sends it.
 *
 * @param decision approve or reject
 * @param reason at most 1,000 characters; needed for a rejection
 */
public record ReviewDecision(String decision, String reason) {
  private static final int LONGEST_REASON = 1_000;

  /** Whether it may run; only a checked decision says so. */
  boolean approved() {
    return "approve".equals(decision);
  }

  /** The words, or {@code null} where there are none. */
  String words() {
    return reason == null || reason.isBlank() ? null : reason.strip();
  }

  /**
   * @throws NexusException when it is no decision, or one without the reason that it needs
   */
  void requireValid() {
    if (!"approve".equals(decision) && !"reject".equals(decision)) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "The field decision is approve or reject.");
    }
    if (!approved() && words() == null) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "Say why: a rejection needs a reason, which the asker reads.");
    }
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw new NexusException(
          ErrorCode.TOO_LARGE, "A reason has at most " + LONGEST_REASON + " characters.");
    }
  }
}
