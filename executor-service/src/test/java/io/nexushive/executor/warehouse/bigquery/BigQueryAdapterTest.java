package io.nexushive.executor.warehouse.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigQueryAdapterTest extends WarehouseContract {
  private static final String MILLION = "UNNEST(GENERATE_ARRAY(1, 1000000))";

  @TempDir static Path folder;
  private static Optional<ConnectionSettings> live = Optional.empty();
  private static BigQueryShop shop;

  @BeforeAll
  static void start() throws Exception {
    live = LiveService.find("bigquery");
    shop = new BigQueryShop(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    shop.close();
  }

  @Override
  protected WarehouseAdapter adapter() {
    List<String> hosts = live.isEmpty() ? List.of("127.0.0.1") : List.of("*.googleapis.com");
    return new BigQueryAdapter(new AllowedHosts(hosts), watchdog);
  }

  @Override
  protected ConnectionSettings settings() {
    return live.orElseGet(shop::login);
  }

  /** The service leaves out zeros at the end. */
  @Override
  protected String decimal(String twoDigits) {
    return new BigDecimal(twoDigits).stripTrailingZeros().toPlainString();
  }

  @Override
  protected String endless() {
    return "SELECT COUNT(*) AS c FROM "
        + MILLION
        + " AS x, "
        + MILLION
        + " AS y, "
        + MILLION
        + " AS z WHERE RAND() = 0.5";
  }

  @Override
  protected String manyRows(long rows) {
    return "SELECT x FROM "
        + MILLION
        + " AS x, UNNEST(GENERATE_ARRAY(1, "
        + rows / 1_000_000
        + ")) AS y";
  }

  @Override
  protected long running() {
    return live.isEmpty()
        ? shop.service().running()
        : warehouse()
            .scalar(
                "SELECT COUNT(*) FROM `region-"
                    + live.get().find("location").orElse("us").toLowerCase(Locale.ROOT)
                    + "`.INFORMATION_SCHEMA.JOBS_BY_USER WHERE state = 'RUNNING' AND query LIKE"
                    + " '%GENERATE_ARRAY%' AND query NOT LIKE '%JOBS_BY_USER%'",
                SOON)
            .orElseThrow()
            .asLong();
  }

  @Override
  protected void isPlanned(Estimate estimate) {
    assertThat(estimate.plan()).contains("orders", "shops");
    assertThat(estimate.cost()).isPositive();
  }

  @Override
  protected List<String> forbidden() {
    return List.of(
        "DELETE FROM orders WHERE TRUE",
        "UPDATE orders SET amount = 0 WHERE TRUE",
        "CREATE TABLE t (i INT64)",
        "CREATE TEMP TABLE t (i INT64)",
        "SELECT 1; DELETE FROM orders WHERE TRUE",
        "EXPORT DATA OPTIONS (uri = 'gs://x/*') AS SELECT 1",
        "CALL shop.wipe()");
  }

  private static BigQueryDouble service() {
    assumeThat(live).as("what only the double can show").isEmpty();
    return shop.service();
  }

  private static List<JsonNode> jobs(String sql) {
    return service().inserted().stream()
        .filter(j -> j.at("/configuration/query/query").asText().equals(sql))
        .toList();
  }

  @Test
  void labelsAndTheTimeLimitReachTheService() {
    service();
    String sql = "SELECT 1 AS tagged";
    warehouse()
        .execute(
            new Query(sql, SOON, QueryTag.of("service=nexushive,role=Analyst+x,purpose=question")),
            row -> true,
            new CancelSignal());

    assertThat(jobs(sql)).hasSize(2);
    JsonNode configuration = jobs(sql).get(1).path("configuration");
    assertThat(configuration.path("labels").toString())
        .isEqualTo("{\"purpose\":\"question\",\"role\":\"analyst_x\",\"service\":\"nexushive\"}");
    assertThat(configuration.path("jobTimeoutMs").asLong()).isEqualTo(SOON.toMillis() + 1_000);
    assertThat(configuration.at("/query/useLegacySql").asBoolean(true)).isFalse();
  }

  @Test
  void theBoundOfBytesReachesTheService() {
    service();
    String sql = "SELECT 2 AS bounded";
    try (Warehouse warehouse =
        adapter().connect(shop.login(shop.secret(), Map.of("max_bytes_billed", "1000000")))) {
      run(warehouse, sql);
    }
    assertThat(jobs(sql))
        .hasSize(2)
        .allSatisfy(
            j ->
                assertThat(j.at("/configuration/query/maximumBytesBilled").asText())
                    .isEqualTo("1000000"));
  }

  @Test
  void theServicesIdOfTheJobComesBack() {
    assertThat(run("SELECT 1 AS one").execution().statementId()).startsWith("nexushive_");
  }

  @Test
  void laterPagesOfAResultAreRead() {
    assertThat(run("SELECT x FROM UNNEST(GENERATE_ARRAY(1, 25000)) AS x").rows()).hasSize(25_000);
  }

  @Test
  void aWriterCannotWriteThroughIt() {
    service();
    String sql = "DELETE FROM orders WHERE id = 9";
    try (Warehouse warehouse = adapter().connect(shop.login(shop.writerKey(), Map.of()))) {
      assertProblem(() -> run(warehouse, sql), Problem.NO_RIGHT);
      assertThat(warehouse.test().findings())
          .containsExactly(
              "The login may change rows of some tables.",
              "The login may export some tables to storage.");
    }
    assertThat(jobs(sql))
        .singleElement()
        .satisfies(j -> assertThat(j.at("/configuration/dryRun").asBoolean()).isTrue());
  }

  @Test
  void furtherTypesComeExactly() {
    Rows found =
        run(
            "SELECT JSON '{\"a\": [1.50, null]}' AS j, [1, 2] AS l, STRUCT(1 AS a, TRUE AS b) AS s,"
                + " TIMESTAMP '2025-01-01 10:00:00.5+02:00' AS z, TIME '08:30:00' AS u,"
                + " FROM_HEX('00ff') AS b, DATETIME '2025-01-31 08:05:00.12' AS t");

    assertThat(found.json())
        .isEqualTo(
            "[[\"{\\\"a\\\":[1.50,null]}\",\"[1,2]\",\"{\\\"a\\\":1,\\\"b\\\":true}\","
                + "\"2025-01-01T08:00:00.500Z\",\"08:30:00\",\"AP8=\",\"2025-01-31T08:05:00.12\"]]");
    assertThat(found.types())
        .containsExactly(
            ColumnType.JSON,
            ColumnType.JSON,
            ColumnType.JSON,
            ColumnType.TIMESTAMP,
            ColumnType.TIME,
            ColumnType.BINARY,
            ColumnType.TIMESTAMP);
  }

  @Test
  void commentsAreRead() {
    assertThat(table("shops").comment()).isEqualTo("Where we sell");
  }

  @Test
  void onlyListedHostsAndPlainNamesAreUsed() {
    String key = shop.secret();
    for (Map<String, String> other :
        List.of(
            Map.of("host", "example.com"),
            Map.of("port", "0"),
            Map.of("project", "shop`x"),
            Map.of("project", "../shop"),
            Map.of("dataset", "a.b"),
            Map.of("location", "EU&x=1"),
            Map.of("max_bytes_billed", "-1"),
            Map.of("sslmode", "require"))) {
      assertProblem(() -> adapter().connect(shop.login(key, other)), Problem.MISCONFIGURED);
    }
  }

  @Test
  void onlyKeysOfServiceAccountsForListedHostsAreTaken() {
    for (Map<String, String> other :
        List.of(
            Map.of("type", "external_account"),
            Map.of("token_uri", "http://example.com/token"),
            Map.of("token_uri", "https://127.0.0.1/token"),
            Map.of("token_uri", "file:///etc/passwd"),
            Map.of("private_key", "no key"))) {
      assertProblem(
          () -> adapter().connect(shop.login(shop.readerKey(other), Map.of())),
          Problem.MISCONFIGURED);
    }
    assertProblem(() -> adapter().connect(shop.login("no json", Map.of())), Problem.MISCONFIGURED);
    try (Warehouse warehouse = adapter().connect(shop.login(null, Map.of()))) {
      assertProblem(warehouse::test, Problem.SECRET_NEEDED);
    }
  }

  @Test
  void whatDoesNotLetInIsSaidWithoutDetails() {
    service();
    try (Warehouse warehouse = adapter().connect(shop.login(shop.forgedKey(), Map.of()))) {
      assertProblem(warehouse::test, Problem.REFUSED_LOGIN);
    }
    try (Warehouse warehouse =
        adapter().connect(shop.login(shop.secret(), Map.of("project", "other-project")))) {
      assertProblem(warehouse::test, Problem.MISCONFIGURED);
    }
    try (Warehouse warehouse = adapter().connect(shop.login(shop.secret(), Map.of("port", "1")))) {
      assertProblem(warehouse::test, Problem.UNREACHABLE);
    }
  }
}
