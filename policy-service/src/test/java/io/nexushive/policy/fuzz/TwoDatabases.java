package io.nexushive.policy.fuzz;

import io.nexushive.model.envelope.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Two databases that differ only in what an asker may not learn. A text that gives another answer,
 * or another error, on one than on the other tells of it.
 */
record TwoDatabases(Connection one, Connection other, boolean ordered) implements AutoCloseable {
  private static final int SECONDS = 5;
  private static final Pattern CHANCE =
      Pattern.compile(
          "\\b(tablesample|sample|random|now|today|current_\\w+|get_current_\\w+)\\b",
          Pattern.CASE_INSENSITIVE);

  /** Fills both as {@code scenario} says. */
  static TwoDatabases of(Scenario scenario, Connection one, Connection other) throws SQLException {
    scenario.fill(one, 1);
    scenario.fill(other, 2);
    return new TwoDatabases(one, other, false);
  }

  /**
   * Databases of the engines that run inside a test, alike but for forbidden columns. They hold
   * equal rows and answer in one thread, so that the order of an answer counts too.
   */
  static Map<Dialect, TwoDatabases> embedded() throws SQLException {
    TwoDatabases sqlite =
        of(
            Scenario.FORBIDDEN_COLUMNS,
            DriverManager.getConnection("jdbc:sqlite::memory:"),
            DriverManager.getConnection("jdbc:sqlite::memory:"));
    TwoDatabases duckDb = of(Scenario.FORBIDDEN_COLUMNS, duckDb(), duckDb());
    return Map.of(Dialect.SQLITE, sqlite.inOrder(), Dialect.DUCKDB, duckDb.inOrder());
  }

  private TwoDatabases inOrder() {
    return new TwoDatabases(one, other, true);
  }

  /** A DuckDB in memory whose answers do not depend on a race between its threads. */
  static Connection duckDb() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement settings = connection.createStatement()) {
      settings.execute("SET threads = 1");
      settings.execute("SET memory_limit = '512MB'");
    }
    return connection;
  }

  /** What a text was found to do. */
  record Run(String sql, String answer, String expected) {
    boolean succeeds() {
      return !answer.startsWith("!");
    }

    boolean tells() {
      return !answer.equals(expected);
    }

    @Override
    public String toString() {
      return sql + "\n  " + answer + "\n  " + expected;
    }
  }

  Run run(String sql) {
    return new Run(sql, answer(one, sql), answer(other, sql));
  }

  /** Whether a text may give another answer when it is asked again: by chance, or by a clock. */
  boolean isFickle(String sql) {
    return CHANCE.matcher(sql).find() || !answer(one, sql).equals(answer(one, sql));
  }

  private String answer(Connection database, String sql) {
    try (Statement statement = database.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      try (ResultSet rows = statement.executeQuery(sql)) {
        int columns = rows.getMetaData().getColumnCount();
        List<String> all = new ArrayList<>();
        while (rows.next()) {
          StringBuilder row = new StringBuilder();
          for (int i = 1; i <= columns; i++) {
            row.append(rows.getString(i)).append('|');
          }
          all.add(row.toString());
        }
        if (!ordered) {
          all.sort(null);
        }
        return all.toString();
      }
    } catch (SQLException e) {
      return "!" + e.getMessage();
    }
  }

  @Override
  public void close() throws SQLException {
    one.close();
    other.close();
  }
}
