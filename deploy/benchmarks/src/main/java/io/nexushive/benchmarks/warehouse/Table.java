package io.nexushive.benchmarks.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The table that is read: 400,000 rows of seven columns, as sales tables have them. */
final class Table {
  static final int ROWS = 400_000;
  static final String QUERY = "SELECT * FROM readings";

  /** Of the types that results are made of; the names are understood by all three engines. */
  private static final String DEFINITION =
      "CREATE TABLE readings (id BIGINT NOT NULL, name VARCHAR(40) NOT NULL, category VARCHAR(20),"
          + " amount DECIMAL(12,2) NOT NULL, ratio DOUBLE PRECISION, day DATE NOT NULL, units"
          + " INTEGER NOT NULL)";

  private Table() {}

  /**
   * @param series from which the rows are made, with a column {@code i}
   * @param day of which date an expression over {@code i} is
   */
  static void make(Connection connection, String series, String day) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(DEFINITION);
      statement.execute(
          "INSERT INTO readings SELECT i, 'Customer ' || i, CASE WHEN i % 10 = 0 THEN NULL ELSE"
              + " 'category ' || (i % 7) END, (i % 100000) * 0.01, i / 7.0, "
              + day
              + ", i % 40 FROM "
              + series);
    }
  }
}
