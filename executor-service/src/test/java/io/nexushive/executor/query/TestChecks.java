package io.nexushive.executor.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.catalog.TableReader;
import io.nexushive.executor.config.TestConfig;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.Execution;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.id.ConnectionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks results as the stage does, without the topics around it. */
public final class TestChecks {
  private final Warehouse warehouse;
  private final List<CatalogTable> tables;

  public TestChecks(Warehouse warehouse) {
    this.warehouse = warehouse;
    TableReader reader =
        new TableReader(new ConnectionId("shop"), Set.of(), TestConfig.of(Map.of()).catalog());
    this.tables = warehouse.schema().stream().map(t -> reader.read(warehouse, t)).toList();
  }

  /** The table as the catalogue knows it. */
  public CatalogTable table(String name) {
    return tables.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  /** What is odd about the result of {@code sql}, which reads the tables {@code read}. */
  public List<String> of(String sql, String... read) {
    List<List<JsonNode>> rows = new ArrayList<>();
    Execution execution =
        warehouse.execute(
            new Query(sql, Duration.ofSeconds(20), QueryTag.NONE), rows::add, new CancelSignal());
    return ResultChecks.of(
        new QueryResult(execution.columns(), rows, rows.size(), false, 1, null, List.of()),
        List.of(read).stream().map(this::table).toList());
  }
}
