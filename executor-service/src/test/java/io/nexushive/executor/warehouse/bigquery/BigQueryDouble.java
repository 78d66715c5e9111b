package io.nexushive.executor.warehouse.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.executor.warehouse.duckdb.DuckDbEngine;
import io.nexushive.executor.warehouse.testing.EngineService;
import io.nexushive.executor.warehouse.testing.Jwt;
import java.io.IOException;
import java.security.PublicKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks BigQuery's REST API, version 2, as far as queries need it, and gives out tokens to service
 * accounts that sign for them. Failures carry the reasons that the service gives.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest">the API</a>
 */
final class BigQueryDouble extends EngineService<BigQueryDouble.Account> {
  private static final Pattern PATH =
      Pattern.compile("/bigquery/v2/projects/([^/]+)/(jobs|queries|datasets)(?:/(.+))?");
  private static final Pattern TABLE =
      Pattern.compile("[^/]+/tables/([^/:]+)(:testIamPermissions)?");

  private final Map<String, Account> accounts;
  private final Map<String, Submitted> jobs = new ConcurrentHashMap<>();
  private final List<JsonNode> inserted = new CopyOnWriteArrayList<>();

  /**
   * @param permissions beyond reading
   */
  record Account(String email, PublicKey key, Set<String> permissions) {}

  private record Submitted(String sql, DuckDbEngine.Job count, CompletableFuture<Object> done) {}

  /** What a job found: how many rows of which columns. */
  private record Found(long rows, List<DuckDbEngine.Column> columns) {}

  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String reason;

