package io.nexushive.executor.warehouse.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.config.TestConfig;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.duckdb.OnDuckDbContract;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the MCP server of {@link ShopTools}, which runs beside the executor in the test. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "executor"))
class McpAdapterTest extends OnDuckDbContract {
  Stack stack;

  @TestHTTPResource("/")
  URL server;

  @Override
  protected WarehouseAdapter adapter() {
    return new McpAdapter(
        TestConfig.of(Map.of("allowed-hosts", "127.0.0.1", "fetch.private-hosts", "127.0.0.1")),
        watchdog);
  }

  @Override
  protected ConnectionSettings settings() {
    return settings(Map.of("tables", McpShop.TABLES));
  }

  private ConnectionSettings settings(Map<String, String> other) {
    Map<String, String> values = new HashMap<>();
    values.put("host", "127.0.0.1");
    values.put("port", Integer.toString(server.getPort()));
    values.put("path", "/mcp");
    values.put("sslmode", "disable");
    values.putAll(other);
    return new ConnectionSettings(new ConnectionId("shop"), values, null);
  }

  @Override
  protected boolean hasViews() {
    return false;
  }

  @Override
  protected List<String> forbidden() {
    return List.of(
        "SELECT 1; SELECT 2",
        "SET enable_external_access = true",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM query('SELECT * FROM orders')");
  }

  @Test
  void onlyTheToolsThatAStatementReadsAreCalled() {
    ShopTools.CALLS.clear();

    run("SELECT name FROM shops");

    assertThat(ShopTools.CALLS).containsExactly("list-shops");
    run("SELECT COUNT(*) AS n FROM orders");
    assertThat(ShopTools.CALLS)
        .containsExactly("list-shops", "list-orders x0", "list-orders x1", "list-orders x2");
  }

  @Test
  void withoutSettingsToolsThatOnlyReadAndTakeNothingAreTables() {
    ShopTools.CALLS.clear();
    try (Warehouse warehouse = adapter().connect(settings(Map.of()))) {
      List<TableSchema> tables = warehouse.schema();

      assertThat(tables)
          .extracting(TableSchema::name)
          .containsExactlyInAnyOrder("list_shops", "paid_orders");
      assertThat(ShopTools.CALLS).containsExactly("list-shops");
      assertThat(run(warehouse, "SELECT name FROM list_shops ORDER BY id").json())
          .isEqualTo("[[\"North\"],[\"South\"]]");
      assertThat(run(warehouse, "SELECT id, amount FROM paid_orders").json())
          .isEqualTo("[[1,10.5]]");
      assertProblem(() -> run(warehouse, "SELECT * FROM clear_stock"), Problem.UNKNOWN_TABLE);
    }
  }

  @Test
  void aToolThatTheOwnerNamesIsCalledWhateverItSaysOfItself() {
    try (Warehouse warehouse =
        adapter()
            .connect(settings(Map.of("tables", "[{\"name\":\"t\",\"tool\":\"clear-stock\"}]")))) {
      assertThat(run(warehouse, "SELECT cleared FROM t").json()).isEqualTo("[[true]]");
    }
  }

  @Test
  void whatGoesWrongThereIsSaidHere() {
    String tables =
        "[{\"name\":\"missing\",\"tool\":\"none\"},"
            + "{\"name\":\"readme\",\"resource\":\"shop://readme\"},"
            + "{\"name\":\"shops\",\"tool\":\"list-shops\"}]";
    String columns = "\",\"columns\":[{\"name\":\"id\",\"type\":\"integer\"}]}";
    try (Warehouse warehouse =
        adapter().connect(settings(Map.of("tables", tables.replace("\"}", columns))))) {
      assertProblem(() -> run(warehouse, "SELECT * FROM missing"), Problem.MISCONFIGURED);
      assertProblem(() -> run(warehouse, "SELECT * FROM readme"), Problem.BAD_DATA);
      assertThat(run(warehouse, "SELECT COUNT(*) AS n FROM shops").json()).isEqualTo("[[2]]");
    }
    try (Warehouse warehouse = adapter().connect(settings(Map.of("path", "/q/health")))) {
      assertProblem(warehouse::test, Problem.BAD_DATA);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"name\":\"t\",\"path\":\"/x\"}]",
        "[{\"name\":\"t\",\"tool\":\"x\",\"resource\":\"y:z\"}]",
        "[{\"name\":\"t\",\"tool\":\"x\",\"paging\":{\"kind\":\"link\"}}]",
        "[{\"name\":\"t\",\"resource\":\"y:z\",\"parameters\":{\"a\":1}}]"
      })
  void tablesThatAreNoToolsAreRefused(String tables) {
    assertProblem(
        () -> adapter().connect(settings(Map.of("tables", tables))), Problem.MISCONFIGURED);
  }
}
