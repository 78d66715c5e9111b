package io.nexushive.executor.warehouse.mcp;

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
import io.nexushive.executor.warehouse.fetched.Paging;
import io.nexushive.model.envelope.Dialect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An MCP server over streamable HTTP; {@code path} is its endpoint's. The setting {@code tables}
 * declares tools and resources as a JSON list of {@link DeclaredTable}; without it, they are the
 * server's tools that only read and take no arguments, and its resources in JSON.
 */
@Singleton
public class McpAdapter implements WarehouseAdapter {
  private static final String TABLES = "tables";
  private static final Set<Paging.Kind> TOOLS_PAGING =
      Set.of(Paging.Kind.NONE, Paging.Kind.PAGE, Paging.Kind.OFFSET, Paging.Kind.CURSOR);

  private final ExecutorConfig config;
  private final Watchdog watchdog;

  @Inject
  public McpAdapter(ExecutorConfig config, Watchdog watchdog) {
    this.config = config;
    this.watchdog = watchdog;
  }

  @Override
  public String kind() {
    return "mcp";
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
        "MCP server",
        Field.optional("path", "Path", Type.TEXT, null, "of the endpoint, usually /mcp"),
        Field.optional(
            "tables",
            "Tables",
            Type.LINES,
            null,
            "a JSON list; without it, what the server lists"));
  }

  @Override
  public Warehouse connect(ConnectionSettings settings) {
    HttpDestination destination = HttpDestination.of(settings, config);
    Optional<List<DeclaredTable>> tables = settings.find(TABLES).map(DeclaredTable::read);
    if (!tables.orElse(List.of()).stream().allMatch(McpAdapter::fits)) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    HttpReader http = new HttpReader(destination, HttpCredential.of(settings));
    return new FetchedWarehouse(new McpSource(http, tables), FetchBounds.of(config), watchdog);
  }

  private static boolean fits(DeclaredTable table) {
    if (table.path() != null) {
      return false;
    }
    return table.tool() == null
        ? table.resource() != null
            && table.paging().kind() == Paging.Kind.NONE
            && table.parameters().isEmpty()
        : table.resource() == null && TOOLS_PAGING.contains(table.paging().kind());
  }
}
