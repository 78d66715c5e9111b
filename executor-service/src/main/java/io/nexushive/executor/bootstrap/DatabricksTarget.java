package io.nexushive.executor.bootstrap;

import com.databricks.client.jdbc.Driver;
import io.nexushive.executor.demo.DemoEngine;
import io.nexushive.executor.demo.DemoLoader;
import io.nexushive.executor.warehouse.databricks.DatabricksAdapter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A schema in Databricks, where each statement is a transaction of its own. */
final class DatabricksTarget implements Target {
  private final Options options;
  private final String schema;
  private final String catalog;
  private final String reader;

  DatabricksTarget(Options options) {
    options.allow("host", "port", "http_path", "catalog", "schema", "user", "sslmode", "reader");
    this.options = options;
    this.schema = options.get("schema", "default");
    this.reader = options.get("reader", "nexushive");
    // Says what is wrong with the settings before a secret is asked for.
    DatabricksAdapter.properties(options.connection(null));
    this.catalog = options.require("catalog");
  }

  @Override
  public DemoEngine engine() {
    return DemoEngine.DATABRICKS;
  }

  @Override
  public String place() {
    return "schema " + catalog + "." + schema + " on " + options.host();
  }

  @Override
  public Connection open(String secret) throws SQLException {
    return new Driver()
        .connect(
            DatabricksAdapter.url(options.host(), options.connection(secret)),
            DatabricksAdapter.properties(options.connection(secret)));
  }

  @Override
  public String schemaExists() {
    return "SELECT schema_name FROM "
        + name(catalog)
        + ".information_schema.schemata WHERE schema_name = "
        + Sql.text(schema);
  }

  @Override
  public String tables() {
    return "SELECT table_name FROM "
        + name(catalog)
        + ".information_schema.tables WHERE table_schema = "
        + Sql.text(schema);
  }

  @Override
  public List<String> reader() {
    String in = name(catalog) + "." + name(schema);
    String to = " TO " + name(reader);
    return Stream.concat(
            Stream.of(
                "GRANT USE CATALOG ON CATALOG " + name(catalog) + to,
                "GRANT USE SCHEMA ON SCHEMA " + in + to),
            DemoLoader.tables().stream().map(t -> "GRANT SELECT ON TABLE " + in + "." + t + to))
        .toList();
  }

  /** Principals come from the account: there is none to be made here. */
  @Override
  public void makeReader(Connection session, Supplier<String> secret) throws SQLException {
    Sql.run(session, reader());
  }

  @Override
  public Map<String, String> connection() {
    return options.only("host", "port", "http_path", "catalog", "schema", "sslmode");
  }

  @Override
  public List<String> left() {
    return List.of(
        "Let "
            + reader
            + " use the SQL warehouse (CAN USE, in the workspace), and make it an access token, or an"
            + " OAuth secret, in which case its client id is the connection's user.");
  }

  private static String name(String name) {
    return '`' + name.replace("`", "``") + '`';
  }
}
