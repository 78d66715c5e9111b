package io.nexushive.executor.warehouse.duckdb;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.ConnectionForm;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.jdbc.JdbcWarehouse;
import io.nexushive.model.envelope.Dialect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * DuckDB. The setting {@code file} names a database file, a CSV, Parquet or JSON file, or a folder
 * of such files, each of which becomes a table.
 */
@Singleton
public class DuckDbAdapter implements WarehouseAdapter {
  private static final String FILE = "file";

  private final ConfinedFiles files;
  private final Watchdog watchdog;
  private final long memoryBytes;

  @Inject
  public DuckDbAdapter(ExecutorConfig config, Watchdog watchdog) {
    this(new ConfinedFiles(config.dataDir()), watchdog, config.duckdb().memory().asLongValue());
  }

  public DuckDbAdapter(ConfinedFiles files, Watchdog watchdog, long memoryBytes) {
    this.files = files;
    this.watchdog = watchdog;
    this.memoryBytes = memoryBytes;
  }

  @Override
  public String kind() {
    return "duckdb";
  }

  @Override
  public Dialect dialect() {
    return Dialect.DUCKDB;
  }

  @Override
  public Set<String> settings() {
    return Set.of(FILE);
  }

  @Override
  public ConnectionForm form() {
    return new ConnectionForm(
        kind(),
        "DuckDB and data files",
        List.of(
            ConnectionForm.Field.required(
                FILE,
                "File",
                ConnectionForm.Type.FILE,
                "a DuckDB, CSV, Parquet or JSON file, or a folder of such files, below the data folder of the executor")),
        null);
  }

  @Override
  public Warehouse connect(ConnectionSettings settings) {
    String file = files.requireName(settings.require(FILE));
    return new JdbcWarehouse(
        new DuckDbFlavour(new DuckDbInstance(files, file, memoryBytes)), watchdog);
  }
}
