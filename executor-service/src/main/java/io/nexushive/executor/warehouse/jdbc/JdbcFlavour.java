package io.nexushive.executor.warehouse.jdbc;

import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** In what one JDBC warehouse differs from another. */
public interface JdbcFlavour {

  /** A new session that can read and nothing else. */
  Connection open() throws SQLException;

  /**
   * {@code identifier} as it is quoted in SQL; as the standard has it where nothing else is said.
   */
  default String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /**
   * Tells the warehouse who asks.
   *
   * @return the text to run, with the tag where it travels in the text
   */
  default String tag(Statement statement, String sql, QueryTag tag) throws SQLException {
    return tag.before(sql);
  }

  /** Sets whatever time limit the warehouse itself keeps, beside the one that is kept here. */
  void limit(Statement statement, Duration timeout) throws SQLException;

  /** How many rows are fetched at a time, of a statement for which {@code wished} are worth it. */
  default int fetchSize(int wished) {
    return wished;
  }

  /**
   * Ends a statement whose remaining rows are not wanted, where closing it would read them all. The
   * session may be closed with it.
   */
  default void abandon(Statement statement) {}

  /**
   * Reads the rows of {@code rows} as JSON.
   *
   * @param sql that they are the rows of
   */
  RowReader reader(ResultSet rows, String sql) throws SQLException;

  /** The warehouse's own id of the statement whose rows these are. */
  default Optional<String> statementId(ResultSet rows) throws SQLException {
    return Optional.empty();
  }

  /** All tables and views that the session can read. */
  List<TableSchema> schema(Connection session) throws SQLException;

  /** The number of rows where the warehouse knows it without counting. */
  default Optional<Long> rowEstimate(Connection session, TableSchema table) throws SQLException {
    return Optional.empty();
  }

  /** What the login could do beyond reading, in plain words. */
  List<String> findings(Connection session) throws SQLException;

  /** How much work {@code sql} is. */
  Optional<Estimate> estimate(Connection session, String sql) throws SQLException;

  /**
   * The same in the product's words.
   *
   * @param sql the text that was run; names may be repeated from it, not from the driver
   */
  WarehouseException translate(SQLException failure, String sql);

  /** Changes when sessions that were opened before are of no use any more. */
  default long generation() {
    return 0;
  }

  /** Leaves nothing of the last statement behind in a session that is kept. */
  default void reset(Connection session) throws SQLException {}

  /** Frees whatever is kept outside of sessions. */
  default void close() {}
}
