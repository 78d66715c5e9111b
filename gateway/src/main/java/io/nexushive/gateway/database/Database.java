package io.nexushive.gateway.database;

import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Runs statements. What the database cannot do now is {@link ErrorCode#UNAVAILABLE}. */
@Singleton
public class Database {
  private final DataSource source;

  public Database(DataSource source) {
    this.source = source;
  }

  /** Makes a value of the current row. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Work on one connection. */
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Runs one statement in a transaction of its own; returns how many rows it touched. */
  public int update(String sql, Object... values) {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
          }
        });
  }

  /** Runs one statement as part of a transaction; returns how many rows it touched. */
  public static int update(Connection transaction, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** The rows of one query, or those that a statement with RETURNING gives back. */
  public <T> List<T> list(String sql, Row<T> reader, Object... values) {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
              while (result.next()) {
                rows.add(reader.read(result));
              }
            }
            return rows;
          }
        });
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String sql, Row<T> reader, Object... values) {
    return list(sql, reader, values).stream().findFirst();
  }

  /** Runs {@code work} in one transaction; whatever it throws undoes it. */
  public <T> T inTransaction(Work<T> work) {
    return with(
        connection -> {
          connection.setAutoCommit(false);
          try {
            T value = work.on(connection);
            connection.commit();
            return value;
          } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
          } finally {
            connection.setAutoCommit(true);
          }
        });
  }

  /** Sets parameters from 1 on; times and collections of text in the form the driver takes. */
  public static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof Instant instant) {
        statement.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
      } else if (value instanceof Collection<?> texts) {
        statement.setArray(
            i + 1, statement.getConnection().createArrayOf("text", texts.toArray(new Object[0])));
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  /** The time in {@code column}; {@code null} where there is none. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new NexusException(
          ErrorCode.UNAVAILABLE, "The database does not answer. Try again in a moment.", e);
    }
  }
}
