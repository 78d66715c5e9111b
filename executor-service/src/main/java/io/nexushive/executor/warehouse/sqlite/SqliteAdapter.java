package io.nexushive.executor.warehouse.sqlite;

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

/** SQLite. The setting {@code file} names a file below the data folder. */
@Singleton
public class SqliteAdapter implements WarehouseAdapter {
  private static final String FILE = "file";

  private final ConfinedFiles files;
  private final Watchdog watchdog;

  @Inject
  public SqliteAdapter(ExecutorConfig config, Watchdog watchdog) {
    this(new ConfinedFiles(config.dataDir()), watchdog);
  }

  public SqliteAdapter(ConfinedFiles files, Watchdog watchdog) {
    this.files = files;
    this.watchdog = watchdog;
  }

  @Override
  public String kind() {
    return "sqlite";
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public Set<String> settings() {
    return Set.of(FILE);
  }

  @Override
  public ConnectionForm form() {
    return new ConnectionForm(
        kind(),
        "SQLite",
        List.of(
            ConnectionForm.Field.required(
                FILE,
                "File",
                ConnectionForm.Type.FILE,
                "a file below the data folder of the executor")),
        null);
  }

  @Override
  public Warehouse connect(ConnectionSettings settings) {
    String file = files.requireName(settings.require(FILE));
    return new JdbcWarehouse(new SqliteFlavour(files, file), watchdog);
  }
}
