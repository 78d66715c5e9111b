package io.nexushive.executor.warehouse.sqlite;

import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.jdbc.JdbcFlavour;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;

/** What is particular to SQLite. */
final class SqliteFlavour implements JdbcFlavour {
  private static final int LONGEST_VALUE = 8 * 1024 * 1024;
  private static final int BUSY_MS = 2_000;
  private static final int PLAN_DETAIL = 4;

  private final ConfinedFiles files;
  private final String file;

  SqliteFlavour(ConfinedFiles files, String file) {
    this.files = files;
    this.file = file;
  }

  @Override
  public Connection open() throws SQLException {
    Path path = files.resolve(file);
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.enableLoadExtension(false);
    config.setBusyTimeout(BUSY_MS);
    // No second database can be attached, and one value cannot eat the memory.
    config.setPragma(Pragma.LIMIT_ATTACHED, "0");
    config.setPragma(Pragma.LIMIT_LENGTH, Integer.toString(LONGEST_VALUE));
    Connection session = config.createConnection("jdbc:sqlite:" + path);
    try (Statement statement = session.createStatement()) {
      statement.execute("PRAGMA query_only=ON");
      statement.execute("PRAGMA trusted_schema=OFF");
      return session;
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public void limit(Statement statement, Duration timeout) {
    // SQLite knows no time limit; the watchdog interrupts it.
  }

  @Override
  public RowReader reader(ResultSet rows, String sql) throws SQLException {
    return new SqliteRowReader(rows);
  }

  @Override
  public List<TableSchema> schema(Connection session) throws SQLException {
    return new SqliteSchema(session).tables();
  }

  @Override
  public List<String> findings(Connection session) throws SQLException {
    // The file is opened for reading only, whatever the file's own permissions are.
    return session.isReadOnly()
        ? List.of()
        : List.of("The file could be written to through this connection.");
  }

  @Override
  public Optional<Estimate> estimate(Connection session, String sql) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      while (rows.next()) {
        steps.add(rows.getString(PLAN_DETAIL));
      }
    }
    return Optional.of(new Estimate(null, null, String.join("\n", steps)));
  }

  @Override
  public WarehouseException translate(SQLException failure, String sql) {
    return SqliteProblems.translate(failure, sql);
  }
}
