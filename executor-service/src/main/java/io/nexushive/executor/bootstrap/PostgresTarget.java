package io.nexushive.executor.bootstrap;

import io.nexushive.executor.demo.DemoEngine;
import io.nexushive.executor.demo.DemoLoader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** A schema in PostgreSQL: everything happens in one transaction, the login's making too. */
final class PostgresTarget implements Target {
  private static final String USUAL_PORT = "5432";

  private final Options options;
  private final String schema;
  private final String reader;

  PostgresTarget(Options options) {
    options.allow("host", "port", "database", "schema", "user", "sslmode", "reader");
    this.options = options;
    this.schema = options.get("schema", "public");
    this.reader = options.get("reader", "nexushive_reader");
    options.require("user");
  }

  @Override
  public DemoEngine engine() {
    return DemoEngine.POSTGRES;
  }

  @Override
  public String place() {
    return "schema "
        + schema
        + " of database "
        + options.require("database")
        + " on "
        + options.host();
  }

  @Override
  public Connection open(String secret) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", options.require("user"));
    properties.setProperty("password", secret);
    properties.setProperty("sslmode", options.get("sslmode", "verify-full"));
    properties.setProperty("currentSchema", Sql.name(schema));
    properties.setProperty("ApplicationName", "nexus bootstrap");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "60");
    String url =
        "jdbc:postgresql://"
            + options.host()
            + ":"
            + options.get("port", USUAL_PORT)
            + "/"
            + URLEncoder.encode(options.require("database"), StandardCharsets.UTF_8);
    Connection session = new Driver().connect(url, properties);
    session.setAutoCommit(false);
    return session;
  }

  @Override
  public String schemaExists() {
    return "SELECT nspname FROM pg_namespace WHERE nspname = " + Sql.text(schema);
  }

  /** The catalogue's own list: the information schema leaves out what the login may not touch. */
  @Override
  public String tables() {
    return "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE"
        + " c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname = "
        + Sql.text(schema);
  }

  @Override
  public List<String> reader() {
    List<String> statements = new ArrayList<>();
    statements.add("CREATE ROLE " + Sql.name(reader) + " LOGIN PASSWORD '…'");
    statements.addAll(grants());
    return statements;
  }

  private List<String> grants() {
    return List.of(
        "GRANT CONNECT ON DATABASE "
            + Sql.name(options.require("database"))
            + " TO "
            + Sql.name(reader),
        "GRANT USAGE ON SCHEMA " + Sql.name(schema) + " TO " + Sql.name(reader),
        "GRANT SELECT ON "
            + String.join(
                ", ", DemoLoader.tables().stream().map(t -> Sql.name(schema) + "." + t).toList())
            + " TO "
            + Sql.name(reader));
  }

  /**
   * A login that is there already keeps its password. A new one's goes to the server as a SCRAM
   * verifier (RFC 5802), so that no log of statements holds it.
   */
  @Override
  public void makeReader(Connection session, Supplier<String> secret) throws SQLException {
    String known = "SELECT rolname FROM pg_roles WHERE rolname = " + Sql.text(reader);
    if (Sql.column(session, known).isEmpty()) {
      String password = secret.get();
      Sql.run(session, List.of("CREATE ROLE " + Sql.name(reader) + " LOGIN"));
      session
          .unwrap(PGConnection.class)
          .alterUserPassword(reader, password.toCharArray(), "scram-sha-256");
    }
    Sql.run(session, grants());
  }

  @Override
  public Map<String, String> connection() {
    Map<String, String> settings = options.only("host", "port", "database", "sslmode");
    settings.put("user", reader);
    return settings;
  }

  @Override
  public List<String> left() {
    return List.of(
        "Every login may make temporary tables unless the database's owner runs: REVOKE TEMPORARY ON"
            + " DATABASE "
            + Sql.name(options.require("database"))
            + " FROM PUBLIC");
  }
}
