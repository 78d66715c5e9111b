package io.nexushive.translator.verified;

import io.nexushive.model.envelope.QueryChoice;
import io.nexushive.model.envelope.VerifiedQuery;
import io.nexushive.translator.linking.ConnectionSchema;
import java.util.Optional;

/** Where approved question-SQL pairs are looked up. Consulted before any other translator. */
public interface VerifiedQueries {
  /**
   * The approved SQL for a question that means the same.
   *
   * @param question as asked
   * @return absent where none is close enough, or a value cannot be bound with certainty
   */
  Optional<Match> find(String question, ConnectionSchema connection);

  /**
   * The query that the asker chose, with his values.
   *
   * @return absent where it is not in use any more
   * @throws UnfitValueException when a value cannot stand where it should
   */
  Optional<Match> chosen(QueryChoice choice, ConnectionSchema connection)
      throws UnfitValueException;

  /**
   * An approved query with its values bound to the question.
   *
   * @param query where it comes from, and which values were bound
   * @param sql with these values in it
   */
  record Match(VerifiedQuery query, String sql) {}
}
