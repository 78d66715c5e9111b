package io.nexushive.executor.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseAdapter;
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

class DuckDbAdapterTest extends OnDuckDbContract {
  private static final long MEMORY = 256L * 1024 * 1024;

  @TempDir static Path folder;

  @BeforeAll
  static void tables() throws SQLException, IOException {
    Files.createDirectories(folder.resolve("files"));
    run(DuckDbEngine.TABLES.toArray(String[]::new));
    run(
        "COPY orders TO '" + folder.resolve("files/orders 2025.parquet") + "'",
        "COPY orders TO '" + folder.resolve("files/orders.parquet") + "'",
        "COPY shops TO '" + folder.resolve("files/shops.csv") + "' (HEADER)",
        "COPY shops TO '" + folder.resolve("files/shops.json") + "'");
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("shop.duckdb"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  protected WarehouseAdapter adapter() {
    return new DuckDbAdapter(new ConfinedFiles(folder), watchdog, MEMORY);
  }

  @Override
  protected ConnectionSettings settings() {
    return file("shop.duckdb");
  }

  private static ConnectionSettings file(String name) {
    return new ConnectionSettings(new ConnectionId("shop"), Map.of("file", name), null);
  }

  @Override
  protected List<String> forbidden() {
    return List.of(
        "ATTACH '" + folder.resolve("other.duckdb") + "'",
        "COPY orders TO '" + folder.resolve("stolen.csv") + "'",
        "EXPORT DATABASE '" + folder.resolve("stolen") + "'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "RESET lock_configuration",
        "SET memory_limit = '100GB'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('" + folder.resolve("files/shops.csv") + "')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_parquet('http://127.0.0.1/x.parquet')");
  }

  @Test
  void filesInAFolderAreTables() {
    try (Warehouse warehouse = adapter().connect(file("files"))) {
      List<TableSchema> tables = warehouse.schema();

      assertThat(tables)
          .extracting(TableSchema::name)
          .containsExactly("orders", "shops", "shops_2");
      assertThat(tables.get(0).columns())
          .extracting(TableSchema.Column::type)
          .contains(ColumnType.DECIMAL, ColumnType.DATE, ColumnType.TIMESTAMP);
      assertThat(warehouse.scalar("SELECT SUM(amount) FROM orders", SOON))
          .hasValueSatisfying(v -> assertThat(v.decimalValue()).isEqualByComparingTo("1234578.30"));
      assertThat(warehouse.scalar("SELECT COUNT(*) FROM shops", SOON))
          .hasValueSatisfying(v -> assertThat(v.asInt()).isEqualTo(2));
      assertProblem(
          () -> warehouse.scalar("SELECT COUNT(*) FROM read_csv('/etc/passwd')", SOON),
          Problem.NO_RIGHT);
    }
  }

  @Test
  void filesThatComeLaterAreSeen() throws IOException {
    Path growing = Files.createDirectories(folder.resolve("growing"));
    Files.writeString(growing.resolve("a.csv"), "x,y\n1,2\n");
    try (Warehouse warehouse = adapter().connect(file("growing"))) {
      assertThat(warehouse.schema()).hasSize(1);

      Files.writeString(growing.resolve("b.csv"), "x,y\n1,2\n");

      assertThat(warehouse.schema()).hasSize(2);
      assertThat(warehouse.scalar("SELECT y FROM b", SOON)).map(v -> v.asInt()).contains(2);
    }
  }

  @Test
  void aSingleFileIsATable() {
    try (Warehouse warehouse = adapter().connect(file("files/shops.csv"))) {
      assertThat(warehouse.schema()).extracting(TableSchema::name).containsExactly("shops");
    }
  }

  @Test
  void whatIsNotThereOrNoDataIsSaid() throws IOException {
    Files.createDirectories(folder.resolve("nothing"));
    assertProblem(() -> adapter().connect(file("none.duckdb")).test(), Problem.UNREACHABLE);
    assertProblem(() -> adapter().connect(file("nothing")).test(), Problem.UNREACHABLE);
    assertProblem(() -> adapter().connect(file("../x.duckdb")).test(), Problem.MISCONFIGURED);
  }

  @Test
  void furtherTypesComeExactly() {
    Rows found =
        run(
            "SELECT 170141183460469231731687303715884105727 AS h, 0.1::FLOAT AS f, [1, 2] AS l,"
                + " {'a': 1, 'b': [true, NULL]} AS s, MAP {'k': 1.50} AS m, 'a' AS t,"
                + " TIMESTAMPTZ '2025-01-01 10:00:00+02' AS z, TIME '08:30:00' AS u,"
                + " 1::DOUBLE / 0 AS i");

    assertThat(found.json())
        .isEqualTo(
            "[[170141183460469231731687303715884105727,0.1,\"[1,2]\",\"{\\\"a\\\":1,\\\"b\\\":"
                + "[true,null]}\",\"{\\\"k\\\":1.50}\",\"a\",\"2025-01-01T08:00Z\",\"08:30:00\","
                + "\"Infinity\"]]");
    assertThat(found.types().subList(0, 5))
        .containsExactly(
            ColumnType.INTEGER,
            ColumnType.FLOAT,
            ColumnType.JSON,
            ColumnType.JSON,
            ColumnType.JSON);
  }

  @Test
  void twoConnectionsMayLeadToOneFile() {
    try (Warehouse other = adapter().connect(settings())) {
      assertThat(other.schema()).hasSize(3);
      assertThat(run("SELECT 1 AS one").json()).isEqualTo("[[1]]");
      assertProblem(
          () -> other.scalar("SELECT COUNT(*) FROM read_csv('/etc/passwd')", SOON),
          Problem.NO_RIGHT);
    }
  }
}
