package io.nexushive.executor.warehouse.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The answers to questions about the warehouse itself. */
public final class Rows {
  private Rows() {}

  /** Takes what is wanted of the row that it is given. */
  public interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  /** Reads every row that answers {@code question}. */
  public static void each(Connection session, String question, Reader reader) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }
}
