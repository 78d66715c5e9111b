package io.nexushive.translator.verified;

import io.nexushive.model.id.ConnectionId;
import java.util.Optional;

/** Where approved question-SQL pairs are looked up. Consulted before any other translator. */
public interface VerifiedQueries {
  /**
   * The approved SQL for a question that means the same.
   *
   * @param question as asked
   * @return absent where none is close enough, or the one that is has been retired
   */
  Optional<Match> find(ConnectionId connection, String question);

  /**
   * An approved query with its values bound to the question.
   *
   * @param id of the verified query
   * @param question the approved question
   * @param sql with the new question's values in it
   */
  record Match(String id, String question, String sql) {}
}
