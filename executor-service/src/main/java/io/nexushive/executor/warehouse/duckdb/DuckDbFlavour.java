package io.nexushive.executor.warehouse.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.jdbc.JdbcFlavour;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is particular to DuckDB. */
final class DuckDbFlavour implements JdbcFlavour {
  private final DuckDbDatabase instance;

  DuckDbFlavour(DuckDbDatabase instance) {
    this.instance = instance;
  }

  @Override
  public Connection open() throws SQLException {
    return instance.session();
  }

  @Override
  public void limit(Statement statement, Duration timeout) {
    // DuckDB knows no time limit; the watchdog interrupts it.
  }

  @Override
  public RowReader reader(ResultSet rows, String sql) throws SQLException {
    return new DuckDbRowReader(rows);
  }

  @Override
  public List<TableSchema> schema(Connection session) throws SQLException {
    instance.refresh();
    try (Connection current = instance.session()) {
      return new DuckDbSchema(current).tables();
    }
  }

  @Override
  public List<String> findings(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT readonly FROM duckdb_databases() WHERE database_name = current_database()")) {
      return rows.next() && rows.getBoolean(1)
          ? List.of()
          : List.of("The file could be written to through this connection.");
    }
  }

  /** The plan's steps and tables; its conditions hold values and stay out. */
  @Override
  public Optional<Estimate> estimate(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN (FORMAT JSON) " + sql)) {
      if (!rows.next()) {
        return Optional.empty();
      }
      byte[] json = rows.getString(2).getBytes(StandardCharsets.UTF_8);
      List<String> steps = new ArrayList<>();
      List<Long> sizes = new ArrayList<>();
      Json.read(json, JsonNode.class).forEach(n -> describe(n, 0, steps, sizes));
      Long size = sizes.isEmpty() ? null : sizes.get(0);
      return Optional.of(new Estimate(size, null, String.join("\n", steps)));
    }
  }

  private static void describe(JsonNode node, int depth, List<String> steps, List<Long> sizes) {
    JsonNode info = node.path("extra_info");
    String table = info.path("Table").asText("");
    String step = node.path("name").asText().strip();
    steps.add("  ".repeat(depth) + step + (table.isEmpty() ? "" : " on " + table));
    String size = info.path("Estimated Cardinality").asText("");
    if (size.matches("\\d{1,18}")) {
      sizes.add(Long.parseLong(size));
    }
    node.path("children").forEach(c -> describe(c, depth + 1, steps, sizes));
  }

  @Override
  public WarehouseException translate(SQLException failure, String sql) {
    return DuckDbProblems.translate(failure, sql);
  }

  @Override
  public long generation() {
    return instance.generation();
  }

  @Override
  public void close() {
    instance.close();
  }
}
