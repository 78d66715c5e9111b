package io.nexushive.executor.warehouse.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.WarehouseContract;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.id.ConnectionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAdapterTest extends WarehouseContract {
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) AS c FROM n";

  @TempDir static Path folder;

  @BeforeAll
  static void tables() throws SQLException {
    run(
        folder.resolve("shop.sqlite"),
        "CREATE TABLE shops (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) UNIQUE)",
        "CREATE TABLE orders (id INTEGER NOT NULL PRIMARY KEY, shop_id INTEGER REFERENCES shops,"
            + " amount DECIMAL(12,2), big BIGINT, ratio DOUBLE, ordered DATE, created TIMESTAMP,"
            + " paid BOOLEAN, status VARCHAR(20), payload BLOB)",
        "CREATE VIEW paid_orders AS SELECT id, amount FROM orders WHERE paid",
        "CREATE VIEW broken AS SELECT absent FROM nowhere",
        "INSERT INTO shops VALUES (1, 'North'), (2, 'South')",
        "INSERT INTO orders VALUES (1, 1, '10.50', 9007199254740993, 0.1, '2025-01-31',"
            + " '2025-01-31 08:05:00', 1, 'paid', X'00FF')",
        "INSERT INTO orders VALUES (2, 2, '1234567.80', -5, 2.5, '2025-12-01',"
            + " '2025-12-01 23:59:59', 0, 'open', X'')",
        "INSERT INTO orders (id) VALUES (3)");
  }

  private static void run(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  protected WarehouseAdapter adapter() {
    return new SqliteAdapter(new ConfinedFiles(folder), watchdog);
  }

  @Override
  protected ConnectionSettings settings() {
    return file("shop.sqlite");
  }

  private static ConnectionSettings file(String name) {
    return new ConnectionSettings(new ConnectionId("shop"), Map.of("file", name), null);
  }

  @Override
  protected String endless() {
    return ENDLESS;
  }

  @Override
  protected String manyRows(long rows) {
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
        + rows
        + ") SELECT i FROM n";
  }

  /** SQLite runs inside this process, on the thread that asked: one in native code is running. */
  @Override
  protected long running() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                stack.length > 0
                    && stack[0].isNativeMethod()
                    && stack[0].getClassName().equals("org.sqlite.core.NativeDB"))
        .count();
  }

  @Override
  protected List<String> forbidden() {
    return List.of(
        "ATTACH DATABASE '" + folder.resolve("other.sqlite") + "' AS other",
        "VACUUM INTO '" + folder.resolve("copy.sqlite") + "'",
        "PRAGMA query_only = OFF; DELETE FROM orders",
        "SELECT load_extension('evil')",
        "SELECT readfile('/etc/passwd')",
        "SELECT writefile('/tmp/x', 'y')");
  }

  @Test
  void cannotBeToldToWriteAgain() {
    try {
      run("PRAGMA query_only = OFF");
    } catch (RuntimeException e) {
      // Refused or without a result: either will do, for the file itself is open for reading only.
    }
    assertProblem(() -> run("DELETE FROM orders RETURNING id"), Problem.NO_RIGHT);
  }

  @Test
  void filesElsewhereDoNotExist() throws IOException {
    Path outside = Files.createTempFile("outside", ".sqlite");
    Files.createSymbolicLink(folder.resolve("link.sqlite"), outside);

    for (String name :
        List.of(
            "../x.sqlite",
            "/etc/passwd",
            "a/../../x",
            "",
            ":memory:",
            "x?mode=rwc",
            "a b",
            "~/x",
            "C:\\x",
            "file:x",
            ".hidden")) {
      assertProblem(() -> adapter().connect(file(name)).test(), Problem.MISCONFIGURED);
    }
    assertProblem(() -> adapter().connect(file("link.sqlite")).test(), Problem.UNREACHABLE);
    assertProblem(() -> adapter().connect(file("missing.sqlite")).test(), Problem.UNREACHABLE);
  }

  @Test
  void aFolderThatIsALinkDoesNotLeadOutside() throws IOException {
    Path outside = Files.createTempDirectory("outside");
    Files.createFile(outside.resolve("x.sqlite"));
    Files.createSymbolicLink(folder.resolve("linked"), outside);

    assertProblem(() -> adapter().connect(file("linked/x.sqlite")).test(), Problem.MISCONFIGURED);
  }

  @Test
  void expressionsAreTypedByTheirValues() {
    assertThat(
            run("SELECT 1 + 1 AS i, 1.5 * 2 AS f, date('2025-03-01') AS d,"
                    + " strftime('%Y-%m', '2025-03-01') AS m, 'x' || 'y' AS s, NULL AS n")
                .types())
        .containsExactly(
            ColumnType.INTEGER,
            ColumnType.FLOAT,
            ColumnType.DATE,
            ColumnType.STRING,
            ColumnType.STRING,
            ColumnType.OTHER);
  }

  @Test
  void computedNumbersEndWhereTheirDigitsAreCertain() {
    assertThat(run("SELECT 0.1 + 0.2, SUM(x) FROM (SELECT 1.1 AS x UNION ALL SELECT 2.2)").json())
        .isEqualTo("[[0.3,3.3]]");
    assertThat(run("SELECT 9007199254740992.0 * 2").json()).isEqualTo("[[1.8014398509481984E16]]");
  }

  @Test
  void uniqueKeysAreRead() {
    assertThat(table("shops"))
        .extracting(TableSchema::uniqueKeys)
        .isEqualTo(List.of(List.of("name")));
  }
}
