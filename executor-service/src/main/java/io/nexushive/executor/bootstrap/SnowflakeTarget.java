package io.nexushive.executor.bootstrap;

import io.nexushive.executor.demo.DemoEngine;
import io.nexushive.executor.demo.DemoLoader;
import io.nexushive.executor.warehouse.snowflake.SnowflakeAdapter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import net.snowflake.client.api.driver.SnowflakeDriver;

/** A schema in Snowflake: rows come in one transaction, definitions end transactions. */
final class SnowflakeTarget implements Target {
  private final Options options;
  private final String schema;
  private final String reader;
  private final String readerRole;

  SnowflakeTarget(Options options) {
    options.allow(
        "host",
        "port",
        "account",
        "database",
        "schema",
        "warehouse",
        "role",
        "user",
        "sslmode",
        "reader",
        "reader-role",
        "reader-key");
    this.options = options;
    this.schema = options.get("schema", "PUBLIC");
    this.reader = options.get("reader", "NEXUSHIVE");
    this.readerRole = options.get("reader-role", "NEXUSHIVE_READER");
    SnowflakeAdapter.properties(options.host(), options.connection(null));
  }

  @Override
  public DemoEngine engine() {
    return DemoEngine.SNOWFLAKE;
  }

  @Override
  public String place() {
    return "schema " + options.require("database") + "." + schema + " on " + options.host();
  }

  @Override
  public Connection open(String secret) throws SQLException {
    Connection session =
        new SnowflakeDriver()
            .connect(
                SnowflakeAdapter.url(options.host(), options.connection(secret)),
                SnowflakeAdapter.properties(options.host(), options.connection(secret)));
    session.setAutoCommit(false);
    return session;
  }

  @Override
  public String schemaExists() {
    return "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = "
        + Sql.text(schema);
  }

  @Override
  public String tables() {
    return "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = "
        + Sql.text(schema);
  }

  @Override
  public List<String> reader() {
    String database = Sql.name(options.require("database"));
    String in = database + "." + Sql.name(schema);
    String to = " TO ROLE " + Sql.name(readerRole);
    List<String> statements = new ArrayList<>();
    statements.add("CREATE ROLE IF NOT EXISTS " + Sql.name(readerRole));
    statements.add("GRANT USAGE ON WAREHOUSE " + Sql.name(options.require("warehouse")) + to);
    statements.add("GRANT USAGE ON DATABASE " + database + to);
    statements.add("GRANT USAGE ON SCHEMA " + in + to);
    DemoLoader.tables().stream()
        .map(t -> "GRANT SELECT ON TABLE " + in + "." + t.toUpperCase(Locale.ROOT) + to)
        .forEach(statements::add);
    statements.add(
        "CREATE USER IF NOT EXISTS "
            + Sql.name(reader)
            + " TYPE = SERVICE DEFAULT_ROLE = "
            + Sql.text(readerRole)
            + options
                .publicKey("reader-key")
                .map(k -> " RSA_PUBLIC_KEY = " + Sql.text(k))
                .orElse(""));
    statements.add("GRANT ROLE " + Sql.name(readerRole) + " TO USER " + Sql.name(reader));
    return statements;
  }

  /** Services log in by a key: there is no secret to give. */
  @Override
  public void makeReader(Connection session, Supplier<String> secret) throws SQLException {
    Sql.run(session, reader());
  }

  @Override
  public Map<String, String> connection() {
    Map<String, String> settings =
        options.only("host", "port", "account", "database", "schema", "warehouse", "sslmode");
    settings.put("role", readerRole);
    settings.put("user", reader);
    return settings;
  }

  @Override
  public List<String> left() {
    return options.find("reader-key").isPresent()
        ? List.of()
        : List.of(
            "Unless the user had a key before, give it the public half of one: ALTER USER "
                + Sql.name(reader)
                + " SET RSA_PUBLIC_KEY = '…'");
  }
}
