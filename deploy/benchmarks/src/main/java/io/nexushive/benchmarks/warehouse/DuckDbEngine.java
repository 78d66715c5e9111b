package io.nexushive.benchmarks.warehouse;

import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.duckdb.DuckDbAdapter;
import io.nexushive.model.id.ConnectionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** DuckDB, in a file of its own for each way, since two openings of one share their settings. */
final class DuckDbEngine implements Engine {
  private static final String FILE = "readings.duckdb";
  private static final long MEMORY = 256L << 20;

  private final String bareUrl;
  private final DuckDbAdapter adapter;

  DuckDbEngine(Path folder, Watchdog watchdog) throws SQLException {
    this.bareUrl = "jdbc:duckdb:" + folder.resolve("bare.duckdb");
    make(bareUrl);
    make("jdbc:duckdb:" + folder.resolve(FILE));
    this.adapter = new DuckDbAdapter(new ConfinedFiles(folder), watchdog, MEMORY);
  }

  private static void make(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      Table.make(
          connection,
          "range(1, " + (Table.ROWS + 1) + ") s(i)",
          "DATE '2020-01-01' + CAST(i % 2000 AS INTEGER)");
    }
  }

  @Override
  public String name() {
    return "DuckDB";
  }

  @Override
  public Warehouse connect() {
    return adapter.connect(
        new ConnectionSettings(new ConnectionId("duckdb"), Map.of("file", FILE), null));
  }

  @Override
  public Connection bare() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    return new DuckDBDriver().connect(bareUrl, properties);
  }

  @Override
  public String manyRows() {
    return "SELECT i, 'row number ' || i AS name, i * 0.01 AS amount FROM range(1, 50000001) s(i)";
  }

  @Override
  public void close() {
    // The files are the folder's.
  }
}
