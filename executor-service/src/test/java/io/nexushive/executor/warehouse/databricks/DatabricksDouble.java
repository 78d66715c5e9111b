package io.nexushive.executor.warehouse.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.executor.warehouse.duckdb.DuckDbEngine;
import io.nexushive.executor.warehouse.testing.EngineService;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks the Statement Execution API: sessions, statements that are polled, cancelled and closed by
 * their id, and results inline as JSON, in chunks and bounded to 25 MiB.
 *
 * @see <a href="https://docs.databricks.com/api/workspace/statementexecution">the API</a>
 */
final class DatabricksDouble extends EngineService<String> {
  /** Who may write where the engine lets anybody. */
  static final String OWNER = "owner";

  static final String WAREHOUSE = "0123456789abcdef";
  private static final int CHUNK_ROWS = 10_000;
  private static final long LARGEST_RESULT = 25L << 20;
  private static final String DESCRIPTION =
      "SELECT column_name AS col_name, CASE column_type WHEN 'TIMESTAMP' THEN 'timestamp_ntz' WHEN"
          + " 'TIMESTAMP WITH TIME ZONE' THEN 'timestamp' ELSE lower(column_type) END AS data_type"
          + " FROM (DESCRIBE ";
  private static final Pattern STATEMENT =
      Pattern.compile("/api/2\\.0/sql/statements/([^/]+)(/cancel|/result/chunks/(\\d+))?");
  private static final Pattern SESSION = Pattern.compile("/api/2\\.0/sql/sessions/([^/]*)");

  private final Map<String, String> tokens;
  private final Map<String, Running> statements = new ConcurrentHashMap<>();
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();

  private static final class Running {
    private final String id = UUID.randomUUID().toString();
    private final long mostRows;
    private final DuckDbEngine.Job job;
    private volatile String state = "PENDING";
    private volatile String error;
    private volatile ObjectNode manifest;
    private volatile List<ArrayNode> chunks = List.of();

