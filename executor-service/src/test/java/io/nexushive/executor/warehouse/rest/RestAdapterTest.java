package io.nexushive.executor.warehouse.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.config.TestConfig;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.duckdb.OnDuckDbContract;
import io.nexushive.model.envelope.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestAdapterTest extends OnDuckDbContract {
  private RestServer server;

  @BeforeEach
  @Override
  protected void connect() {
    try {
      server = new RestServer();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    super.connect();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static ExecutorConfig config(Map<String, String> other) {
    Map<String, String> settings = new HashMap<>();
    settings.put("allowed-hosts", "127.0.0.1,localhost,example.com");
    settings.put("fetch.private-hosts", "127.0.0.1");
    settings.put("fetch.timeout", "2s");
    settings.putAll(other);
    return TestConfig.of(settings);
  }

  @Override
  protected WarehouseAdapter adapter() {
    return new RestAdapter(config(Map.of()), watchdog);
  }

  @Override
  protected ConnectionSettings settings() {
    return server.login();
  }

  private ConnectionSettings settings(String tables, Map<String, String> other) {
    Map<String, String> values = new HashMap<>(other);
    values.put("tables", tables);
    return server.login(server.secret(), values);
  }

  private Warehouse with(String table) {
    return adapter().connect(settings("[" + table + "]", Map.of()));
  }

  @Override
  protected boolean hasViews() {
    return false;
  }

  @Override
  protected List<String> forbidden() {
    return List.of(
        "SELECT 1; SELECT 2",
        "ATTACH '/tmp/other.duckdb'",
        "COPY orders TO '/tmp/stolen.csv'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM query('SELECT * FROM orders')",
        "SELECT * FROM read_json('http://127.0.0.1:"
            + server.settings().get("port")
            + "/v1/shops')");
  }

  @Test
  void onlyTheTablesThatAreReadAreFetchedAndOnlyByGet() {
    server.requests.clear();

    run("WITH paid AS (SELECT 1 AS i) SELECT s.name FROM Shops s JOIN paid ON paid.i = s.id");

    assertThat(server.requests).containsExactly("GET /v1/shops");
    run("SELECT COUNT(*) AS n FROM orders WHERE shop_id IN (SELECT id FROM shops)");
    assertThat(server.requests)
        .containsOnly(
            "GET /v1/shops",
            "GET /v1/pages?page=1&size=3",
            "GET /v1/pages?page=2&size=3",
            "GET /v1/pages?page=3&size=3");
    assertThat(server.agents).contains("NexusHive (contract)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/offsets | /data | {\"kind\":\"offset\",\"parameter\":\"offset\"}",
        "/cursors | /data | {\"kind\":\"cursor\",\"parameter\":\"cursor\",\"next\":\"/meta/next\"}",
        "/links | '' | {\"kind\":\"link\"}"
      })
  void everyWayOfPagingGivesAllRows(String path, String rows, String paging) {
    String table =
        "{\"name\":\"orders\",\"path\":\"%s\",\"rows\":\"%s\",\"paging\":%s}"
            .formatted(path, rows, paging);
    try (Warehouse warehouse = with(table)) {
      assertThat(run(warehouse, "SELECT COUNT(*) AS n, MAX(id) AS m FROM orders").json())
          .isEqualTo("[[3,3]]");
    }
  }

  @Test
  void columnsThatNobodyDeclaredAreInferred() {
    try (Warehouse warehouse = with("{\"name\":\"mixed\",\"path\":\"/mixed\"}")) {
      TableSchema table = warehouse.schema().get(0);

      assertThat(table.columns())
          .extracting(TableSchema.Column::name)
          .containsExactly("n", "f", "Day", "at", "tags", "x_y", "none", "late");
      assertThat(table.columns())
          .extracting(TableSchema.Column::type)
          .containsExactly(
              ColumnType.INTEGER,
              ColumnType.FLOAT,
              ColumnType.DATE,
              ColumnType.TIMESTAMP,
              ColumnType.JSON,
              ColumnType.BOOLEAN,
              ColumnType.STRING,
              ColumnType.STRING);
      assertThat(run(warehouse, "SELECT * FROM mixed ORDER BY n").json())
          .isEqualTo(
              "[[1,1.0,\"2025-01-31\",\"2025-01-31T06:05Z\",\"[1,\\\"a\\\"]\",true,null,null],"
                  + "[2,0.5,null,null,null,null,null,\"b\"]]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/changed, BAD_DATA",
    "/rounded, BAD_DATA",
    "/page, BAD_DATA",
    "/circle, BAD_DATA",
    "/far-links, BAD_DATA",
    "/moved, MISCONFIGURED",
    "/none, MISCONFIGURED",
    "/forbidden, NO_RIGHT",
    "/broken, UNREACHABLE"
  })
  void whatGoesWrongThereIsSaidHere(String path, Problem problem) {
    String paging =
        switch (path) {
          case "/circle" -> "{\"kind\":\"cursor\",\"parameter\":\"c\",\"next\":\"/next\"}";
          case "/far-links" -> "{\"kind\":\"link\"}";
          default -> "{\"kind\":\"none\"}";
        };
    String table =
        "{\"name\":\"t\",\"path\":\""
            + path
            + "\",\"paging\":"
            + paging
            + ",\"columns\":[{\"name\":\"id\",\"type\":\"integer\"},{\"name\":\"amount\",\"type\":"
            + "\"decimal(6,2)\"}]}";
    try (Warehouse warehouse = with(table)) {
      assertProblem(() -> run(warehouse, "SELECT * FROM t"), problem);
      assertThat(run(warehouse, "SELECT 1 AS one").json()).isEqualTo("[[1]]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stalls", "/silent"})
  void aServerThatHangsIsLeftWhenTheTimeIsUp(String path) {
    String columns = ",\"columns\":[{\"name\":\"id\",\"type\":\"integer\"}]}";
    try (Warehouse warehouse = with("{\"name\":\"t\",\"path\":\"" + path + "\"" + columns)) {
      long start = System.nanoTime();
      assertProblem(
          () ->
              warehouse.execute(
                  new Query("SELECT * FROM t", Duration.ofMillis(400), QueryTag.NONE),
                  row -> true,
                  new CancelSignal()),
          Problem.TIMED_OUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertProblem(warehouse::test, Problem.TIMED_OUT);
    }
  }

  @ParameterizedTest
  @CsvSource({"fetch.max-rows, 1000", "fetch.max-bytes, 100000", "fetch.max-pages, 0x"})
  void moreThanMayBeFetchedIsAnErrorAndNoPartOfIt(String bound, String value) {
    String large = "{\"name\":\"t\",\"path\":\"/large\"}";
    String paged =
        "{\"name\":\"t\",\"path\":\"/offsets\",\"rows\":\"/data\",\"paging\":"
            + "{\"kind\":\"offset\",\"parameter\":\"offset\"}}";
    boolean pages = value.endsWith("x");
    ExecutorConfig narrow = config(Map.of(bound, pages ? "1" : value));
    try (Warehouse warehouse =
        new RestAdapter(narrow, watchdog)
            .connect(settings("[" + (pages ? paged : large) + "]", Map.of()))) {
      assertThatThrownBy(() -> run(warehouse, "SELECT COUNT(*) FROM t"))
          .isInstanceOf(WarehouseException.class)
          .extracting(e -> ((WarehouseException) e).problem())
          .isEqualTo(Problem.TOO_MUCH);
    }
  }

  @Test
  void aKeyInAHeaderAndBasicAndAWrongSecret() {
    String shops = "[{\"name\":\"t\"," + RestServer.SHOPS + "}]";
    try (Warehouse key =
            adapter().connect(settings(shops, Map.of("auth", "header", "header", "X-Api-Key")));
        Warehouse basic =
            adapter().connect(settings(shops, Map.of("auth", "basic", "user", "ada")))) {
      assertThat(key.test().tables()).isEqualTo(1);
      assertProblem(basic::test, Problem.REFUSED_LOGIN);
    }
  }

  @Test
  void onlyAllowedPlacesAreSpokenTo() {
    String shops = "[{\"name\":\"t\"," + RestServer.SHOPS + "}]";
    for (Map<String, String> other :
        List.of(
            Map.of("host", "other.example.com"),
            Map.of("host", "127.0.0.1:1/x"),
            Map.of("host", "localhost"),
            Map.of("path", "/v1/../admin"),
            Map.of("path", "@example.com"),
            Map.of("sslmode", "require"),
            Map.of("auth", "header", "header", "Host"),
            Map.of("auth", "digest"))) {
      assertProblem(() -> adapter().connect(settings(shops, other)), Problem.MISCONFIGURED);
    }
    // A name that leads to this machine, over TLS, without being listed as private.
    try (Warehouse warehouse =
        adapter().connect(settings(shops, Map.of("host", "localhost", "sslmode", "verify-full")))) {
      assertProblem(warehouse::test, Problem.MISCONFIGURED);
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused(@TempDir Path folder) throws Exception {
    try (TlsServer tls = new TlsServer(folder);
        Warehouse warehouse =
            adapter()
                .connect(
                    settings(
                        "[{\"name\":\"t\"," + RestServer.SHOPS + "}]",
                        Map.of("sslmode", "verify-full", "port", String.valueOf(tls.port()))))) {
      assertProblem(warehouse::test, Problem.UNREACHABLE);
      assertThat(tls.answered()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "[{\"name\":\"t\"}]",
        "[{\"name\":\"a b\",\"path\":\"/x\"}]",
        "[{\"name\":\"t\",\"path\":\"//example.com/x\"}]",
        "[{\"name\":\"t\",\"path\":\"/x\",\"pagging\":{\"kind\":\"link\"}}]",
        "[{\"name\":\"t\",\"path\":\"/x\",\"paging\":{\"kind\":\"page\"}}]",
        "[{\"name\":\"t\",\"path\":\"/x\"},{\"name\":\"T\",\"path\":\"/y\"}]",
        "[{\"name\":\"t\",\"path\":\"/x\",\"columns\":[{\"name\":\"c\",\"type\":\"int\"}]}]",
        "[{\"name\":\"t\",\"path\":\"/x\",\"tool\":\"y\"}]"
      })
  void tablesThatCannotBeReadAreRefused(String tables) {
    assertProblem(() -> adapter().connect(settings(tables, Map.of())), Problem.MISCONFIGURED);
  }
}
