package io.nexushive.executor.warehouse.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.duckdb.DuckDbEngine;
import io.nexushive.executor.warehouse.testing.EngineService;
import io.nexushive.executor.warehouse.testing.Jwt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
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
 * Speaks the protocol that Snowflake's driver speaks: logins with sessions, statements that are
 * polled when they take long, aborted by their request's id, and whose results come in chunks.
 * Failures carry the numbers and states that the service gives them.
 *
 * @see <a href="https://github.com/snowflakedb/snowflake-jdbc">the driver's sources</a>
 */
final class SnowflakeDouble extends EngineService<SnowflakeDouble.Session> {
  private static final int FIRST_ROWS = 1_000;
  private static final int CHUNK_ROWS = 50_000;
  private static final long PATIENCE_MS = 500;
  private static final int DDL = 0x6000;
  private static final int INSERT = 0x3100;
  private static final Pattern GRANTS = Pattern.compile("SHOW GRANTS TO (ROLE|USER) \"([^\"]+)\"");
  private static final Pattern KEYS =
      Pattern.compile("SHOW (PRIMARY|UNIQUE|IMPORTED) KEYS IN DATABASE");
  private static final Pattern AUTOCOMMIT =
      Pattern.compile("ALTER SESSION (?:/\\*.*\\*/ )?SET AUTOCOMMIT=(TRUE|FALSE)");
  private static final Pattern TOKEN = Pattern.compile("Snowflake Token=\"([^\"]+)\"");

