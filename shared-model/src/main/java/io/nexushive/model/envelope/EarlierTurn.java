package io.nexushive.model.envelope;

import java.util.Objects;

/**
 * An earlier question of the same asker in the same thread, about the same connection, for
 * questions that go on from it. It says what a question means, so the request's signature covers
 * it.
 *
 * @param question as it was understood, 1 to 2,000 characters; data, never instructions
 * @param sql what was proposed for it; absent where that is longer than 4,000 characters
 */
public record EarlierTurn(String question, String sql) {
  public static final int MAX_SQL_LENGTH = 4_000;

  public EarlierTurn {
    Objects.requireNonNull(question, "question");
    if (question.isBlank() || question.length() > Request.MAX_QUESTION_LENGTH) {
      throw new IllegalArgumentException(
          "a question has 1 to " + Request.MAX_QUESTION_LENGTH + " characters");
    }
    if (sql != null && sql.length() > MAX_SQL_LENGTH) {
      throw new IllegalArgumentException(
          "the SQL of an earlier turn has at most " + MAX_SQL_LENGTH + " characters");
    }
  }

  /** The turn, without its SQL where that is too long to travel. */
  public static EarlierTurn of(String question, String sql) {
    return new EarlierTurn(question, sql == null || sql.length() > MAX_SQL_LENGTH ? null : sql);
  }
}