    Failure(int status, String reason, String message) {
      super(message);
      this.status = status;
      this.reason = reason;
    }
  }

  BigQueryDouble(DuckDbEngine engine, List<Account> accounts) throws IOException {
    super(engine);
    this.accounts = new ConcurrentHashMap<>();
    accounts.forEach(a -> this.accounts.put(a.email(), a));
  }

  /** Views that answer what the service's information schema is asked. */
  static List<String> catalogue() {
    String keys = " FROM duckdb_constraints() WHERE schema_name = 'main' AND ";
    return List.of(
        "CREATE SCHEMA vendor",
        "CREATE VIEW vendor.tables AS SELECT table_name, 'BASE TABLE' AS table_type FROM"
            + " duckdb_tables() WHERE schema_name = 'main' UNION ALL SELECT view_name, 'VIEW' FROM"
            + " duckdb_views() WHERE schema_name = 'main' AND NOT internal",
        "CREATE VIEW vendor.columns AS SELECT table_name, column_name, column_index AS"
            + " ordinal_position, CASE WHEN data_type LIKE 'DECIMAL%' THEN replace(data_type,"
            + " 'DECIMAL', 'NUMERIC') WHEN data_type LIKE '%INT%' THEN 'INT64' WHEN data_type ="
            + " 'DOUBLE' THEN 'FLOAT64' WHEN data_type = 'BOOLEAN' THEN 'BOOL' WHEN data_type ="
            + " 'VARCHAR' THEN 'STRING' WHEN data_type = 'TIMESTAMP' THEN 'DATETIME' WHEN data_type ="
            + " 'BLOB' THEN 'BYTES' ELSE data_type END AS data_type, CASE WHEN is_nullable THEN"
            + " 'YES' ELSE 'NO' END AS is_nullable, comment FROM duckdb_columns() WHERE schema_name ="
            + " 'main' AND NOT internal",
        "CREATE VIEW vendor.column_field_paths AS SELECT table_name, column_name, column_name AS"
            + " field_path, comment AS description FROM vendor.columns",
        "CREATE VIEW vendor.table_options AS SELECT table_name, 'description' AS option_name, '\"' ||"
            + " comment || '\"' AS option_value FROM duckdb_tables() WHERE comment IS NOT NULL",
        "CREATE VIEW vendor.table_constraints AS SELECT constraint_name, table_name, constraint_type"
            + keys
            + "constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')",
        "CREATE VIEW vendor.key_column_usage AS SELECT constraint_name, table_name," + KEY_COLUMNS,
        "CREATE VIEW vendor.constraint_column_usage AS SELECT constraint_name, referenced_table AS"
            + " table_name, unnest(referenced_column_names) AS column_name"
            + keys
            + "constraint_type = 'FOREIGN KEY'",
        "CREATE MACRO FROM_HEX(t) AS unhex(t)");
  }

  /** The jobs that were inserted, oldest first. */
  List<JsonNode> inserted() {
    return inserted;
  }

  @Override
  protected Reply answer(Call call) throws Exception {
    if (call.path().equals("/token")) {
      return token(call);
    }
    try {
      Account account = account(call);
      Matcher path = PATH.matcher(call.path());
      if (!path.matches() || !path.group(1).equals("shop-project")) {
        throw new Failure(404, "notFound", "Not found: Project " + call.path());
      }
      return Reply.of(route(account, call, path.group(2), path.group(3)));
    } catch (Failure e) {
      return failed(e);
    }
  }

  private JsonNode route(Account account, Call call, String kind, String rest) throws Exception {
    if (kind.equals("jobs") && rest == null) {
      return insert(account, call.body());
    }
    if (kind.equals("jobs") && rest.endsWith("/cancel")) {
      Submitted job = job(rest.substring(0, rest.length() - "/cancel".length()));
      job.done()
          .complete(
              new Failure(
                  400, "stopped", "Job execution was cancelled: User requested cancellation"));
      return JSON.createObjectNode().put("kind", "bigquery#jobCancelResponse");
    }
    if (kind.equals("queries")) {
      return results(rest, call.query());
    }
    Matcher table = TABLE.matcher(rest);
    if (!table.matches()) {
      throw new IllegalArgumentException("the double does not know " + call.path());
    }
    if (table.group(2) != null) {
      ObjectNode held = JSON.createObjectNode();
      ArrayNode list = held.putArray("permissions");
      call.body()
          .path("permissions")
          .forEach(
              p -> {
                if (account.permissions().contains(p.asText())) {
                  list.add(p);
                }
              });
      return held;
    }
    long rows = engine.count("SELECT * FROM \"" + table.group(1) + '"');
    return JSON.createObjectNode().put("numRows", Long.toString(rows));
  }

  /** Gives a token to whom signed for it. */
  private Reply token(Call call) throws Exception {
    String assertion = form(call.text()).getOrDefault("assertion", "");
    for (Account account : accounts.values()) {
      Optional<JsonNode> claims = Jwt.claims(assertion, account.key());
      if (claims.isPresent()
          && claims.get().path("iss").asText().equals(account.email())
          && claims.get().path("aud").asText().equals("https://oauth2.googleapis.com/token")) {
        String token = UUID.randomUUID().toString();
        sessions.put("Bearer " + token, account);
        return Reply.of(
            JSON.createObjectNode()
                .put("access_token", token)
                .put("expires_in", 3_599)
                .put("token_type", "Bearer"));
      }
    }
    return Reply.of(
        400,
        JSON.createObjectNode()
            .put("error", "invalid_grant")
            .put("error_description", "Invalid JWT Signature."));
  }

  private Account account(Call call) throws Failure {
    Account account = sessions.get(call.authorization());
    if (account == null) {
      throw new Failure(401, "authError", "Request had invalid authentication credentials.");
    }
    return account;
  }

  private Submitted job(String id) throws Failure {
    Submitted job = jobs.get(id);
    if (job == null) {
      throw new Failure(404, "notFound", "Not found: Job shop-project:" + id);
    }
    return job;
  }

  private JsonNode insert(Account account, JsonNode body) throws Exception {
    inserted.add(body);
    JsonNode configuration = body.path("configuration");
    String sql = configuration.at("/query/query").asText();
    String type = BigQuerySql.type(sql);
    if (!type.equals("SELECT") && !account.permissions().contains("bigquery.tables.updateData")) {
      throw new Failure(403, "accessDenied", "Access Denied: Dataset shop-project:shop");
    }
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode query = answer.putObject("statistics").putObject("query").put("statementType", type);
    String engineSql = BigQuerySql.toEngine(sql);
    if (configuration.path("dryRun").asBoolean()) {
      if (type.equals("SELECT")) {
        plan(engineSql, query);
      }
      return answer;
    }
    String id = body.at("/jobReference/jobId").asText();
    if (jobs.containsKey(id)) {
      throw new Failure(409, "duplicate", "Already Exists: Job shop-project:" + id);
    }
    DuckDbEngine.Job count = prepare("SELECT count(*) FROM (" + engineSql + ")");
    Submitted job = new Submitted(engineSql, count, new CompletableFuture<>());
    jobs.put(id, job);
    work.execute(() -> run(job));
    job.done()
        .completeOnTimeout(
            new Failure(400, "timeout", "Operation timed out"),
            configuration.path("jobTimeoutMs").asLong(21_600_000),
            TimeUnit.MILLISECONDS)
        .whenComplete((done, failure) -> count.cancel());
    answer
        .putObject("jobReference")
        .put("projectId", "shop-project")
        .put("jobId", id)
        .put("location", "EU");
    return answer;
  }

  private DuckDbEngine.Job prepare(String sql) throws Failure {
    try {
      return engine.prepare(sql);
    } catch (DuckDbEngine.Refused e) {
      throw refused(e);
    }
  }

  /** What the engine would read: of which tables, and how much. */
  private void plan(String sql, ObjectNode into) throws Exception {
    try (DuckDbEngine.Job job = prepare("EXPLAIN (FORMAT JSON) " + sql)) {
      job.open();
      JsonNode plan = JSON.readTree(String.valueOf(job.next().get(1)));
      long bytes = 0;
      Set<String> tables = new TreeSet<>();
      for (JsonNode info : plan.findValues("extra_info")) {
        if (info.has("Table")) {
          tables.add(info.path("Table").asText());
          bytes += info.path("Estimated Cardinality").asLong() * Long.BYTES;
        }
      }
      into.put("totalBytesProcessed", Long.toString(bytes));
      ArrayNode list = into.putArray("referencedTables");
      tables.forEach(
          t ->
              list.addObject()
                  .put("projectId", "shop-project")
                  .put("datasetId", "shop")
                  .put("tableId", t.substring(t.lastIndexOf('.') + 1)));
    } catch (DuckDbEngine.Refused e) {
      throw refused(e);
    }
  }

  /** The service runs a query to its end, whatever is read of its rows. */
  private void run(Submitted job) {
    try (DuckDbEngine.Job count = job.count()) {
      count.open();
      long rows = ((Number) count.next().get(0)).longValue();
      try (DuckDbEngine.Job none = engine.page(job.sql(), 0, 0)) {
        none.open();
        job.done().complete(new Found(rows, none.columns()));
      }
    } catch (DuckDbEngine.Refused e) {
      job.done().complete(refused(e));
    }
  }

  private JsonNode results(String id, Map<String, String> query) throws Exception {
    Submitted job = job(id);
    Found found;
    try {
      Object outcome =
          job.done()
              .get(Math.min(500, Long.parseLong(query.get("timeoutMs"))), TimeUnit.MILLISECONDS);
      if (outcome instanceof Failure failure) {
        throw failure;
      }
      found = (Found) outcome;
    } catch (TimeoutException e) {
      return JSON.createObjectNode().put("jobComplete", false);
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
    return page(job, found, query);
  }

  private JsonNode page(Submitted job, Found found, Map<String, String> query)
      throws DuckDbEngine.Refused, SQLException {
    long from = Long.parseLong(query.getOrDefault("pageToken", "0"));
    long most = Long.parseLong(query.get("maxResults"));
    ObjectNode answer = JSON.createObjectNode().put("jobComplete", true);
    answer.put("totalRows", Long.toString(found.rows()));
    ArrayNode fields = answer.putObject("schema").putArray("fields");
    found.columns().forEach(c -> fields.add(BigQueryWire.field(c)));
    ArrayNode rows = answer.putArray("rows");
    try (DuckDbEngine.Job page = engine.page(job.sql(), from, most)) {
      page.open();
      for (List<Object> row = page.next(); row != null; row = page.next()) {
        rows.add(BigQueryWire.row(row));
      }
    }
    if (from + rows.size() < found.rows()) {
      answer.put("pageToken", Long.toString(from + rows.size()));
    }
    return answer;
  }

  private static Failure refused(DuckDbEngine.Refused refused) {
    String name = refused.getMessage();
    return switch (refused.problem()) {
      case UNKNOWN_COLUMN -> invalid("Unrecognized name: " + name + " at [1:8]");
      case UNKNOWN_TABLE ->
          new Failure(
              404,
              "notFound",
              "Not found: Table shop-project:shop." + name + " was not found in location EU");
      case UNKNOWN_FUNCTION -> invalid("Function not found: " + name + " at [1:8]");
      case AMBIGUOUS_COLUMN -> invalid("Column name " + name + " is ambiguous at [1:8]");
      case SYNTAX -> invalid("Syntax error: Unexpected end of script at [1:28]");
      case BAD_AGGREGATE ->
          invalid(
              "SELECT list expression references column "
                  + name
                  + " which is neither grouped nor aggregated at [1:8]");
      case BAD_VALUE -> invalid("Bad int64 value: x");
      default -> new Failure(500, "internalError", refused.words());
    };
  }

  private static Failure invalid(String message) {
    return new Failure(400, "invalidQuery", message);
  }

  private static Reply failed(Failure failure) {
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode error = answer.putObject("error");
    error.put("code", failure.status).put("message", failure.getMessage());
    error
        .putArray("errors")
        .addObject()
        .put("message", failure.getMessage())
        .put("domain", "global")
        .put("reason", failure.reason);
    return Reply.of(failure.status, answer);
  }
}
