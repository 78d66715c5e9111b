package io.nexushive.system.gold;

import io.nexushive.executor.catalog.TableReader;
import io.nexushive.executor.config.TestConfig;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.sqlite.SqliteAdapter;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A database of a question set, as the executor opens it and reads its catalogue. */
final class GoldDatabase implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private final Warehouse warehouse;
  private final Catalog catalog;

  GoldDatabase(Path folder, String name, Watchdog watchdog) {
    ConnectionId id = new ConnectionId(name.replace('_', '-'));
    warehouse =
        new SqliteAdapter(new ConfinedFiles(folder), watchdog)
            .connect(new ConnectionSettings(id, Map.of("file", name + ".sqlite"), null));
    TableReader reader = new TableReader(id, Set.of(), TestConfig.of(Map.of()).catalog());
    catalog =
        new Catalog(
            id,
            Dialect.SQLITE,
            "1",
            warehouse.schema().stream().map(table -> reader.read(warehouse, table)).toList());
  }

  Catalog catalog() {
    return catalog;
  }

  /**
   * All rows of a statement's result.
   *
   * @throws io.nexushive.executor.warehouse.WarehouseException where it does not run
   */
  List<List<String>> rows(String sql) {
    List<List<String>> rows = new ArrayList<>();
    warehouse.execute(
        new Query(sql, LIMIT, QueryTag.NONE),
        values -> rows.add(values.stream().map(String::valueOf).toList()),
        new CancelSignal());
    return rows;
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
