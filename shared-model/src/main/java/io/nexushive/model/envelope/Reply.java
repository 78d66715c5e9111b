package io.nexushive.model.envelope;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Objects;

/**
 * What the asker said when the translator asked back or showed its plan. It belongs to what is
 * asked, so the request's signature covers it.
 *
 * @param asked the question back that it answers; absent for a plan
 * @param text his words, 1 to 2,000 characters; absent for a confirmation
 */
public record Reply(String asked, Action action, String text) {
  public static final int MAX_TEXT_LENGTH = Request.MAX_QUESTION_LENGTH;

  /** What a reply does. */
  public enum Action {
    /** Answers a question back. */
    ANSWER,
    /** Agrees to a plan. */
    CONFIRM,
    /** Says anew what is asked, after a plan that meant something else. */
    EDIT;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Reply {
    Objects.requireNonNull(action, "action");
    if ((text == null) != (action == Action.CONFIRM)) {
      throw new IllegalArgumentException("a confirmation has no words, every other reply has some");
    }
    if (text != null && (text.isBlank() || text.length() > MAX_TEXT_LENGTH)) {
      throw new IllegalArgumentException("a reply has 1 to " + MAX_TEXT_LENGTH + " characters");
    }
  }
}
