package io.nexushive.executor.warehouse.databricks;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabricksAdapterTest extends WarehouseContract {
  private static final String BILLION = "range(1000000000)";

  @TempDir static Path folder;
  private static Optional<ConnectionSettings> live = Optional.empty();
  private static DatabricksShop shop;

  @BeforeAll
  static void start() throws Exception {
    live = LiveService.find("databricks");
    shop = new DatabricksShop(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    shop.close();
  }

  @Override
  protected WarehouseAdapter adapter() {
    String host = live.map(s -> s.require("host")).orElse("127.0.0.1");
    return new DatabricksAdapter(new AllowedHosts(List.of(host)), watchdog);
  }

  @Override
  protected ConnectionSettings settings() {
    return live.orElseGet(shop::login);
  }

  @Override
  protected String endless() {
    return "SELECT COUNT(*) AS c FROM " + BILLION + " a, " + BILLION + " b WHERE rand() = 0.5";
  }

  @Override
  protected String manyRows(long rows) {
    return "SELECT id FROM range(" + rows + ")";
  }

  /** The service shows what runs to administrators only: live, this much is believed. */
  @Override
  protected long running() {
    return live.isEmpty() ? shop.service().running() : 0;
  }

  @Override
  protected void isPlanned(Estimate estimate) {
    assertThat(estimate.plan()).contains(".orders", ".shops");
    assertThat(estimate.cost()).isPositive();
  }

  @Override
  protected List<String> forbidden() {
    return List.of("SELECT 1; DELETE FROM orders");
  }

  private static DatabricksDouble service() {
    assumeThat(live).as("what only the double can show").isEmpty();
    return shop.service();
  }

  @Test
  void tagsAndTimeLimitsReachTheService() {
    service();
    warehouse()
        .execute(
            new Query("SELECT 1 AS tagged", SOON, QueryTag.of("service=nexushive,role=analyst")),
            row -> true,
            new CancelSignal());

    List<JsonNode> asked = service().asked();
    JsonNode statement = asked.get(asked.size() - 1);
    assertThat(statement.path("statement").asText())
        .isEqualTo("/* service=nexushive,role=analyst */ SELECT 1 AS tagged");
    assertThat(statement.path("row_limit").asLong()).isEqualTo(100_000);
    JsonNode session = asked.get(asked.size() - 2);
    assertThat(session.path("catalog").asText()).isEqualTo("shop");
    assertThat(session.path("session_confs").toString().toLowerCase(Locale.ROOT))
        .contains(
            "\"query_tags\":\"service:nexushive\"",
            "\"statement_timeout\":\"900\"",
            "\"timezone\":\"utc\"");
  }

  @Test
  void theServicesIdOfTheStatementComesBack() {
    assertThat(run("SELECT 1 AS one").execution().statementId()).isNotBlank();
  }

  @Test
  void laterChunksOfAResultAreReadAndACutOneIsNotComplete() {
    assertThat(run(manyRows(25_000)).rows()).hasSize(25_000);
    assertThat(run(manyRows(25_000)).execution().complete()).isTrue();
    assertThat(run(manyRows(200_000)).execution().complete()).isFalse();
  }

  @Test
  void saysWhatALoginCouldDoBeyondReading() {
    service();
    try (Warehouse warehouse =
        adapter().connect(shop.login(DatabricksShop.WRITER_TOKEN, Map.of()))) {
      assertThat(warehouse.test().findings())
          .containsExactly(
              "The login has a right that reaches beyond reading: CREATE TABLE on a schema.",
              "The login has a right that reaches beyond reading: MODIFY on a table.");
    }
  }

  @Test
  void timesDoNotDependOnTheZoneOfThisMachine() {
    TimeZone usual = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    try {
      furtherTypesComeExactly();
      valuesComeExactly();
    } finally {
      TimeZone.setDefault(usual);
    }
  }

  @Test
  void furtherTypesComeExactly() {
    Rows found =
        run(
            "SELECT CAST('12345678901234567890123456789012345678' AS DECIMAL(38,0)) AS h,"
                + " parse_json('{\"a\": [1.50, null]}') AS j, array(1, 2) AS l,"
                + " named_struct('a', 1, 'b', true) AS s,"
                + " TIMESTAMP '2025-01-01 10:00:00.5+02:00' AS z,"
                + " TIMESTAMP_NTZ '2025-01-31 08:05:00.12' AS t");

    assertThat(found.json())
        .isEqualTo(
            "[[12345678901234567890123456789012345678,\"{\\\"a\\\":[1.50,null]}\",\"[1,2]\","
                + "\"{\\\"a\\\":1,\\\"b\\\":true}\",\"2025-01-01T08:00:00.500Z\","
                + "\"2025-01-31T08:05:00.12\"]]");
    assertThat(found.types())
        .containsExactly(
            ColumnType.DECIMAL,
            ColumnType.JSON,
            ColumnType.JSON,
            ColumnType.JSON,
            ColumnType.TIMESTAMP,
            ColumnType.TIMESTAMP);
  }

  @Test
  void commentsAreRead() {
    assertThat(table("shops").comment()).isEqualTo("Where we sell");
  }

  @Test
  void onlyListedHostsAndPlainNamesAreUsed() {
    for (Map<String, String> other :
        List.of(
            Map.of("host", "example.com"),
            Map.of("host", "127.0.0.1;UseThriftClient=1"),
            Map.of("port", "0"),
            Map.of("http_path", "/sql/1.0/warehouses/x;LogPath=/tmp"),
            Map.of("http_path", "/sql/protocolv1/o/0/0123"),
            Map.of("catalog", "shop;x=1"),
            Map.of("schema", "a.b"),
            Map.of("user", "a b"),
            Map.of("sslmode", "require"))) {
      assertProblem(
          () -> adapter().connect(shop.login(shop.secret(), other)), Problem.MISCONFIGURED);
    }
    try (Warehouse warehouse = adapter().connect(shop.login(null, Map.of()))) {
      assertProblem(warehouse::test, Problem.SECRET_NEEDED);
    }
  }

  @Test
  void whatDoesNotLetInIsSaidWithoutDetails() {
    service();
    try (Warehouse warehouse = adapter().connect(shop.login("wrong", Map.of()))) {
      assertProblem(warehouse::test, Problem.REFUSED_LOGIN);
    }
    try (Warehouse warehouse = adapter().connect(shop.login(shop.secret(), Map.of("port", "1")))) {
      assertProblem(warehouse::test, Problem.UNREACHABLE);
    }
  }

  @Test
  void aSessionThatIsTakenAwayEndsInAClearErrorAndTheNextOneWorks() {
    service();
    run("SELECT 1 AS one");
    service().endSessions();

    assertProblem(() -> run("SELECT 1 AS one"), Problem.UNREACHABLE);
    assertThat(run("SELECT 1 AS one").json()).isEqualTo("[[1]]");
  }
}
