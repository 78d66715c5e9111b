package io.nexushive.executor.warehouse.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.ProfileBounds;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.TableProfile;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.WarehouseContract;
import io.nexushive.executor.warehouse.Window;
import io.nexushive.model.envelope.ColumnType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresAdapterTest extends WarehouseContract {
  @TempDir static Path folder;
  private static PostgresShop shop;

  @BeforeAll
  static void start() throws Exception {
    shop = new PostgresShop(folder);
    asSuperuser(
        "CREATE ROLE writer LOGIN PASSWORD 'w'",
        "CREATE TABLE hidden (secret text)",
        "GRANT CONNECT ON DATABASE shop TO writer",
        "GRANT USAGE ON SCHEMA public TO writer",
        "GRANT SELECT ON shops, orders, paid_orders TO writer",
        "GRANT INSERT, UPDATE, DELETE ON shops TO writer");
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  private static void asSuperuser(String... statements) throws SQLException {
    shop.server().run(PostgresShop.DATABASE, statements);
  }

  @Override
  protected WarehouseAdapter adapter() {
    return new PostgresAdapter(new AllowedHosts(List.of("127.0.0.1")), watchdog);
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
    return "SELECT count(*) AS c FROM generate_series(1, 100000000000) AS endless";
  }

  @Override
  protected String manyRows(long rows) {
    return "SELECT i FROM (SELECT generate_series(1, " + rows + ") AS i) AS endless";
  }

  @Override
  protected long running() {
    try (Connection connection = shop.server().superuser(PostgresShop.DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader'"
                    + " AND state <> 'idle' AND query LIKE '%AS endless%'")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected List<String> forbidden() {
    return List.of(
        "CREATE TEMP TABLE t (i integer)",
        "SELECT * INTO t FROM orders",
        "WITH d AS (DELETE FROM orders RETURNING id) SELECT * FROM d",
        "SELECT id FROM orders FOR UPDATE",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "COPY orders TO '/tmp/x'",
        "SELECT secret FROM hidden");
  }

  @Test
  void saysWhatALoginCouldDoBeyondReading() {
    try (var warehouse = adapter().connect(login("writer", "w", Map.of()))) {
      assertThat(warehouse.test().findings())
          .containsExactly("The login may change rows of some tables.");
    }
    try (var warehouse =
        adapter()
            .connect(
                login(PostgresServer.SUPERUSER, shop.server().superuserPassword(), Map.of()))) {
      assertThat(warehouse.test().findings())
          .contains("The login is a superuser: no right is kept from it.");
    }
  }

  @Test
  void aWriterCannotWriteThroughIt() {
    try (var warehouse = adapter().connect(login("writer", "w", Map.of()))) {
      assertProblem(
          () ->
              warehouse.execute(
                  new Query("DELETE FROM shops RETURNING id", SOON, QueryTag.NONE),
                  row -> true,
                  new CancelSignal()),
          Problem.NO_RIGHT);
    }
  }

  @Test
  void tagsTheSession() {
    List<Object> names = new ArrayList<>();
    warehouse()
        .execute(
            new Query(
                "SELECT current_setting('application_name')",
                SOON,
                QueryTag.of("nexushive role=analyst")),
            names::addAll,
            new CancelSignal());

    assertThat(names.toString()).contains("nexushive role=analyst");
  }

  @Test
  void furtherTypesComeExactly() {
    Rows found =
        run(
            "SELECT 'NaN'::numeric, 1e30::numeric, 0.1::real, '{1,2}'::int[], '{\"a\": 1}'::jsonb,"
                + " '2025-01-01 10:00+02'::timestamptz, 'infinity'::timestamptz, '08:30'::time,"
                + " 'infinity'::float8, '5f0b6a52-3f3c-5d0e-9d55-6e6578757331'::uuid");

    assertThat(found.json())
        .isEqualTo(
            "[[\"NaN\",1000000000000000000000000000000,0.1,\"[1,2]\",\"{\\\"a\\\": 1}\","
                + "\"2025-01-01T08:00Z\",\"infinity\",\"08:30:00\",\"Infinity\","
                + "\"5f0b6a52-3f3c-5d0e-9d55-6e6578757331\"]]");
    assertThat(found.types().subList(3, 8))
        .containsExactly(
            ColumnType.JSON,
            ColumnType.JSON,
            ColumnType.TIMESTAMP,
            ColumnType.TIMESTAMP,
            ColumnType.TIME);
  }

  @Test
  void aRowThatIsTooWideIsSaidToBe() {
    assertProblem(
        () -> run("SELECT repeat('x', 50000000) AS wide FROM generate_series(1, 3)"),
        Problem.TOO_LARGE);
    assertThat(run("SELECT length(repeat('x', 50000000)) AS n").json()).isEqualTo("[[50000000]]");
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
            Map.of("host", "localhost"),
            Map.of("host", "127.0.0.1/x?socketFactory=evil"),
            Map.of("port", "70000"),
            Map.of("port", "1;x"),
            Map.of("database", "shop?loggerLevel=TRACE"),
            Map.of("database", "a/b"),
            Map.of("user", "a b"),
            Map.of("sslmode", "allow"))) {
      assertProblem(() -> adapter().connect(login("reader", "r", other)), Problem.MISCONFIGURED);
    }
  }

  @Test
  void aProfileLeavesOutWhatNeedsTooMuchSpace() throws SQLException {
    asSuperuser(
        "CREATE TABLE scans AS SELECT i AS id, md5(i::text) AS code FROM generate_series(1, 200000)"
            + " AS i",
        "GRANT SELECT ON scans TO writer",
        "ALTER ROLE writer SET temp_file_limit = '1MB'");
    try (var warehouse = adapter().connect(login("writer", "w", Map.of()))) {
      TableSchema scans =
          warehouse.schema().stream()
              .filter(t -> t.name().equals("scans"))
              .findFirst()
              .orElseThrow();
      TableProfile profile =
          warehouse.profile(scans, new ProfileBounds(Set.of("id", "code"), 50, 40, SOON));

      assertThat(profile.column("id").orElseThrow().window()).isEqualTo(new Window("1", "200000"));
      assertThat(profile.column("code").orElseThrow().values()).isEmpty();
      assertProblem(
          () -> run(warehouse, "SELECT code, COUNT(*) AS n FROM scans GROUP BY code"),
          Problem.OUT_OF_SPACE);
    } finally {
      asSuperuser("ALTER ROLE writer RESET temp_file_limit", "DROP TABLE scans");
    }
  }

  @Test
  void aWrongPasswordOrDatabaseIsSaidWithoutDetails() {
    assertProblem(
        () -> adapter().connect(login("reader", "wrong", Map.of())).test(), Problem.REFUSED_LOGIN);
    assertProblem(
        () -> adapter().connect(login("reader", "r", Map.of("database", "none"))).test(),
        Problem.MISCONFIGURED);
    assertProblem(
        () -> adapter().connect(login("reader", "r", Map.of("port", "1"))).test(),
        Problem.UNREACHABLE);
  }

  @Test
  void aLoginThatIsTakenAwayEndsInAClearErrorAndTheNextOneWorks() throws SQLException {
    run("SELECT 1 AS one");
    asSuperuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");

    assertProblem(() -> run("SELECT 1 AS one"), Problem.UNREACHABLE);
    assertThat(run("SELECT 1 AS one").json()).isEqualTo("[[1]]");
  }
}
