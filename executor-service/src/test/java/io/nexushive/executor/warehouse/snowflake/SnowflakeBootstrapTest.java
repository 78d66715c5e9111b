package io.nexushive.executor.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.bootstrap.Checksums;
import io.nexushive.executor.bootstrap.Program;
import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.duckdb.DuckDbEngine;
import io.nexushive.executor.warehouse.snowflake.SnowflakeDouble.Grant;
import io.nexushive.executor.warehouse.snowflake.SnowflakeDouble.User;
import io.nexushive.executor.warehouse.testing.Jwt;
import io.nexushive.model.id.ConnectionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through Snowflake's own driver, to the double. */
class SnowflakeBootstrapTest {
  private static final LocalDate ANCHOR = LocalDate.parse("2026-05-17");

  @TempDir Path folder;
  private final Watchdog watchdog = new Watchdog();
  private DuckDbEngine engine;
  private SnowflakeDouble service;
  private KeyPair keys;

  @BeforeEach
  void start() throws Exception {
    keys = Jwt.keys();
    engine = new DuckDbEngine(folder.resolve("shop.duckdb"), SnowflakeDouble.catalogue(), false);
    service =
        new SnowflakeDouble(
            engine,
            List.of(
                new User("OWNER", "owner-4711", null, List.of("LOADER", "PUBLIC")),
                new User("OTHER", "owner-4711", null, List.of("READER", "PUBLIC"))),
            Map.of(
                "LOADER", List.of(new Grant("OWNERSHIP", "SCHEMA", "SHOP.PUBLIC")),
                "READER", List.of(new Grant("USAGE", "SCHEMA", "SHOP.PUBLIC"))));
  }

  @AfterEach
  void stop() throws Exception {
    watchdog.close();
    service.close();
    engine.close();
  }

  private Map<String, String> settings(String user, String role) {
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(service.port()));
    settings.put("account", "shop");
    settings.put("database", "SHOP");
    settings.put("warehouse", "SMALL");
    settings.put("role", role);
    settings.put("user", user);
    settings.put("sslmode", "disable");
    return settings;
  }

  private Program runAs(String user, String role, String... more) {
    String[] all = java.util.Arrays.copyOf(more, more.length + 1);
    all[more.length] = "anchor=" + ANCHOR;
    return Program.run(
        Map.of("NEXUS_WAREHOUSE_SECRET", "owner-4711"), "snowflake", settings(user, role), all);
  }

  private Program run(String... more) {
    return runAs("OWNER", "LOADER", more);
  }

  private Warehouse connect(String user, String role, String secret) {
    return new SnowflakeAdapter(new AllowedHosts(List.of("127.0.0.1")), watchdog)
        .connect(new ConnectionSettings(new ConnectionId("shop"), settings(user, role), secret));
  }

  private List<String> tables() {
    try (Warehouse warehouse = connect("OTHER", "READER", "owner-4711")) {
      return warehouse.schema().stream().map(TableSchema::name).sorted().toList();
    }
  }

  private Path publicKey() throws Exception {
    return Files.writeString(
        folder.resolve("key.pub"),
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n");
  }

  @Test
  void theNewUserReadsTheRowsOfTheDemonstration() throws Exception {
    Program program = run("reader-key=" + publicKey());

    assertThat(program.err()).isEmpty();
    assertThat(program.code()).isZero();
    assertThat(program.text())
        .contains("sales: 10,000 of 10,000 rows")
        .contains("role: NEXUSHIVE_READER")
        .doesNotContain("owner-4711");
    try (Warehouse warehouse = connect("NEXUSHIVE", "NEXUSHIVE_READER", Jwt.pem(keys))) {
      assertThat(Checksums.of(warehouse))
          .isEqualTo(Checksums.ofDemo(folder.resolve("demo"), ANCHOR, watchdog));
      assertThat(warehouse.test().findings()).isEmpty();
      TableSchema regions =
          warehouse.schema().stream()
              .filter(t -> t.name().equals("REGIONS"))
              .findFirst()
              .orElseThrow();
      assertThat(regions.comment()).isEqualTo("Where customers are");
      assertThat(regions.primaryKey()).containsExactly("REGION_ID");
      assertThat(regions.uniqueKeys()).containsExactly(List.of("REGION_NAME"));
    }
  }

  @Test
  void rowsAreWrittenInOneTransaction() {
    run("print=true");

    assertThat(service.asked())
        .extracting(a -> a.sql().strip().split("\\s")[0].toUpperCase(java.util.Locale.ROOT))
        .containsSubsequence("CREATE", "COMMENT", "INSERT", "COMMIT")
        .doesNotContain("GRANT");
  }

  @Test
  void aSecondRunIsRefusedUnlessToldToReplace() {
    run("print=true");
    Program second = run("print=true");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.err()).contains("there is already regions, products").contains("--replace");

    assertThat(run("print=true", "replace=true").err()).isEmpty();
    assertThat(tables()).containsExactly("CUSTOMERS", "PRODUCTS", "REGIONS", "SALES");
  }

  @Test
  void aFailureHalfWayLeavesNothing() {
    service.breakAt("INSERT INTO SALES VALUES\\s+\\(3001,");
    Program program = run("print=true");

    assertThat(program.code()).isEqualTo(1);
    assertThat(program.out()).contains("sales: 3,000 of 10,000 rows");
    assertThat(program.text()).contains("all is as it was before").contains("canceled");
    assertThat(tables()).isEmpty();
  }

  @Test
  void aLoginThatMayNotWriteIsToldSo() {
    Program program = runAs("OTHER", "READER");

    assertThat(program.code()).isEqualTo(1);
    assertThat(program.err()).contains("Insufficient privileges");
  }

  @Test
  void printsWhatMakesTheLoginThatReads() {
    Program printed = run("print=true");

    assertThat(printed.out().lines().filter(l -> l.endsWith(";")).map(String::strip))
        .contains("GRANT USAGE ON WAREHOUSE \"SMALL\" TO ROLE \"NEXUSHIVE_READER\";")
        .contains("GRANT ROLE \"NEXUSHIVE_READER\" TO USER \"NEXUSHIVE\";");
    assertThat(printed.out()).contains("SET RSA_PUBLIC_KEY");
  }

  @Test
  void aKeyThatIsNoneIsRefusedBeforeAnythingHappens() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), Jwt.pem(keys));
    Program program = run("reader-key=" + file);

    assertThat(program.err()).contains("is no public key");
    assertThat(tables()).isEmpty();
  }
}
