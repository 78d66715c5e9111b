package io.nexushive.gateway.knowledge;

import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;

/**
 * What an asker thinks of an answer, as the client sends it.
 *
 * @param helpful thumb up or down
 * @param reason at most 1,000 characters
 * @param correctedSql the SQL that he holds to be right; proposes it as a verified query
 * @param propose whether the SQL of the answer itself is proposed
 */
public record GivenFeedback(
    String requestId, Boolean helpful, String reason, String correctedSql, Boolean propose) {
  private static final int LONGEST_SQL = 20_000;

  /**
   * @throws NexusException when a field is missing, too long, or contradicts another
   */
  void requireValid() {
    if (requestId == null || helpful == null) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "The fields request_id and helpful are needed.");
    }
    Words.requireShort(reason);
    if (correctedSql != null && correctedSql.isBlank()) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "corrected_sql: write a query, or leave the field out.");
    }
    if (correctedSql != null && correctedSql.length() > LONGEST_SQL) {
      throw new NexusException(
          ErrorCode.TOO_LARGE, "A SQL text has at most " + LONGEST_SQL + " characters.");
    }
    if (correctedSql != null && proposes()) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "Propose the answer's SQL or another one, not both.");
    }
  }

  boolean proposes() {
    return Boolean.TRUE.equals(propose);
  }
}