  /** What sessions have where they ask for nothing else, as far as the driver looks at it. */
  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          Map.entry("AUTOCOMMIT", true),
          Map.entry("TIMEZONE", "America/Los_Angeles"),
          Map.entry("DATE_OUTPUT_FORMAT", "YYYY-MM-DD"),
          Map.entry("TIME_OUTPUT_FORMAT", "HH24:MI:SS"),
          Map.entry("TIMESTAMP_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM"),
          Map.entry("TIMESTAMP_NTZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3"),
          Map.entry("TIMESTAMP_LTZ_OUTPUT_FORMAT", ""),
          Map.entry("TIMESTAMP_TZ_OUTPUT_FORMAT", ""),
          Map.entry("BINARY_OUTPUT_FORMAT", "HEX"),
          Map.entry("CLIENT_TIMESTAMP_TYPE_MAPPING", "TIMESTAMP_LTZ"),
          Map.entry("CLIENT_HONOR_CLIENT_TZ_FOR_TIMESTAMP_NTZ", true),
          Map.entry("CLIENT_PREFETCH_THREADS", 4),
          Map.entry("CLIENT_MEMORY_LIMIT", 1_536),
          Map.entry("CLIENT_RESULT_CHUNK_SIZE", 160),
          Map.entry("CLIENT_SESSION_KEEP_ALIVE", false),
          Map.entry("CLIENT_METADATA_REQUEST_USE_CONNECTION_CTX", false),
          Map.entry("CLIENT_DISABLE_INCIDENTS", true),
          Map.entry("JDBC_EXECUTE_RETURN_COUNT_FOR_DML", false),
          Map.entry("JDBC_RS_COLUMN_CASE_INSENSITIVE", false),
          Map.entry("JDBC_TREAT_DECIMAL_AS_INT", true),
          Map.entry("JDBC_FORMAT_DATE_WITH_TIMEZONE", true),
          Map.entry("JDBC_USE_SESSION_TIMEZONE", true),
          Map.entry("JDBC_TREAT_TIMESTAMP_NTZ_AS_UTC", false));

  private final Map<String, User> users = new ConcurrentHashMap<>();
  private final Map<String, List<Grant>> roles = new ConcurrentHashMap<>();
  private final Map<String, Submitted> byRequest = new ConcurrentHashMap<>();
  private final Map<String, Submitted> byId = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /**
   * @param password {@code null} where there is a key
   * @param roles all that were granted, the first one being used
   */
  record User(String name, String password, PublicKey key, List<String> roles) {
    String role() {
      return roles.get(0);
    }
  }

  record Grant(String privilege, String on, String name) {}

  /** A session with the transaction that it is in, if it does not commit by itself. */
  static final class Session {
    private final User user;
    private final JsonNode parameters;
    private boolean commitsItself = true;
    private Connection transaction;

    Session(User user, JsonNode parameters) {
      this.user = user;
      this.parameters = parameters;
    }

    synchronized Connection transaction(DuckDbEngine engine) throws SQLException {
      if (transaction == null && !commitsItself) {
        transaction = engine.transaction();
      }
      return transaction;
    }

    synchronized void end(boolean keep) throws SQLException {
      if (transaction != null) {
        if (keep) {
          transaction.commit();
        } else {
          transaction.rollback();
        }
        transaction.close();
        transaction = null;
      }
    }
  }

  /** A statement as it came. */
  record Asked(String sql, JsonNode parameters) {}

  private record Submitted(
      String id,
      Session session,
      String sql,
      DuckDbEngine.Job job,
      CompletableFuture<ObjectNode> answer) {}

  /** A failure as the service reports it. */
  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String state;

    Failure(String code, String state, String message) {
      super(message);
      this.code = code;
      this.state = state;
    }
  }

  SnowflakeDouble(DuckDbEngine engine, List<User> users, Map<String, List<Grant>> roles)
      throws IOException {
    super(engine);
    users.forEach(user -> this.users.put(user.name(), user));
    roles.forEach((role, grants) -> this.roles.put(role, new CopyOnWriteArrayList<>(grants)));
  }

  /** Views that answer what the service's catalogue is asked. */
  static List<String> catalogue() {
    String keys =
        " FROM duckdb_constraints() c WHERE c.schema_name = 'main' AND constraint_type = ";
    String mine =
        "SELECT constraint_name, 'PUBLIC' AS schema_name, table_name, unnest(constraint_column_names) AS"
            + " column_name";
    return List.of(
        "CREATE SCHEMA VENDOR",
        "CREATE VIEW VENDOR.SCHEMATA AS SELECT unnest(['PUBLIC', 'INFORMATION_SCHEMA']) AS"
            + " SCHEMA_NAME",
        "CREATE VIEW VENDOR.TABLES AS SELECT 'PUBLIC' AS TABLE_SCHEMA, table_name AS TABLE_NAME,"
            + " 'BASE TABLE' AS TABLE_TYPE, comment AS COMMENT FROM duckdb_tables() WHERE"
            + " schema_name = 'main' UNION ALL SELECT 'PUBLIC', view_name, 'VIEW', comment FROM"
            + " duckdb_views() WHERE schema_name = 'main' AND NOT internal",
        "CREATE VIEW VENDOR.COLUMNS AS SELECT 'PUBLIC' AS TABLE_SCHEMA, table_name AS TABLE_NAME,"
            + " column_name AS COLUMN_NAME, column_index AS ORDINAL_POSITION, CASE WHEN data_type"
            + " LIKE 'DECIMAL%' OR data_type LIKE '%INT%' THEN 'NUMBER' WHEN data_type = 'DOUBLE'"
            + " THEN 'FLOAT' WHEN data_type = 'VARCHAR' THEN 'TEXT' WHEN data_type = 'TIMESTAMP' THEN"
            + " 'TIMESTAMP_NTZ' WHEN data_type = 'BLOB' THEN 'BINARY' ELSE data_type END AS"
            + " DATA_TYPE, CASE WHEN data_type LIKE '%INT%' THEN 38 ELSE numeric_precision END AS"
            + " NUMERIC_PRECISION, numeric_scale AS NUMERIC_SCALE, CASE WHEN is_nullable THEN 'YES'"
            + " ELSE 'NO' END AS IS_NULLABLE, comment AS COMMENT FROM duckdb_columns() WHERE"
            + " schema_name = 'main' AND NOT internal",
        "CREATE VIEW VENDOR.PRIMARY_KEYS AS " + mine + keys + "'PRIMARY KEY'",
        "CREATE VIEW VENDOR.UNIQUE_KEYS AS " + mine + keys + "'UNIQUE'",
        "CREATE VIEW VENDOR.IMPORTED_KEYS AS SELECT constraint_name AS fk_name, 'PUBLIC' AS"
            + " fk_schema_name, table_name AS fk_table_name, unnest(constraint_column_names) AS"
            + " fk_column_name, 'PUBLIC' AS pk_schema_name, referenced_table AS pk_table_name,"
            + " unnest(referenced_column_names) AS pk_column_name"
            + keys
            + "'FOREIGN KEY'",
        "CREATE MACRO PARSE_JSON(t) AS CAST(t AS JSON)",
        "CREATE MACRO ARRAY_CONSTRUCT(a, b) AS [a, b]",
        "CREATE MACRO TO_TIMESTAMP_TZ(t) AS CAST(t AS TIMESTAMPTZ)",
        "CREATE MACRO TO_BINARY(t, f) AS unhex(t)");
  }

  /** The statements that were sent, oldest first. */
  List<Asked> asked() {
    return asked;
  }

  @Override
  protected Reply answer(Call call) throws Exception {
    try {
      return call.path().startsWith("/chunks/")
          ? new Reply(200, chunk(call.path().split("/")))
          : Reply.of(route(call));
    } catch (Failure e) {
      return Reply.of(failed(e, null));
    }
  }

  private JsonNode route(Call call) throws Exception {
    String path = call.path();
    if (path.equals("/session/v1/login-request")) {
      return login(call);
    }
    Session session = session(call);
    if (path.equals("/queries/v1/query-request")) {
      return query(session, call);
    }
    if (path.equals("/queries/v1/abort-request")) {
      return abort(call.body().path("requestId").asText());
    }
    if (path.startsWith("/queries/") && path.endsWith("/result")) {
      return wait(byId.get(path.split("/")[2]));
    }
    if (path.equals("/session/heartbeat")) {
      return done(JSON.createObjectNode());
    }
    if (path.equals("/session")) {
      sessions.values().remove(session);
      session.end(false);
      return done(JSON.createObjectNode());
    }
    throw new IllegalArgumentException("the double does not know " + path);
  }

  private Session session(Call call) throws Failure {
    Matcher token = TOKEN.matcher(call.authorization());
    Session session = token.matches() ? sessions.get(token.group(1)) : null;
    if (session == null) {
      throw new Failure(
          "390111",
          "08001",
          "Session no longer exists.  New login required to access the service.");
    }
    return session;
  }

  private JsonNode login(Call call) throws Exception {
    JsonNode data = call.body().path("data");
    User user = users.get(data.path("LOGIN_NAME").asText().toUpperCase(Locale.ROOT));
    if (data.path("AUTHENTICATOR").asText().equals("SNOWFLAKE_JWT")) {
      if (user == null || !signed(data.path("TOKEN").asText(), user)) {
        throw new Failure("390144", "08001", "JWT token is invalid. [" + UUID.randomUUID() + "]");
      }
    } else if (user == null || !data.path("PASSWORD").asText().equals(user.password())) {
      throw new Failure("390100", "08001", "Incorrect username or password was specified.");
    }
    String role = call.query().get("roleName");
    if (role != null && !user.roles().contains(role)) {
      throw new Failure(
          "390189",
          "08001",
          "Role '" + role + "' specified in the connect string is not granted to this user.");
    }
    String token = UUID.randomUUID().toString();
    JsonNode parameters = data.path("SESSION_PARAMETERS");
    sessions.put(token, new Session(user, parameters));
    ObjectNode answer = JSON.createObjectNode();
    answer.put("token", token).put("masterToken", "master-" + token);
    answer.put("validityInSeconds", 3_600).put("masterValidityInSeconds", 14_400);
    answer.put("displayUserName", user.name()).put("serverVersion", "9.38.0");
    answer.put("sessionId", 4711).put("responseData", "");
    answer.set("parameters", parameters(sessions.get(token)));
    answer
        .putObject("sessionInfo")
        .put("databaseName", call.query().get("databaseName"))
        .put("schemaName", call.query().get("schemaName"))
        .put("warehouseName", call.query().get("warehouse"))
        .put("roleName", role);
    return done(answer);
  }

  private static ArrayNode parameters(Session session) {
    Map<String, JsonNode> all = new TreeMap<>();
    DEFAULTS.forEach((name, value) -> all.put(name, JSON.valueToTree(value)));
    session.parameters.fields().forEachRemaining(p -> all.put(p.getKey(), p.getValue()));
    all.put("AUTOCOMMIT", JSON.valueToTree(session.commitsItself));
    ArrayNode list = JSON.createArrayNode();
    all.forEach((name, value) -> list.addObject().put("name", name).set("value", value));
    return list;
  }

  /** What the service checks beside the signature: who signed, and for whom. */
  private static boolean signed(String token, User user)
      throws GeneralSecurityException, IOException {
    Optional<JsonNode> claims = Jwt.claims(token, user.key());
    if (claims.isEmpty()) {
      return false;
    }
    byte[] print = MessageDigest.getInstance("SHA-256").digest(user.key().getEncoded());
    String name = "SHOP." + user.name();
    String issuer = name + ".SHA256:" + Base64.getEncoder().encodeToString(print);
    return claims.get().path("sub").asText().equals(name)
        && claims.get().path("iss").asText().equals(issuer);
  }

  private JsonNode query(Session session, Call call) throws Exception {
    String sql = call.body().path("sqlText").asText();
    JsonNode parameters = call.body().path("parameters");
    asked.add(new Asked(sql, parameters));
    String id = "01b-" + UUID.randomUUID();
    CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
    DuckDbEngine.Job job;
    String text;
    try {
      text = text(session, sql);
      // Definitions end the transaction before them and are none themselves.
      if (SnowflakeSql.isDefinition(sql)) {
        session.end(true);
        job = engine.prepare(text);
      } else {
        job = engine.prepare(text, session.transaction(engine));
      }
    } catch (Failure e) {
      return failed(e, id);
    }
    Submitted submitted = new Submitted(id, session, text, job, answer);
    byRequest.put(call.query().get("requestId"), submitted);
    byId.put(id, submitted);
    work.execute(() -> run(submitted, sql));
    int limit = parameters.path("STATEMENT_TIMEOUT_IN_SECONDS").asInt(172_800);
    answer.completeOnTimeout(
        failed(
            new Failure(
                "000630",
                "57014",
                "Statement reached its statement or warehouse timeout of "
                    + limit
                    + " second(s) and was canceled."),
            id),
        limit,
        TimeUnit.SECONDS);
    answer.whenComplete((done, failure) -> job.cancel());
    return wait(submitted);
  }

  /** What the engine is to run for a statement of the service's. */
  private String text(Session session, String sql) throws Failure, SQLException {
    if (SnowflakeSql.statements(sql) > 1) {
      throw new Failure(
          "000008",
          "0A000",
          "Actual statement count 2 did not match the desired statement count 1.");
    }
    String upper = SnowflakeSql.folded(sql).strip();
    if (isBroken(upper)) {
      throw new Failure("000604", "57014", "SQL execution canceled");
    }
    Optional<String> command = command(session, upper);
    if (command.isPresent()) {
      return "SELECT " + SnowflakeSql.text(command.get()) + " AS \"status\"";
    }
    Matcher keys = KEYS.matcher(upper);
    Matcher grants = GRANTS.matcher(upper);
    if (keys.matches()) {
      return "SELECT * FROM VENDOR." + keys.group(1) + "_KEYS";
    }
    if (grants.matches()) {
      return grants.group(1).equals("ROLE") ? ofRole(grants.group(2)) : ofUser(grants.group(2));
    }
    if (upper.startsWith("USE ROLE ")) {
      throw new Failure(
          "003013",
          "42501",
          "Requested role is not assigned to the executing user. Specify another role to activate.");
    }
    String plain =
        upper.startsWith("EXPLAIN USING JSON ")
            ? sql.strip().substring("EXPLAIN USING JSON ".length())
            : sql;
    String translated = SnowflakeSql.toEngine(plain, session.user);
    return plain.equals(sql) ? translated : "EXPLAIN (FORMAT JSON) " + translated;
  }

  /**
   * Does what is not for the engine.
   *
   * @return what the service says of it; empty where it is for the engine
   */
  private Optional<String> command(Session session, String upper) throws Failure, SQLException {
    Matcher autocommit = AUTOCOMMIT.matcher(upper);
    String done = "Statement executed successfully.";
    if (upper.equals("USE SECONDARY ROLES NONE")) {
      return Optional.of(done);
    }
    if (autocommit.matches()) {
      session.end(true);
      session.commitsItself = autocommit.group(1).equals("TRUE");
      return Optional.of(done);
    }
    if (upper.equals("COMMIT") || upper.equals("ROLLBACK")) {
      session.end(upper.equals("COMMIT"));
      return Optional.of(done);
    }
    if (SnowflakeSql.writes(upper)) {
      requireRightToWrite(session);
    }
    Optional<String> rights = new SnowflakeRightsCommands(users, roles).run(upper);
    if (rights.isPresent()) {
      session.end(true);
    }
    return rights;
  }

  private void requireRightToWrite(Session session) throws Failure {
    if (roles.getOrDefault(session.user.role(), List.of()).stream()
        .noneMatch(g -> g.privilege().equals("OWNERSHIP"))) {
      throw new Failure(
          "003001",
          "42501",
          "SQL access control error:\nInsufficient privileges to operate on schema 'PUBLIC'");
    }
  }

  private String ofRole(String role) {
    StringBuilder rows = new StringBuilder("SELECT * FROM (VALUES (NULL, NULL, NULL)");
    roles
        .getOrDefault(role, List.of())
        .forEach(
            g ->
                rows.append(", ('")
                    .append(g.privilege() + "', '" + g.on() + "', '" + g.name())
                    .append("')"));
    return rows + ") g(privilege, granted_on, name) WHERE privilege IS NOT NULL";
  }

  private String ofUser(String user) {
    StringBuilder rows = new StringBuilder("SELECT unnest([");
    rows.append(
        String.join(", ", users.get(user).roles().stream().map(r -> "'" + r + "'").toList()));
    return rows + "]) AS role";
  }

  private void run(Submitted submitted, String sql) {
    ObjectNode answer;
    try (DuckDbEngine.Job job = submitted.job()) {
      job.open();
      answer =
          submitted.sql().startsWith("EXPLAIN (FORMAT JSON) ")
              ? plan(submitted, job)
              : result(submitted, job);
    } catch (DuckDbEngine.Refused e) {
      answer = failed(refused(e, sql), submitted.id());
    } catch (SQLException | IOException e) {
      answer = failed(new Failure("000603", "XX000", e.toString()), submitted.id());
    }
    submitted.answer().complete(answer);
  }

  private ObjectNode result(Submitted submitted, DuckDbEngine.Job job)
      throws DuckDbEngine.Refused, SQLException {
    ObjectNode data = data(submitted);
    OptionalLong changed = job.changed();
    if (changed.isPresent()) {
      return done(changed(data, submitted.sql(), changed.getAsLong()));
    }
    ArrayNode types = data.putArray("rowtype");
    job.columns().forEach(c -> types.add(SnowflakeWire.column(c)));
    ArrayNode rows = data.putArray("rowset");
    List<Object> row = job.next();
    while (row != null && rows.size() < FIRST_ROWS) {
      rows.add(SnowflakeWire.row(job.columns(), row));
      row = job.next();
    }
    long total = row == null ? rows.size() : engine.count(submitted.sql());
    data.put("total", total).put("returned", total);
    if (row != null) {
      ArrayNode chunks = data.putArray("chunks");
      for (long at = FIRST_ROWS; at < total; at += CHUNK_ROWS) {
        chunks
            .addObject()
            .put("url", url() + "/chunks/" + submitted.id() + "/" + at)
            .put("rowCount", Math.min(CHUNK_ROWS, total - at))
            .put("uncompressedSize", CHUNK_ROWS * 16)
            .put("compressedSize", CHUNK_ROWS * 16);
      }
      data.putObject("chunkHeaders");
    }
    return done(data);
  }

  /** What a statement that changes something answers: one row that says what it did. */
  private static ObjectNode changed(ObjectNode data, String sql, long rows) {
    boolean definition = SnowflakeSql.isDefinition(sql);
    data.put("statementTypeId", definition ? DDL : INSERT);
    data.putArray("rowtype")
        .add(
            SnowflakeWire.column(
                definition
                    ? new DuckDbEngine.Column("status", "VARCHAR")
                    : new DuckDbEngine.Column("number of rows inserted", "BIGINT")));
    data.putArray("rowset")
        .addArray()
        .add(definition ? "Statement executed successfully." : Long.toString(rows));
    return data.put("total", 1).put("returned", 1);
  }

  private ObjectNode data(Submitted submitted) {
    ObjectNode data = JSON.createObjectNode();
    data.set("parameters", parameters(submitted.session()));
    data.put("queryId", submitted.id()).put("queryResultFormat", "json").put("version", 1);
    data.put("finalDatabaseName", "SHOP").put("finalSchemaName", "PUBLIC");
    data.put("statementTypeId", 4_096).put("numberOfBinds", 0).put("arrayBindSupported", false);
    return data;
  }

  /** The engine's plan in the service's form, top down. */
  private ObjectNode plan(Submitted submitted, DuckDbEngine.Job job)
      throws DuckDbEngine.Refused, IOException {
    JsonNode found = JSON.readTree(String.valueOf(job.next().get(1)));
    ObjectNode plan = JSON.createObjectNode();
    plan.putObject("GlobalStats").put("partitionsTotal", 1).put("bytesAssigned", 1_024);
    ArrayNode operations = plan.putArray("Operations").addArray();
    found.forEach(node -> operation(node, -1, operations));
    ObjectNode data = data(submitted);
    data.putArray("rowtype")
        .add(SnowflakeWire.column(new DuckDbEngine.Column("content", "VARCHAR")));
    data.putArray("rowset").addArray().add(plan.toString());
    return done(data.put("total", 1).put("returned", 1));
  }

  private static void operation(JsonNode node, int parent, ArrayNode into) {
    int id = into.size();
    ObjectNode operation = into.addObject().put("id", id);
    operation.put("operation", node.path("name").asText().strip());
    if (parent >= 0) {
      operation.putArray("parentOperators").add(parent);
    }
    JsonNode table = node.at("/extra_info/Table");
    if (!table.isMissingNode()) {
      operation.putArray("objects").add("SHOP.PUBLIC." + table.asText());
    }
    operation.putArray("expressions").add(node.path("extra_info").toString());
    node.path("children").forEach(child -> operation(child, id, into));
  }

  private JsonNode wait(Submitted submitted) throws InterruptedException, ExecutionException {
    try {
      return submitted.answer().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      ObjectNode data = JSON.createObjectNode();
      data.put("getResultUrl", "/queries/" + submitted.id() + "/result");
      data.put("queryId", submitted.id()).put("queryAbortsAfterSecs", 300);
      ObjectNode answer = done(data);
      return answer.put("code", "333333").put("message", "Query execution in progress");
    }
  }

  private JsonNode abort(String requestId) throws Failure {
    Submitted submitted = byRequest.get(requestId);
    if (submitted == null || submitted.answer().isDone()) {
      throw new Failure("000605", "02000", "Identified SQL statement is not currently executing.");
    }
    submitted
        .answer()
        .complete(failed(new Failure("000604", "57014", "SQL execution canceled"), submitted.id()));
    return done(JSON.createObjectNode());
  }

  /** A part of a result: rows without the brackets around them all. */
  private byte[] chunk(String[] path) throws Exception {
    Submitted submitted = byId.get(path[2]);
    ArrayNode rows = JSON.createArrayNode();
    try (DuckDbEngine.Job job = engine.page(submitted.sql(), Long.parseLong(path[3]), CHUNK_ROWS)) {
      job.open();
      for (List<Object> row = job.next(); row != null; row = job.next()) {
        rows.add(SnowflakeWire.row(job.columns(), row));
      }
    }
    String text = rows.toString();
    return text.substring(1, text.length() - 1).getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode done(JsonNode data) {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("data", data);
    return answer.put("success", true).putNull("code").putNull("message");
  }

  private static ObjectNode failed(Failure failure, String id) {
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("data")
        .put("errorCode", failure.code)
        .put("sqlState", failure.state)
        .put("internalError", false)
        .put("queryId", id);
    return answer
        .put("success", false)
        .put("code", failure.code)
        .put("message", failure.getMessage());
  }

  private static Failure refused(DuckDbEngine.Refused refused, String sql) {
    String name = refused.getMessage().toUpperCase(Locale.ROOT);
    Problem problem = refused.problem();
    String text = "SQL compilation error: ";
    return switch (problem) {
      case UNKNOWN_COLUMN ->
          new Failure(
              "000904",
              "42000",
              text + "error line 1 at position 7\ninvalid identifier '" + name + "'");
      case UNKNOWN_TABLE ->
          new Failure(
              "002003",
              "42S02",
              text + "\nObject '" + name + "' does not exist or not authorized.");
      case UNKNOWN_FUNCTION -> new Failure("002140", "42601", text + "\nUnknown function " + name);
      case AMBIGUOUS_COLUMN ->
          new Failure(
              "002028",
              "42601",
              text + "error line 1 at position 7\nambiguous column name '" + name + "'");
      case BAD_AGGREGATE ->
          new Failure(
              "000979", "42601", text + "[" + name + "] is not a valid group by expression");
      case SYNTAX ->
          new Failure(
              "001003",
              "42000",
              text + "\nsyntax error line 1 at position " + sql.length() + " unexpected '<EOF>'.");
      case BAD_VALUE -> new Failure("100038", "22018", "Numeric value is not recognized");
      case NO_RIGHT ->
          new Failure(
              "003001",
              "42501",
              "SQL access control error:\nInsufficient privileges to operate on schema 'PUBLIC'");
      default -> new Failure("000603", "XX000", refused.words());
    };
  }
}
