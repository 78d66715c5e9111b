package io.nexushive.executor.warehouse.jdbc;

import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.TableSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Function;

/** What a warehouse says of work without doing it, and of rows without counting them. */
public final class Statistics {
  private static final long COUNTED_EXACTLY = 100_000;

  private Statistics() {}

  /** What {@code read} makes of the plan that {@code explain} is answered with in one value. */
  public static Optional<Estimate> plan(
      Connection session, String explain, Function<String, Estimate> read) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(explain)) {
      return rows.next() ? Optional.of(read.apply(rows.getString(1))) : Optional.empty();
    }
  }

  /**
   * How many rows {@code table} has; empty where they are few enough to be counted.
   *
   * @param question with the schema, which may be NULL, and the name for its parameters
   */
  public static Optional<Long> rows(Connection session, String question, TableSchema table)
      throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(question)) {
      statement.setString(1, table.schema());
      statement.setString(2, table.name());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getLong(1) > COUNTED_EXACTLY
            ? Optional.of(rows.getLong(1))
            : Optional.empty();
      }
    }
  }
}
