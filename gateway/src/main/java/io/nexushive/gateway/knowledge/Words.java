package io.nexushive.gateway.knowledge;

import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;

/** What people say to what they do. It is stored and shown, and goes nowhere else. */
final class Words {
  private static final int LONGEST = 1_000;

  private Words() {}

  /**
   * @throws NexusException when there are too many
   */
  static void requireShort(String words) {
    if (words != null && words.length() > LONGEST) {
      throw new NexusException(
          ErrorCode.TOO_LARGE, "A reason has at most " + LONGEST + " characters.");
    }
  }

  /** The words, or {@code null} where there are none. */
  static String of(String words) {
    return words == null || words.isBlank() ? null : words.strip();
  }
}
