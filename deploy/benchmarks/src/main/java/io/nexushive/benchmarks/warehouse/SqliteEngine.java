package io.nexushive.benchmarks.warehouse;

import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.sqlite.SqliteAdapter;
import io.nexushive.model.id.ConnectionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** SQLite, in a file. */
final class SqliteEngine implements Engine {
  static final String FILE = "readings.sqlite";

  private final String url;
  private final SqliteAdapter adapter;

  SqliteEngine(Path folder, Watchdog watchdog) throws SQLException {
    this.url = "jdbc:sqlite:" + folder.resolve(FILE);
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      Table.make(connection, series(Table.ROWS), "date('2020-01-01', (i % 2000) || ' days')");
      connection.commit();
    }
    this.adapter = new SqliteAdapter(new ConfinedFiles(folder), watchdog);
  }

  private static String series(int rows) {
    return "(WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s LIMIT "
        + rows
        + ") SELECT i FROM s)";
  }

  @Override
  public String name() {
    return "SQLite";
  }

  @Override
  public Warehouse connect() {
    return adapter.connect(
        new ConnectionSettings(new ConnectionId("sqlite"), Map.of("file", FILE), null));
  }

  @Override
  public Connection bare() throws SQLException {
    return DriverManager.getConnection(url);
  }

  @Override
  public String manyRows() {
    return "SELECT i, 'row number ' || i AS name, i * 0.01 AS amount FROM " + series(50_000_000);
  }

  @Override
  public void close() {
    // The file is the folder's.
  }
}
