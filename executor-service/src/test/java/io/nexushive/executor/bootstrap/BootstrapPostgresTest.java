package io.nexushive.executor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.postgres.PostgresAdapter;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapPostgresTest {
  private static final LocalDate ANCHOR = LocalDate.parse("2026-05-17");
  private static final String ALL = "customers|products|regions|sales";
  private static final Map<String, String> SECRETS =
      Map.of(Secrets.WRITER, "owner-4711", Secrets.READER, "reader-4711");

  @TempDir static Path folder;
  private static final Watchdog WATCHDOG = new Watchdog();
  private static LocalPostgres server;
  private static String superuser;
  private static Map<String, String> expected;

  @BeforeAll
  static void start() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      socket.close();
      server = LocalPostgres.start(folder.resolve("postgres"), port);
    }
    superuser =
        Json.read(Files.readAllBytes(folder.resolve("postgres/passwords.json")), JsonNode.class)
            .at("/passwords/postgres")
            .asText();
    expected = Checksums.ofDemo(folder.resolve("demo"), ANCHOR, WATCHDOG);
    admin("postgres", "CREATE ROLE owner LOGIN CREATEROLE PASSWORD 'owner-4711'");
    admin("postgres", "CREATE ROLE plain LOGIN PASSWORD 'owner-4711'");
    admin("postgres", "ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()");
  }

  @AfterAll
  static void stop() {
    server.close();
    WATCHDOG.close();
  }

  @BeforeEach
  void emptyDatabase() throws Exception {
    admin(
        "postgres",
        "DROP DATABASE IF EXISTS shop WITH (FORCE)",
        "DROP ROLE IF EXISTS nexushive_reader",
        "CREATE DATABASE shop OWNER owner",
        "REVOKE TEMPORARY ON DATABASE shop FROM PUBLIC");
    admin("shop", "GRANT CREATE ON SCHEMA public TO plain");
  }

  private static Connection admin(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database, "postgres", superuser);
  }

  private static void admin(String database, String... statements) throws SQLException {
    try (Connection connection = admin(database)) {
      Sql.run(connection, List.of(statements));
    }
  }

  private static String one(String sql) throws SQLException {
    try (Connection connection = admin("shop")) {
      return String.join("|", Sql.column(connection, sql));
    }
  }

  private static String tables() throws SQLException {
    return one(
        "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog',"
            + " 'information_schema') ORDER BY 1");
  }

  private static Map<String, String> settings(String user) {
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", Integer.toString(server.port()));
    settings.put("database", "shop");
    settings.put("user", user);
    settings.put("sslmode", "disable");
    return settings;
  }

  private static Program run(String user, String... more) {
    String[] all = java.util.Arrays.copyOf(more, more.length + 1);
    all[more.length] = "anchor=" + ANCHOR;
    return Program.run(SECRETS, "postgres", settings(user), all);
  }

  private static Warehouse connect() {
    return new PostgresAdapter(new AllowedHosts(List.of("127.0.0.1")), WATCHDOG)
        .connect(
            new ConnectionSettings(
                new ConnectionId("shop"), settings("nexushive_reader"), "reader-4711"));
  }

  @Test
  void theNewLoginReadsTheRowsOfTheDemonstrationAndNothingElse() throws Exception {
    Program program = run("owner");

    assertThat(program.err()).isEmpty();
    assertThat(program.code()).isEqualTo(Bootstrap.DONE);
    assertThat(program.out())
        .contains("sales: 10,000 of 10,000 rows")
        .contains("user: nexushive_reader")
        .contains("NEXUSHIVE_EXECUTOR_ALLOWED_HOSTS");
    try (Warehouse warehouse = connect()) {
      assertThat(Checksums.of(warehouse)).isEqualTo(expected);
      assertThat(warehouse.test().findings()).isEmpty();
      TableSchema customers =
          warehouse.schema().stream()
              .filter(t -> t.name().equals("customers"))
              .findFirst()
              .orElseThrow();
      assertThat(customers.comment()).isEqualTo("Who buys");
      assertThat(customers.columns()).allMatch(c -> c.comment() != null && !c.nullable());
      assertThat(customers.primaryKey()).containsExactly("customer_id");
      assertThat(customers.foreignKeys())
          .singleElement()
          .satisfies(k -> assertThat(k.table()).isEqualTo("regions"));
    }
    assertThat(one("SELECT count(*) FROM pg_indexes WHERE schemaname = 'public'"))
        .as("six indexes beside those of four primary and two unique keys")
        .isEqualTo("12");
  }

  @Test
  void noSecretIsPrintedOrReachesTheServersLog() throws Exception {
    assertThat(run("owner").text()).doesNotContain("4711");
    assertThat(Files.readString(folder.resolve("postgres/postgres.log")))
        .contains("SCRAM-SHA-256")
        .contains("CREATE TABLE regions")
        .doesNotContain("reader-4711");
  }

  @Test
  void aSecondRunIsRefusedAndTouchesNothing() throws Exception {
    run("owner");
    admin("shop", "UPDATE regions SET manager = 'me'");
    Program second = run("owner");

    assertThat(second.code()).isEqualTo(Bootstrap.FAILED);
    assertThat(second.err()).contains("regions, products, customers, sales").contains("--replace");
    assertThat(one("SELECT DISTINCT manager FROM regions")).isEqualTo("me");
  }

  @Test
  void oneTableOfTheNamesIsEnoughToRefuseEvenWhereTheLoginMayNotReadIt() throws Exception {
    admin("shop", "CREATE TABLE sales (mine text)");
    Program program = run("owner");

    assertThat(program.code()).isEqualTo(Bootstrap.FAILED);
    assertThat(program.err()).contains("there is already sales in schema public");
    assertThat(tables()).isEqualTo("sales");
  }

  @Test
  void replacesWhenToldToAndLeavesOtherTablesAndTheReadersPasswordAlone() throws Exception {
    run("owner");
    admin("shop", "UPDATE regions SET manager = 'me'", "CREATE TABLE other (i integer)");
    Program again =
        Program.run(
            Map.of(Secrets.WRITER, "owner-4711"),
            "postgres",
            settings("owner"),
            "replace=true",
            "anchor=" + ANCHOR);

    assertThat(again.err()).isEmpty();
    assertThat(again.code()).isEqualTo(Bootstrap.DONE);
    assertThat(tables()).isEqualTo("customers|other|products|regions|sales");
    try (Warehouse warehouse = connect()) {
      assertThat(Checksums.of(warehouse)).isEqualTo(expected);
    }
  }

  @Test
  void aFailureHalfWayLeavesNothing() throws Exception {
    failAtTheIndexes();
    Program program = run("owner");

    assertThat(program.code()).isEqualTo(Bootstrap.FAILED);
    assertThat(program.out()).contains("sales: 10,000 of 10,000 rows");
    assertThat(program.text()).contains("all is as it was before").contains("no room");
    assertThat(tables()).isEmpty();
    assertThat(one("SELECT rolname FROM pg_roles WHERE rolname = 'nexushive_reader'")).isEmpty();
  }

  @Test
  void aFailureWhileReplacingLeavesWhatWasThere() throws Exception {
    run("owner");
    admin("shop", "UPDATE regions SET manager = 'me'");
    failAtTheIndexes();

    assertThat(run("owner", "replace=true").code()).isEqualTo(Bootstrap.FAILED);
    assertThat(tables()).isEqualTo(ALL);
    assertThat(one("SELECT DISTINCT manager FROM regions")).isEqualTo("me");
  }

  @Test
  void whatOthersBuiltOnTheTablesIsNotDroppedWithThem() throws Exception {
    run("owner");
    admin("shop", "CREATE VIEW mine AS SELECT * FROM sales");
    Program program = run("owner", "replace=true");

    assertThat(program.code()).isEqualTo(Bootstrap.FAILED);
    assertThat(program.err()).contains("mine");
    assertThat(tables()).isEqualTo(ALL);
  }

  private static void failAtTheIndexes() throws SQLException {
    admin(
        "shop",
        "CREATE FUNCTION full_disk() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no"
            + " room'; END $$",
        "CREATE EVENT TRIGGER full_disk ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE"
            + " FUNCTION full_disk()");
  }

  @Test
  void whoMayNotMakeLoginsPrintsWhatMakesIt() throws Exception {
    assertThat(run("plain").code()).isEqualTo(Bootstrap.FAILED);
    assertThat(tables()).isEmpty();

    Program printed = run("plain", "print=true");
    assertThat(printed.code()).isEqualTo(Bootstrap.DONE);
    List<String> statements =
        printed.out().lines().filter(l -> l.endsWith(";")).map(String::strip).toList();
    assertThat(statements).hasSize(4).first().asString().contains("PASSWORD '…'");
    assertThat(one("SELECT rolname FROM pg_roles WHERE rolname = 'nexushive_reader'")).isEmpty();
    for (String statement : statements) {
      admin("shop", statement.replace("…", "reader-4711"));
    }
    try (Warehouse warehouse = connect()) {
      assertThat(Checksums.of(warehouse)).isEqualTo(expected);
    }
  }

  @Test
  void anotherSchemaIsWrittenToOnlyWhereThereIsOne() throws Exception {
    Program missing = run("owner", "schema=sales demo");
    assertThat(missing.code()).isEqualTo(Bootstrap.FAILED);
    assertThat(missing.err()).contains("there is no schema sales demo").contains("make it first");

    admin("shop", "CREATE SCHEMA \"sales demo\" AUTHORIZATION owner");
    assertThat(run("owner", "schema=sales demo").err()).isEmpty();
    assertThat(
            one(
                "SELECT DISTINCT schemaname FROM pg_tables WHERE tablename IN ('sales', 'regions')"))
        .isEqualTo("sales demo");
  }

  @Test
  void saysWhatIsWrongWithTheOptionsBeforeAnythingHappens() {
    Map<String, String> none = Map.of();
    assertThat(Program.run(none, "oracle", none).err()).contains("not to oracle");
    assertThat(Program.run(none, "postgres", none).err()).contains("--user is missing");
    assertThat(Program.run(none, "postgres", settings("owner"), "catalog=x").err())
        .contains("postgres has no --catalog");
    assertThat(Program.run(none, "postgres", settings("owner"), "host=a/b?c").err())
        .contains("no name of a host");
    assertThat(Program.run(none, "postgres", settings("owner"), "anchor=tomorrow").err())
        .contains("no date");
    Program unasked = Program.run(none, "postgres", settings("owner"));
    assertThat(unasked.code()).isEqualTo(Bootstrap.WRONG_USE);
    assertThat(unasked.err()).contains("set NEXUS_WAREHOUSE_SECRET");
  }
}
