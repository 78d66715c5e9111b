package io.nexushive.executor.warehouse.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.jdbc.JdbcWarehouse;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A database in memory for rows that come from elsewhere: it is filled table by table, asked, and
 * forgotten. It reaches no file and no network.
 */
public final class DuckDbTables implements AutoCloseable {
  private final DuckDBConnection root;

  private DuckDbTables(DuckDBConnection root) {
    this.root = root;
  }

  /**
   * An empty database.
   *
   * @param memoryBytes the most memory that it may take
   */
  public static DuckDbTables create(long memoryBytes) {
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    try {
      DuckDBConnection root =
          (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", properties);
      DuckDbTables tables = new DuckDbTables(root);
      try (Statement statement = root.createStatement()) {
        DuckDbLock.lock(statement, memoryBytes, List.of());
        return tables;
      } catch (SQLException | RuntimeException e) {
        tables.close();
        throw e;
      }
    } catch (SQLException e) {
      throw DuckDbProblems.translate(e, "");
    }
  }

  /**
   * The names, in lower case, that stand in {@code sql} where a table is read; those of its common
   * table expressions are among them. DuckDB's own parser says so.
   *
   * @throws WarehouseException when it is no single query, or cannot be read
   */
  public Set<String> namesIn(String sql) {
    try (PreparedStatement statement =
        root.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
      statement.setString(1, sql);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        byte[] json = rows.getString(1).getBytes(StandardCharsets.UTF_8);
        return names(Json.read(json, JsonNode.class));
      }
    } catch (SQLException e) {
      throw DuckDbProblems.translate(e, sql);
    }
  }

  private static Set<String> names(JsonNode parsed) {
    if (parsed.path("error").asBoolean(true)) {
      boolean syntax = parsed.path("error_type").asText().equals("parser");
      throw new WarehouseException(syntax ? Problem.SYNTAX : Problem.NO_RIGHT);
    }
    if (parsed.path("statements").size() != 1) {
      throw new WarehouseException(Problem.NO_RIGHT);
    }
    Set<String> names = new TreeSet<>();
    for (JsonNode node : parsed.findParents("table_name")) {
      if (node.path("type").asText().equals("BASE_TABLE")) {
        names.add(node.path("table_name").asText().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /**
   * Makes an empty table and opens it for rows.
   *
   * @param table whose native types are DuckDB's
   */
  public RowAppender create(TableSchema table) {
    String columns =
        table.columns().stream()
            .map(c -> quote(c.name()) + " " + c.nativeType())
            .collect(Collectors.joining(", ", " (", ")"));
    try (Statement statement = root.createStatement()) {
      statement.execute("CREATE TABLE " + quote(table.name()) + columns);
      return new RowAppender(root.createAppender("main", table.name()), table.columns());
    } catch (SQLException e) {
      throw DuckDbProblems.translate(e, "");
    }
  }

  private static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** What is in it, to be asked. Closing the answer closes the database. */
  public Warehouse asked(Watchdog watchdog) {
    return new JdbcWarehouse(new DuckDbFlavour(new Shared(this)), watchdog);
  }

  private record Shared(DuckDbTables tables) implements DuckDbDatabase {
    @Override
    public Connection session() throws SQLException {
      return tables.root.duplicate();
    }

    @Override
    public void close() {
      tables.close();
    }
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw DuckDbProblems.translate(e, "");
    }
  }
}
