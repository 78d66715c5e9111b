package io.nexushive.executor.warehouse.rest;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.warehouse.ConnectionForm;
import io.nexushive.executor.warehouse.ConnectionForm.Field;
import io.nexushive.executor.warehouse.ConnectionForm.Type;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.fetched.DeclaredTable;
import io.nexushive.executor.warehouse.fetched.FetchBounds;
import io.nexushive.executor.warehouse.fetched.FetchedWarehouse;
import io.nexushive.executor.warehouse.fetched.HttpCredential;
import io.nexushive.executor.warehouse.fetched.HttpDestination;
import io.nexushive.executor.warehouse.fetched.HttpForm;
import io.nexushive.executor.warehouse.fetched.HttpReader;
import io.nexushive.model.envelope.Dialect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * A REST API. The setting {@code tables} declares its endpoints as a JSON list of {@link
 * DeclaredTable}; see {@link HttpDestination} and {@link HttpCredential} for the others.
 */
@Singleton
public class RestAdapter implements WarehouseAdapter {
  private static final String TABLES = "tables";

  private final ExecutorConfig config;
  private final Watchdog watchdog;

  @Inject
  public RestAdapter(ExecutorConfig config, Watchdog watchdog) {
    this.config = config;
    this.watchdog = watchdog;
  }

  @Override
  public String kind() {
    return "rest";
  }

  @Override
  public Dialect dialect() {
    return Dialect.DUCKDB;
  }

  @Override
  public Set<String> settings() {
    return HttpForm.SETTINGS;
  }

  @Override
  public ConnectionForm form() {
    return HttpForm.of(
        kind(),
        "REST API",
        Field.optional("path", "Path", Type.TEXT, null, "stands in front of every table's"),
        Field.required("tables", "Tables", Type.LINES, "a JSON list; docs/fetched-tables.md"));
  }

  @Override
  public Warehouse connect(ConnectionSettings settings) {
    HttpDestination destination = HttpDestination.of(settings, config);
    List<DeclaredTable> tables = DeclaredTable.read(settings.require(TABLES));
    for (DeclaredTable table : tables) {
      if (table.path() == null || table.tool() != null || table.resource() != null) {
        throw new WarehouseException(Problem.MISCONFIGURED);
      }
      destination.at(table.path(), "");
    }
    HttpReader http = new HttpReader(destination, HttpCredential.of(settings));
    return new FetchedWarehouse(new RestSource(http, tables), FetchBounds.of(config), watchdog);
  }
}
