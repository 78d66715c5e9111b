package io.nexushive.executor.warehouse.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.bootstrap.Checksums;
import io.nexushive.executor.bootstrap.Program;
import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.duckdb.DuckDbEngine;
import io.nexushive.model.id.ConnectionId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through Databricks' own driver, to the double. */
class DatabricksBootstrapTest {
  private static final LocalDate ANCHOR = LocalDate.parse("2026-05-17");

  @TempDir Path folder;
  private final Watchdog watchdog = new Watchdog();
  private DuckDbEngine engine;
  private DatabricksDouble service;

  @BeforeEach
  void start() throws Exception {
    engine = new DuckDbEngine(folder.resolve("shop.duckdb"), DatabricksDouble.catalogue(), false);
    service =
        new DatabricksDouble(
            engine,
            Map.of(
                "dapi-owner", DatabricksDouble.OWNER, "dapi-n", "nexushive", "dapi-r", "reader"));
  }

  @AfterEach
  void stop() throws Exception {
    watchdog.close();
    service.close();
    engine.close();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(service.port()));
    settings.put("http_path", "/sql/1.0/warehouses/" + DatabricksDouble.WAREHOUSE);
    settings.put("catalog", "shop");
    settings.put("sslmode", "disable");
    return settings;
  }

  private Program run(String token, String... more) {
    String[] all = Arrays.copyOf(more, more.length + 1);
    all[more.length] = "anchor=" + ANCHOR;
    return Program.run(Map.of("NEXUS_WAREHOUSE_SECRET", token), "databricks", settings(), all);
  }

  private Warehouse connect(String token) {
    return new DatabricksAdapter(new AllowedHosts(List.of("127.0.0.1")), watchdog)
        .connect(new ConnectionSettings(new ConnectionId("shop"), settings(), token));
  }

  private List<String> tables() {
    try (Warehouse warehouse = connect("dapi-r")) {
      return warehouse.schema().stream().map(TableSchema::name).sorted().toList();
    }
  }

  @Test
  void thePrincipalReadsTheRowsOfTheDemonstration() throws Exception {
    Program program = run("dapi-owner");

    assertThat(program.err()).isEmpty();
    assertThat(program.code()).isZero();
    assertThat(program.text())
        .contains("sales: 10,000 of 10,000 rows")
        .contains("CAN USE")
        .doesNotContain("dapi-owner");
    try (Warehouse warehouse = connect("dapi-n")) {
      assertThat(Checksums.of(warehouse))
          .isEqualTo(Checksums.ofDemo(folder.resolve("demo"), ANCHOR, watchdog));
      assertThat(warehouse.test().findings()).isEmpty();
      TableSchema regions =
          warehouse.schema().stream()
              .filter(t -> t.name().equals("regions"))
              .findFirst()
              .orElseThrow();
      assertThat(regions.comment()).isEqualTo("Where customers are");
      assertThat(regions.primaryKey()).containsExactly("region_id");
    }
    assertThat(service.asked())
        .filteredOn(a -> a.path("statement").asText().startsWith("GRANT"))
        .hasSize(6);
  }

  @Test
  void aSecondRunIsRefusedUnlessToldToReplace() {
    run("dapi-owner", "print=true");
    Program second = run("dapi-owner", "print=true");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.err()).contains("there is already regions, products").contains("--replace");

    assertThat(run("dapi-owner", "print=true", "replace=true").err()).isEmpty();
    assertThat(tables()).containsExactly("customers", "products", "regions", "sales");
  }

  @Test
  void aFailureHalfWayLeavesNothing() {
    service.breakAt("INSERT INTO sales VALUES\\s+\\(3001,");
    Program program = run("dapi-owner");

    assertThat(program.code()).isEqualTo(1);
    assertThat(program.out()).contains("sales: 3,000 of 10,000 rows");
    assertThat(program.text()).contains("all is as it was before").contains("was stopped");
    assertThat(tables()).isEmpty();
  }

  @Test
  void whereNothingCanBeTakenBackTheTablesAreNamed() {
    service.breakAt("INSERT INTO sales VALUES\\s+\\(3001,|DROP TABLE sales");
    Program program = run("dapi-owner");

    assertThat(program.code()).isEqualTo(1);
    assertThat(program.text())
        .contains("could not be taken back")
        .contains("regions, products, customers, sales");
  }

  @Test
  void aLoginThatMayNotWriteIsToldSo() {
    Program program = run("dapi-r");

    assertThat(program.code()).isEqualTo(1);
    assertThat(program.err()).contains("Insufficient privileges");
    assertThat(tables()).isEmpty();
  }
}
