package io.nexushive.executor.warehouse.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.WarehouseContract;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbAdapterTest extends WarehouseContract {
  private static final String THOUSAND =
      "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) ";

  @TempDir static Path folder;
  private static MariaDbShop shop;
  private static MariaDbServer server;

  @BeforeAll
  static void start() throws Exception {
    shop = MariaDbShop.open(folder);
    server = shop.server();
    server.run(
        "CREATE DATABASE vault",
        "CREATE TABLE vault.hidden (secret text)",
        "CREATE DATABASE types",
        "CREATE USER writer IDENTIFIED BY 'w'",
        "GRANT SELECT, SHOW VIEW, INSERT, UPDATE, DELETE ON shop.* TO writer",
        "CREATE ROLE loader",
        "GRANT FILE, SUPER ON *.* TO loader",
        "CREATE USER member IDENTIFIED BY 'm'",
        "GRANT SELECT ON shop.* TO member",
        "GRANT SELECT ON types.* TO member",
        "GRANT loader TO member",
        "SET DEFAULT ROLE loader FOR member",
        "CREATE ROLE sleeper",
        "GRANT INSERT ON shop.* TO sleeper",
        "GRANT sleeper TO member");
  }

  @AfterAll
  static void stop() throws Exception {
    if (shop != null) {
      shop.close();
    }
  }

  @Override
  protected WarehouseAdapter adapter() {
    return new MariaDbAdapter(new AllowedHosts(List.of("127.0.0.1")), watchdog);
  }

  @Override
  protected ConnectionSettings settings() {
    return shop.login();
  }

  private static ConnectionSettings login(String user, String password, Map<String, String> other) {
    Map<String, String> values = new HashMap<>(other);
    values.putIfAbsent("user", user);
    return shop.login(password, values);
  }

  @Override
  protected String endless() {
    return THOUSAND + "SELECT count(*) AS c FROM n a, n b, n c, n endless";
  }

  @Override
  protected String manyRows(long rows) {
    return THOUSAND + "SELECT a.i FROM n a, n b, n c, n endless LIMIT " + rows;
  }

  @Override
  protected long running() {
    try (Connection connection = server.admin();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM information_schema.PROCESSLIST WHERE USER = 'reader' AND"
                    + " INFO LIKE '%n endless%'")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected void isPlanned(Estimate estimate) {
    assertThat(estimate.plan()).contains(" on o", " on s");
    assertThat(estimate.cost()).isPositive();
  }

  @Override
  protected List<String> forbidden() {
    return List.of(
        "INSERT INTO shops VALUES (9, 'x') RETURNING id",
        "CREATE TEMPORARY TABLE t (i integer)",
        "SELECT id FROM orders FOR UPDATE",
        "SELECT id FROM orders INTO OUTFILE '/tmp/nexushive-x'",
        "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE shops",
        "SELECT 1; DELETE FROM orders",
        "SET SESSION TRANSACTION READ WRITE",
        "SET GLOBAL max_connections = 1",
        "KILL 1",
        "USE vault",
        "SELECT secret FROM vault.hidden",
        "SELECT User FROM mysql.user");
  }

  private void as(String user, String password, String... statements) {
    try (var warehouse = adapter().connect(login(user, password, Map.of()))) {
      for (String sql : statements) {
        run(warehouse, sql);
      }
    }
  }

  @Test
  void mysqlAndMariaDbAreTwoWordsForOneDialect() {
    assertThat(new MysqlAdapter(new AllowedHosts(List.of()), watchdog).kind()).isEqualTo("mysql");
    assertThat(adapter().kind()).isEqualTo("mariadb");
    assertThat(adapter().dialect()).isEqualTo(Dialect.MYSQL);
  }

  @Test
  void saysWhatALoginCouldDoBeyondReading() {
    assertThat(findings("writer", "w"))
        .containsExactly("The login may change rows of some tables.");
    assertThat(findings("member", "m"))
        .containsExactly(
            "The login may take on a role whose rights it cannot see: `sleeper`.",
            "The login may read and write files on the server's machine.",
            "The login has rights that reach beyond reading tables: SUPER.");
    assertThat(findings(server.adminName(), server.adminPassword()))
        .contains(
            "The login has every right on some databases or on all.",
            "The login may pass its rights on.");
  }

  private List<String> findings(String user, String password) {
    try (var warehouse = adapter().connect(login(user, password, Map.of()))) {
      return warehouse.test().findings();
    }
  }

  @Test
  void aWriterCannotWriteThroughIt() {
    assertProblem(
        () -> as("writer", "w", "DELETE FROM shops WHERE id = 9 RETURNING id"), Problem.NO_RIGHT);
  }

  @Test
  void whatEndsTheReadOnlySessionDoesNotLast() {
    assertProblem(
        () ->
            as(
                "writer",
                "w",
                "BEGIN NOT ATOMIC SET SESSION TRANSACTION READ WRITE; SELECT 1; END",
                "DELETE FROM shops WHERE id = 9 RETURNING id"),
        Problem.NO_RIGHT);
  }

  @Test
  void theTagComesFirst() {
    List<List<JsonNode>> rows = new ArrayList<>();
    warehouse()
        .execute(
            new Query(
                "SELECT INFO FROM information_schema.PROCESSLIST WHERE ID = CONNECTION_ID()",
                SOON,
                QueryTag.of("nexushive role=analyst")),
            rows::add,
            new CancelSignal());

    assertThat(rows.get(0).get(0).asText()).startsWith("/* nexushive role=analyst */ SELECT");
  }

  @Test
  void furtherTypesComeExactly() throws SQLException {
    server.run(
        "CREATE TABLE types.t (u bigint unsigned, flag bit(1), bits bit(10), d date, dt"
            + " datetime(6), ts timestamp(3), y year, j json, e enum('a','b'), f float, ti time(2),"
            + " bl blob, bi binary(3), uu uuid, tiny tinyint, de decimal(40,3))");
    try (Connection admin = server.admin();
        Statement statement = admin.createStatement()) {
      statement.execute("SET SESSION sql_mode = '', time_zone = '+02:00'");
      statement.execute(
          "INSERT INTO types.t VALUES (18446744073709551615, b'1', b'1000000001', '0000-00-00',"
              + " '2025-01-31 08:05:00.120000', '2025-01-01 10:00:00', 2025, '{\"a\": 1}', 'a',"
              + " 0.1, '-12:30:00.50', x'00', 'x', '5f0b6a52-3f3c-5d0e-9d55-6e6578757331', 1,"
              + " 1234567890123456789012345678901234567.890)");
    }
    try (var warehouse = adapter().connect(login("member", "m", Map.of("database", "types")))) {
      Rows found = run(warehouse, "SELECT * FROM t");
      assertThat(found.json())
          .isEqualTo(
              "[[18446744073709551615,true,513,\"0000-00-00\",\"2025-01-31T08:05:00.12\","
                  + "\"2025-01-01T08:00Z\",2025,\"{\\\"a\\\": 1}\",\"a\",0.1,\"-12:30:00.5\","
                  + "\"AA==\",\"eAAA\",\"5f0b6a52-3f3c-5d0e-9d55-6e6578757331\",1,"
                  + "1234567890123456789012345678901234567.890]]");
      List<ColumnType> declared =
          warehouse.schema().stream()
              .filter(t -> t.name().equals("t"))
              .flatMap(t -> t.columns().stream())
              .map(TableSchema.Column::type)
              .toList();
      assertThat(found.types()).isEqualTo(declared);
      assertThat(declared)
          .containsExactly(
              ColumnType.INTEGER,
              ColumnType.BOOLEAN,
              ColumnType.INTEGER,
              ColumnType.DATE,
              ColumnType.TIMESTAMP,
              ColumnType.TIMESTAMP,
              ColumnType.INTEGER,
              ColumnType.JSON,
              ColumnType.STRING,
              ColumnType.FLOAT,
              ColumnType.TIME,
              ColumnType.BINARY,
              ColumnType.BINARY,
              ColumnType.STRING,
              ColumnType.INTEGER,
              ColumnType.DECIMAL);
    }
  }

  @Test
  void textIsReadAsThePolicyReadsIt() {
    assertThat(run("SELECT \"it\\'s\" AS t").json()).isEqualTo("[[\"it's\"]]");
    assertProblem(() -> run("SELECT id, COUNT(*) FROM orders"), Problem.BAD_AGGREGATE);
    assertProblem(() -> run("SELECT ~0 + 1"), Problem.BAD_VALUE);
  }

  @Test
  void theServerStopsWhatNobodyStops() {
    assertThat(run("SELECT @@max_statement_time AS s").rows().get(0).get(0).decimalValue())
        .isEqualByComparingTo("20.25");
  }

  @Test
  void wideRowsAreNotGathered() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    System.gc();
    long before = memory.getHeapMemoryUsage().getUsed();
    long[] most = new long[1];
    int[] seen = new int[1];
    warehouse()
        .execute(
            new Query(
                THOUSAND + "SELECT repeat('x', 1000000) AS wide FROM n LIMIT 200",
                SOON,
                QueryTag.NONE),
            row -> {
              if (++seen[0] % 50 == 0) {
                System.gc();
                most[0] = Math.max(most[0], memory.getHeapMemoryUsage().getUsed() - before);
              }
              return true;
            },
            new CancelSignal());

    assertThat(seen[0]).isEqualTo(200);
    assertThat(most[0]).isLessThan(32L << 20);
  }

  @Test
  void keysAndCommentsAreRead() {
    assertThat(table("shops").comment()).isEqualTo("Where we sell");
    assertThat(table("shops").uniqueKeys()).containsExactly(List.of("name"));
  }

  @Test
  void onlyListedHostsAndPlainNamesAreUsed() {
    for (Map<String, String> other :
        List.of(
            Map.of("host", "example.com"),
            Map.of("host", "127.0.0.1/x?allowLocalInfile=true"),
            Map.of("host", "address=(host=127.0.0.1)"),
            Map.of("port", "70000"),
            Map.of("port", "1;x"),
            Map.of("database", "shop?allowMultiQueries=true"),
            Map.of("database", "a/b"),
            Map.of("user", "a b"),
            Map.of("sslmode", "trust"))) {
      assertProblem(() -> adapter().connect(login("reader", "r", other)), Problem.MISCONFIGURED);
    }
    assertThat(adapter().settings())
        .containsExactlyInAnyOrder("host", "port", "database", "user", "sslmode");
  }

  @Test
  void aWrongPasswordOrDatabaseIsSaidWithoutDetails() {
    assertProblem(
        () -> adapter().connect(login("reader", "wrong", Map.of())).test(), Problem.REFUSED_LOGIN);
    assertProblem(
        () ->
            adapter()
                .connect(
                    login(server.adminName(), server.adminPassword(), Map.of("database", "none")))
                .test(),
        Problem.MISCONFIGURED);
    assertProblem(
        () -> adapter().connect(login("reader", "r", Map.of("port", "1"))).test(),
        Problem.UNREACHABLE);
  }

  @Test
  void aSessionThatIsTakenAwayEndsInAClearErrorAndTheNextOneWorks() throws SQLException {
    run("SELECT 1 AS one");
    server.run("KILL HARD CONNECTION USER reader");

    assertProblem(() -> run("SELECT 1 AS one"), Problem.UNREACHABLE);
    assertThat(run("SELECT 1 AS one").json()).isEqualTo("[[1]]");
  }
}