    Running(DuckDbEngine.Job job, long mostRows) {
      this.job = job;
      this.mostRows = mostRows;
    }
  }

  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Failure(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  /**
   * @param tokens users by their personal access token
   */
  DatabricksDouble(DuckDbEngine engine, Map<String, String> tokens) throws IOException {
    super(engine);
    this.tokens = Map.copyOf(tokens);
  }

  /** Views that answer what the service's information schema is asked. */
  static List<String> catalogue() {
    String keys = " FROM duckdb_constraints() WHERE schema_name = 'main' AND ";
    return List.of(
        "CREATE SCHEMA vendor",
        "CREATE VIEW vendor.schemata AS SELECT unnest(['default', 'information_schema']) AS"
            + " schema_name",
        "CREATE VIEW vendor.tables AS SELECT 'default' AS table_schema, table_name, 'MANAGED' AS"
            + " table_type, comment FROM duckdb_tables() WHERE schema_name = 'main' UNION ALL SELECT"
            + " 'default', view_name, 'VIEW', comment FROM duckdb_views() WHERE schema_name = 'main'"
            + " AND NOT internal",
        "CREATE VIEW vendor.columns AS SELECT 'default' AS table_schema, table_name, column_name,"
            + " column_index AS ordinal_position, CASE data_type WHEN 'INTEGER' THEN 'int' WHEN"
            + " 'VARCHAR' THEN 'string' WHEN 'TIMESTAMP' THEN 'timestamp_ntz' WHEN 'BLOB' THEN"
            + " 'binary' ELSE lower(data_type) END AS full_data_type, CASE WHEN is_nullable THEN"
            + " 'YES' ELSE 'NO' END AS is_nullable, comment FROM duckdb_columns() WHERE schema_name ="
            + " 'main' AND NOT internal",
        "CREATE VIEW vendor.table_constraints AS SELECT 'default' AS constraint_schema,"
            + " constraint_name, table_name, constraint_type"
            + keys
            + "constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')",
        "CREATE VIEW vendor.key_column_usage AS SELECT 'default' AS constraint_schema,"
            + " constraint_name, 'default' AS table_schema, table_name,"
            + KEY_COLUMNS,
        "CREATE VIEW vendor.referential_constraints AS SELECT 'default' AS constraint_schema,"
            + " f.constraint_name, 'default' AS unique_constraint_schema, p.constraint_name AS"
            + " unique_constraint_name FROM duckdb_constraints() f JOIN duckdb_constraints() p ON"
            + " p.table_name = f.referenced_table AND p.constraint_type = 'PRIMARY KEY' WHERE"
            + " f.constraint_type = 'FOREIGN KEY'",
        "CREATE TABLE vendor.grants (kind VARCHAR, grantee VARCHAR, privilege_type VARCHAR)",
        "INSERT INTO vendor.grants VALUES ('catalog', 'reader', 'USE CATALOG'), ('schema', 'reader',"
            + " 'USE SCHEMA'), ('table', 'reader', 'SELECT'), ('table', 'writer', 'MODIFY'),"
            + " ('schema', 'loaders', 'CREATE TABLE')",
        "CREATE VIEW vendor.catalog_privileges AS SELECT * FROM vendor.grants WHERE kind = 'catalog'",
        "CREATE VIEW vendor.schema_privileges AS SELECT * FROM vendor.grants WHERE kind = 'schema'",
        "CREATE VIEW vendor.table_privileges AS SELECT * FROM vendor.grants WHERE kind = 'table'",
        "CREATE MACRO parse_json(t) AS CAST(t AS JSON)");
  }

  /** The bodies of what was asked to create sessions and to run statements, oldest first. */
  List<JsonNode> asked() {
    return asked;
  }

  @Override
  protected Reply answer(Call call) throws Exception {
    try {
      return route(call);
    } catch (Failure e) {
      return Reply.of(
          e.status,
          JSON.createObjectNode().put("error_code", e.code).put("message", e.getMessage()));
    }
  }

  private Reply route(Call call) throws Exception {
    String path = call.path();
    String user = user(call);
    Matcher session = SESSION.matcher(path);
    if (session.matches()) {
      return call.method().equals("POST") ? open(user, call.body()) : close(session.group(1));
    }
    if (path.equals("/api/2.0/sql/statements/") && call.method().equals("POST")) {
      return Reply.of(execute(call.body()));
    }
    Matcher statement = STATEMENT.matcher(path);
    if (statement.matches()) {
      return statement(call, statement);
    }
    throw new Failure(404, "ENDPOINT_NOT_FOUND", "No API found for " + path);
  }

  private String user(Call call) throws Failure {
    String user = tokens.get(call.authorization().replaceFirst("Bearer ", ""));
    if (user == null) {
      throw new Failure(403, "403", "Invalid access token.");
    }
    return user;
  }

  private Reply open(String user, JsonNode body) throws Failure {
    asked.add(body);
    if (!body.path("warehouse_id").asText().equals(WAREHOUSE)) {
      throw new Failure(
          404, "RESOURCE_DOES_NOT_EXIST", "SQL warehouse does not exist: it was not found.");
    }
    String id = UUID.randomUUID().toString();
    sessions.put(id, user);
    return Reply.of(JSON.createObjectNode().put("session_id", id));
  }

  private Reply close(String id) {
    sessions.remove(id);
    return Reply.of(JSON.createObjectNode());
  }

  private ObjectNode execute(JsonNode body) throws Exception {
    asked.add(body);
    String user = sessions.get(body.path("session_id").asText());
    if (user == null) {
      throw new Failure(
          404, "RESOURCE_DOES_NOT_EXIST", "The session does not exist or was closed.");
    }
    boolean inline =
        body.path("disposition").asText().equals("INLINE")
            && body.path("format").asText().equals("JSON_ARRAY");
    if (!inline) {
      throw new Failure(400, "INVALID_PARAMETER_VALUE", "the double sends results inline only");
    }
    String sql = body.path("statement").asText();
    boolean plan = sql.startsWith("EXPLAIN COST ");
    String query = sql.replaceFirst("^(EXPLAIN COST|DESCRIBE QUERY) ", "");
    if (DatabricksSql.writes(query) && !user.equals(OWNER)) {
      throw new Failure(
          403, "PERMISSION_DENIED", "[INSUFFICIENT_PERMISSIONS] Insufficient privileges.");
    }
    if (isBroken(query)) {
      throw new Failure(400, "BAD_REQUEST", "The SQL warehouse was stopped.");
    }
    String text =
        DatabricksSql.toEngine(query, user)
            .replace("is_account_group_member(grantee)", member(user));
    if (plan) {
      text = "EXPLAIN (FORMAT JSON) " + text;
    } else if (sql.startsWith("DESCRIBE QUERY ")) {
      text = DESCRIPTION + text + ")";
    }
    DuckDbEngine.Job job = engine.prepare(text);
    Running running = new Running(job, body.path("row_limit").asLong(Long.MAX_VALUE));
    statements.put(running.id, running);
    work.execute(() -> run(running, plan));
    return status(running, 0);
  }

  private static String member(String user) {
    return user.equals("writer") ? "grantee = 'loaders'" : "false";
  }

  private Reply statement(Call call, Matcher path) throws Failure {
    Running running = statements.get(path.group(1));
    if (running == null) {
      throw new Failure(404, "RESOURCE_DOES_NOT_EXIST", "The statement was not found.");
    }
    if (path.group(2) == null && call.method().equals("DELETE")) {
      running.job.cancel();
      statements.remove(running.id);
      return Reply.of(JSON.createObjectNode());
    }
    if (path.group(2) == null) {
      return Reply.of(status(running, 0));
    }
    if (path.group(2).equals("/cancel")) {
      if (!running.state.equals("SUCCEEDED") && !running.state.equals("FAILED")) {
        running.state = "CANCELED";
        running.job.cancel();
      }
      return Reply.of(JSON.createObjectNode());
    }
    return Reply.of(result(running, Integer.parseInt(path.group(3))));
  }

  private void run(Running running, boolean plan) {
    try (DuckDbEngine.Job job = running.job) {
      job.open();
      List<ArrayNode> chunks = new ArrayList<>();
      List<DuckDbEngine.Column> columns = job.columns();
      if (plan) {
        columns = List.of(new DuckDbEngine.Column("plan", "VARCHAR"));
        ArrayNode only = JSON.createArrayNode();
        only.addArray()
            .add(DatabricksPlanText.of(JSON.readTree(String.valueOf(job.next().get(1)))));
        chunks.add(only);
      } else if (job.changed().isPresent()) {
        long rows = job.changed().getAsLong();
        columns = List.of(new DuckDbEngine.Column("num_affected_rows", "BIGINT"));
        chunks.add(JSON.createArrayNode());
        chunks.get(0).addArray().add(Long.toString(rows));
      } else {
        read(running, chunks);
      }
      running.manifest = manifest(columns, chunks);
      running.chunks = chunks;
      running.state = running.state.equals("CANCELED") ? "CANCELED" : "SUCCEEDED";
    } catch (DuckDbEngine.Refused e) {
      fail(running, message(e));
    } catch (IOException | SQLException e) {
      fail(running, e.toString());
    }
  }

  private static void fail(Running running, String error) {
    running.error = error;
    running.state = running.state.equals("CANCELED") ? "CANCELED" : "FAILED";
  }

  private static void read(Running running, List<ArrayNode> chunks)
      throws DuckDbEngine.Refused, SQLException, IOException {
    ArrayNode chunk = JSON.createArrayNode();
    long bytes = 0;
    long rows = 0;
    for (List<Object> row = running.job.next();
        row != null && rows < running.mostRows;
        row = running.job.next()) {
      ArrayNode wire = DatabricksWire.row(row);
      bytes += wire.toString().length();
      if (bytes > LARGEST_RESULT) {
        throw new IOException("The result exceeds the limit of 25 MiB of INLINE results.");
      }
      rows++;
      chunk.add(wire);
      if (chunk.size() == CHUNK_ROWS) {
        chunks.add(chunk);
        chunk = JSON.createArrayNode();
      }
    }
    if (!chunk.isEmpty() || chunks.isEmpty()) {
      chunks.add(chunk);
    }
  }

  private static ObjectNode manifest(List<DuckDbEngine.Column> columns, List<ArrayNode> chunks) {
    ObjectNode manifest = JSON.createObjectNode().put("format", "JSON_ARRAY");
    ObjectNode schema = manifest.putObject("schema").put("column_count", columns.size());
    ArrayNode fields = schema.putArray("columns");
    for (int i = 0; i < columns.size(); i++) {
      fields.add(DatabricksWire.column(columns.get(i), i));
    }
    ArrayNode list = manifest.putArray("chunks");
    long offset = 0;
    for (int i = 0; i < chunks.size(); i++) {
      list.addObject()
          .put("chunk_index", i)
          .put("row_offset", offset)
          .put("row_count", chunks.get(i).size());
      offset += chunks.get(i).size();
    }
    return manifest
        .put("total_chunk_count", chunks.size())
        .put("total_row_count", offset)
        .put("truncated", false);
  }

  private static ObjectNode status(Running running, int chunk) {
    ObjectNode answer = JSON.createObjectNode().put("statement_id", running.id);
    String state = running.state;
    ObjectNode status = answer.putObject("status").put("state", state);
    if (state.equals("FAILED")) {
      status.putObject("error").put("error_code", "BAD_REQUEST").put("message", running.error);
    }
    if (state.equals("SUCCEEDED")) {
      answer.set("manifest", running.manifest);
      answer.set("result", result(running, chunk));
    }
    return answer;
  }

  private static ObjectNode result(Running running, int chunk) {
    ObjectNode result = JSON.createObjectNode().put("chunk_index", chunk);
    ArrayNode rows = running.chunks.get(chunk);
    result.put("row_offset", (long) chunk * CHUNK_ROWS).put("row_count", rows.size());
    if (chunk + 1 < running.chunks.size()) {
      result.put("next_chunk_index", chunk + 1);
      result.put(
          "next_chunk_internal_link",
          "/api/2.0/sql/statements/" + running.id + "/result/chunks/" + (chunk + 1));
    }
    result.set("data_array", rows);
    return result;
  }

  private static String message(DuckDbEngine.Refused refused) {
    String name = "`" + refused.getMessage() + "`";
    return switch (refused.problem()) {
      case UNKNOWN_COLUMN ->
          "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name "
              + name
              + " cannot be resolved. SQLSTATE: 42703";
      case UNKNOWN_TABLE ->
          "[TABLE_OR_VIEW_NOT_FOUND] The table or view "
              + name
              + " cannot be found. SQLSTATE: 42P01";
      case UNKNOWN_FUNCTION ->
          "[UNRESOLVED_ROUTINE] Cannot resolve routine "
              + name
              + " on search path. SQLSTATE: 42883";
      case AMBIGUOUS_COLUMN ->
          "[AMBIGUOUS_REFERENCE] Reference " + name + " is ambiguous. SQLSTATE: 42704";
      case BAD_AGGREGATE ->
          "[MISSING_AGGREGATION] The non-aggregating expression " + name + ". SQLSTATE: 42803";
      case SYNTAX -> "[PARSE_SYNTAX_ERROR] Syntax error at or near end of input. SQLSTATE: 42601";
      case BAD_VALUE -> "[CAST_INVALID_INPUT] The value cannot be cast. SQLSTATE: 22018";
      case NO_RIGHT ->
          "[INSUFFICIENT_PERMISSIONS] Insufficient privileges: User does not have permission MODIFY on"
              + " Table. SQLSTATE: 42501";
      default -> refused.words();
    };
  }
}
