package io.nexushive.translator.cli;

import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The SQLite files of a question set, opened read-only, each when it is first asked. */
final class EvalDatabases implements AutoCloseable {
  private static final int LIMIT_SECONDS = 10;
  private static final int MAX_ROWS = 1_000_000;
  private final Path data;
  private final Thesaurus thesaurus = Thesaurus.load();
  private final Map<String, ConnectionSchema> schemas = new HashMap<>();
  private final Map<String, Connection> connections = new HashMap<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "statement-limit");
            thread.setDaemon(true);
            return thread;
          });

  EvalDatabases(Path data) {
    this.data = data;
  }

  /**
   * @throws SQLException when the set has no such database or it cannot be read
   */
  ConnectionSchema schema(String db) throws SQLException {
    ConnectionSchema schema = schemas.get(db);
    if (schema == null) {
      schema =
          new ConnectionSchema(SqliteCatalog.read(file(db), db), SemanticModel.EMPTY, thesaurus);
      schemas.put(db, schema);
    }
    return schema;
  }

  /** Whether both return the same; SQL that does not run, or not in time, returns nothing. */
  boolean sameResult(String db, String goldSql, String sql) throws SQLException {
    Connection connection = connection(db);
    try {
      return ResultMatch.same(
          run(connection, goldSql), run(connection, sql), ResultMatch.isOrdered(goldSql));
    } catch (SQLException e) {
      return false;
    }
  }

  private ResultMatch.Rows run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // The driver's own query timeout only waits for locks.
      ScheduledFuture<?> limit =
          watch.schedule(() -> cancel(statement), LIMIT_SECONDS, TimeUnit.SECONDS);
      try (ResultSet result = statement.executeQuery(sql)) {
        int width = result.getMetaData().getColumnCount();
        List<List<Object>> rows = new ArrayList<>();
        while (result.next() && rows.size() < MAX_ROWS) {
          List<Object> row = new ArrayList<>(width);
          for (int i = 1; i <= width; i++) {
            row.add(ResultMatch.comparable(result.getObject(i)));
          }
          rows.add(row);
        }
        return new ResultMatch.Rows(width, rows);
      } finally {
        limit.cancel(false);
      }
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // It has ended by itself in the meantime.
    }
  }

  private Connection connection(String db) throws SQLException {
    Connection connection = connections.get(db);
    if (connection == null) {
      connection = DriverManager.getConnection(SqliteCatalog.url(file(db)));
      connections.put(db, connection);
    }
    return connection;
  }

  private Path file(String db) throws SQLException {
    Path file = data.resolve("databases").resolve(db).resolve(db + ".sqlite");
    if (!Files.isRegularFile(file)) {
      throw new SQLException("the set has no database file " + file);
    }
    return file;
  }

  @Override
  public void close() throws SQLException {
    watch.shutdownNow();
    for (Connection connection : connections.values()) {
      connection.close();
    }
  }
}
