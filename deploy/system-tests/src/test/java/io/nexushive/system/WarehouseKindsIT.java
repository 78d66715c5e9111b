package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.bigquery.BigQueryShop;
import io.nexushive.executor.warehouse.databricks.DatabricksShop;
import io.nexushive.executor.warehouse.duckdb.DuckDbFiles;
import io.nexushive.executor.warehouse.mcp.McpShop;
import io.nexushive.executor.warehouse.mysql.MariaDbShop;
import io.nexushive.executor.warehouse.postgres.PostgresShop;
import io.nexushive.executor.warehouse.rest.RestServer;
import io.nexushive.executor.warehouse.snowflake.SnowflakeShop;
import io.nexushive.executor.warehouse.testing.Shop;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of warehouse that its owner connects answers a question, and the audit knows what ran
 * there. SQLite does so in {@link DemoQuestionsIT}, an uploaded file in {@link ConnectionsIT}.
 */
@ExtendWith(HiveExtension.class)
class WarehouseKindsIT {
  private static final BigDecimal PAID = new BigDecimal("10.5");
  private static final BigDecimal OPEN = new BigDecimal("1234567.8");

  /**
   * What the amounts are asked by, and the answer. Files tell no keys, so that two of them are not
   * joined.
   */
  private static final Map<String, Map<String, BigDecimal>> ANSWERS =
      Map.of(
          "shop name",
          Map.of("North", PAID, "South", OPEN),
          "status",
          Map.of("paid", PAID, "open", OPEN));

  private final Hive hive;

  WarehouseKindsIT(Hive hive) {
    this.hive = hive;
  }

  /** How a warehouse is started, in a folder of its own or in that of the executor's data. */
  private interface Start {
    Shop in(Path folder, Path data) throws Exception;
  }

  /**
   * Kind, who may connect to it, what is asked by, and how the warehouse's own ids of statements
   * begin.
   */
  static Stream<Arguments> kinds() {
    return Stream.of(
        kind("postgres", "analyst", "shop name", null, (folder, data) -> new PostgresShop(folder)),
        kind("mariadb", "analyst", "shop name", null, (folder, data) -> MariaDbShop.open(folder)),
        kind("duckdb", "admin", "status", null, (folder, data) -> new DuckDbFiles(data)),
        kind(
            "snowflake", "analyst", "shop name", "01", (folder, data) -> new SnowflakeShop(folder)),
        kind(
            "bigquery",
            "analyst",
            "shop name",
            "nexushive_",
            (folder, data) -> new BigQueryShop(folder)),
        kind(
            "databricks", "analyst", "shop name", "", (folder, data) -> new DatabricksShop(folder)),
        kind("rest", "analyst", "shop name", null, (folder, data) -> new RestServer()),
        kind("mcp", "analyst", "shop name", null, (folder, data) -> new McpShop()));
  }

  private static Arguments kind(
      String kind, String owner, String topic, String statement, Start start) {
    return arguments(kind, owner, topic, statement, start);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void isConnectedTestedReadAskedAndAudited(
      String kind, String owner, String topic, String statement, Start start, @TempDir Path folder)
      throws Exception {
    try (Shop shop = start.in(folder, hive.home().warehouses())) {
      Connected connected =
          Connected.make(hive, owner, shop.kind(), shop.settings(), shop.secret());
      JsonNode test = connected.test();
      assertThat(test.path("passed").asBoolean()).as("%s", test).isTrue();
      assertThat(test.path("findings")).as("the login may read and nothing else").isEmpty();
      connected.readAgain();

      String question = "Total amount of orders by " + topic;
      Asked asked = connected.ask(question);
      assertThat(asked.outcome()).as("%s", asked.events()).isEqualTo("answered");
      assertThat(asked.one("answer")).isNotEmpty();
      assertThat(Figures.exact(asked.rows())).isEqualTo(ANSWERS.get(topic));

      JsonNode audited = connected.audited(asked);
      assertThat(audited.path("status").asText()).isEqualTo("answered");
      assertThat(audited.path("connection_id").asText()).isEqualTo(connected.id());
      assertThat(audited.path("row_count").asInt()).isEqualTo(2);
      assertThat(audited.path("sql_run").asText()).containsIgnoringCase("orders");
      if (statement == null) {
        assertThat(audited.hasNonNull("statement_id")).isFalse();
      } else {
        assertThat(audited.path("statement_id").asText()).isNotEmpty().startsWith(statement);
      }
    }
  }
}
