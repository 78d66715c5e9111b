package io.nexushive.executor.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.WarehouseContract;
import io.nexushive.executor.warehouse.testing.LiveService;
import io.nexushive.model.envelope.ColumnType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnowflakeAdapterTest extends WarehouseContract {
  private static final String BILLION = "TABLE(GENERATOR(ROWCOUNT => 1000000000))";

  @TempDir static Path folder;
  private static Optional<ConnectionSettings> live = Optional.empty();
  private static SnowflakeShop shop;

  @BeforeAll
  static void start() throws Exception {
    live = LiveService.find("snowflake");
    shop = new SnowflakeShop(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    shop.close();
  }

  @Override
  protected WarehouseAdapter adapter() {
    String host = live.map(s -> s.require("host")).orElse("127.0.0.1");
    return new SnowflakeAdapter(new AllowedHosts(List.of(host)), watchdog);
  }

  @Override
  protected ConnectionSettings settings() {
    return live.orElseGet(shop::login);
  }

  private static ConnectionSettings login(String user, String secret, Map<String, String> other) {
    Map<String, String> values = new HashMap<>(other);
    values.putIfAbsent("user", user);
    return shop.login(secret, values);
  }

  @Override
  protected String name(String plain) {
    return plain.toUpperCase(Locale.ROOT);
  }

  @Override
  protected String endless() {
    return "SELECT COUNT(*) AS c FROM " + BILLION + " a, " + BILLION + " b WHERE RANDOM() = 0.5";
  }

  @Override
  protected String manyRows(long rows) {
    return "SELECT SEQ8() AS i FROM TABLE(GENERATOR(ROWCOUNT => " + rows + "))";
  }

  @Override
  protected long running() {
    return live.isEmpty()
        ? shop.service().running()
        : warehouse()
            .scalar(
                "SELECT COUNT(*) FROM TABLE(INFORMATION_SCHEMA.QUERY_HISTORY_BY_USER()) WHERE"
                    + " EXECUTION_STATUS = 'RUNNING' AND QUERY_TEXT LIKE '%GENERATOR%' AND"
                    + " QUERY_TEXT NOT LIKE '%QUERY_HISTORY%'",
                SOON)
            .orElseThrow()
            .asLong();
  }

  @Override
  protected void isPlanned(Estimate estimate) {
    assertThat(estimate.plan()).contains("ORDERS", "SHOPS");
    assertThat(estimate.cost()).isPositive();
  }

  @Override
  protected List<String> forbidden() {
    return List.of(
        "SELECT 1; DELETE FROM orders",
        "USE ROLE ACCOUNTADMIN",
        "PUT file:///etc/passwd @~",
        "GET @~ file:///tmp/");
  }

  private static SnowflakeDouble service() {
    assumeThat(live).as("what only the double can show").isEmpty();
    return shop.service();
  }

  @Test
  void theTagAndTheTimeLimitReachTheService() {
    SnowflakeDouble service = service();
    String sql = "SELECT 1 AS tagged";
    warehouse()
        .execute(
            new Query(sql, SOON, QueryTag.of("nexushive role=analyst")),
            row -> true,
            new CancelSignal());

    assertThat(service.asked())
        .filteredOn(a -> a.sql().equals(sql))
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.parameters().path("QUERY_TAG").asText())
                  .isEqualTo("nexushive role=analyst");
              assertThat(a.parameters().path("STATEMENT_TIMEOUT_IN_SECONDS").asInt()).isEqualTo(21);
            });
    assertThat(service.asked().get(0).sql()).isEqualTo("USE SECONDARY ROLES NONE");
  }

  @Test
  void theServicesIdOfTheStatementComesBack() {
    assertThat(run("SELECT 1 AS one").execution().statementId()).startsWith("01");
  }

  @Test
  void laterChunksOfAResultAreRead() {
    Rows found = run(manyRows(120_000));

    assertThat(found.rows()).hasSize(120_000);
    assertThat(found.rows().get(119_999).get(0).asLong()).isEqualTo(119_999);
  }

  @Test
  void aKeyPairLogsIn() {
    service();
    String pem = shop.robotKey();
    try (Warehouse warehouse = adapter().connect(login("robot", pem, Map.of()))) {
      assertThat(run(warehouse, "SELECT 1 AS one").json()).isEqualTo("[[1]]");
    }
    try (Warehouse warehouse = adapter().connect(login("reader", pem, Map.of()))) {
      assertProblem(warehouse::test, Problem.REFUSED_LOGIN);
    }
    assertProblem(
        () -> adapter().connect(login("robot", pem.replace("MII", "xxx"), Map.of())),
        Problem.MISCONFIGURED);
  }

  @Test
  void saysWhatALoginCouldDoBeyondReading() {
    service();
    try (Warehouse warehouse =
        adapter().connect(login("writer", "w", Map.of("role", "WRITER_ROLE")))) {
      assertThat(warehouse.test().findings())
          .containsExactly(
              "The login has a right that reaches beyond reading: CREATE TABLE on a schema.",
              "The login may call code that is kept in the warehouse: USAGE on a procedure.",
              "The login may change what some tables or other objects hold: INSERT on a table.",
              "The login may take on another role: SYSADMIN.");
    }
  }

  @Test
  void furtherTypesComeExactly() {
    Rows found =
        run(
            "SELECT CAST(12345678901234567890123456789012345678 AS DECIMAL(38,0)) AS h,"
                + " PARSE_JSON('{\"a\": [1.50, null]}') AS j, ARRAY_CONSTRUCT(1, 2) AS l,"
                + " TO_TIMESTAMP_TZ('2025-01-01 10:00:00.5+02:00') AS z, TIME '08:30:00' AS u,"
                + " TO_BINARY('00FF', 'HEX') AS b, CAST('2025-01-31 08:05:00.12' AS TIMESTAMP) AS t");

    assertThat(found.json())
        .isEqualTo(
            "[[12345678901234567890123456789012345678,\"{\\\"a\\\":[1.50,null]}\",\"[1,2]\","
                + "\"2025-01-01T08:00:00.500Z\",\"08:30:00\",\"AP8=\",\"2025-01-31T08:05:00.12\"]]");
    assertThat(found.types())
        .containsExactly(
            ColumnType.INTEGER,
            ColumnType.JSON,
            ColumnType.JSON,
            ColumnType.TIMESTAMP,
            ColumnType.TIME,
            ColumnType.BINARY,
            ColumnType.TIMESTAMP);
  }

  @Test
  void keysAndCommentsAreRead() {
    assertThat(table("shops").comment()).isEqualToIgnoringCase("Where we sell");
    assertThat(table("shops").uniqueKeys()).containsExactly(List.of(name("name")));
  }

  @Test
  void onlyListedHostsAndPlainNamesAreUsed() {
    for (Map<String, String> other :
        List.of(
            Map.of("host", "example.com"),
            Map.of("host", "127.0.0.1/?tracing=ALL"),
            Map.of("port", "0"),
            Map.of("database", "SHOP&enablePutGet=true"),
            Map.of("schema", "a.b"),
            Map.of("role", "\"x\""),
            Map.of("warehouse", "a b"),
            Map.of("account", "shop.example"),
            Map.of("user", "a b"),
            Map.of("sslmode", "require"))) {
      assertProblem(() -> adapter().connect(login("reader", "r", other)), Problem.MISCONFIGURED);
    }
    try (Warehouse warehouse = adapter().connect(login("reader", null, Map.of()))) {
      assertProblem(warehouse::test, Problem.SECRET_NEEDED);
    }
  }

  @Test
  void whatDoesNotLetInIsSaidWithoutDetails() {
    service();
    for (ConnectionSettings refused :
        List.of(
            login("reader", "wrong", Map.of()),
            login("nobody", "r", Map.of()),
            login("reader", "r", Map.of("role", "WRITER_ROLE")))) {
      try (Warehouse warehouse = adapter().connect(refused)) {
        assertProblem(warehouse::test, Problem.REFUSED_LOGIN);
      }
    }
    try (Warehouse warehouse = adapter().connect(login("reader", "r", Map.of("port", "1")))) {
      assertProblem(warehouse::test, Problem.UNREACHABLE);
    }
  }

  @Test
  void aSessionThatIsTakenAwayEndsInAClearErrorAndTheNextOneWorks() {
    SnowflakeDouble service = service();
    run("SELECT 1 AS one");
    service.endSessions();

    assertProblem(() -> run("SELECT 1 AS one"), Problem.UNREACHABLE);
    assertThat(run("SELECT 1 AS one").json()).isEqualTo("[[1]]");
  }
}
