package io.nexushive.local.cli;

import io.nexushive.local.stack.ServiceProgram;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bootstrap",
    description = {
      "Writes the demo data into a warehouse of yours, and makes a login that may only read them.",
      "Nexus Hive need not run. The secret of the login that writes is taken from"
          + " NEXUS_WAREHOUSE_SECRET, that of a new login that reads from NEXUS_READER_SECRET; what"
          + " is not set is asked for.",
      "Exit code 0: written; 1: refused or failed, and nothing is left of it; 2: wrong options."
    },
    mixinStandardHelpOptions = true)
final class BootstrapCommand implements Callable<Integer> {
  @Mixin private HomeOption home;

  @Parameters(paramLabel = "KIND", description = "postgres, snowflake or databricks.")
  private String kind;

  @Option(names = "--host", required = true, description = "Where the warehouse is.")
  private String host;

  @Option(names = "--port", description = "Default: the usual one.")
  private Integer port;

  @Option(names = "--database", description = "PostgreSQL, Snowflake.")
  private String database;

  @Option(names = "--catalog", description = "Databricks.")
  private String catalog;

  @Option(names = "--schema", description = "Where the tables go (default: public, or default).")
  private String schema;

  @Option(names = "--warehouse", description = "Snowflake: which computes.")
  private String warehouse;

  @Option(names = "--http-path", description = "Databricks: of the SQL warehouse.")
  private String httpPath;

  @Option(names = "--account", description = "Snowflake, where the host does not begin with it.")
  private String account;

  @Option(names = "--role", description = "Snowflake: of the login that writes.")
  private String role;

  @Option(names = "--user", description = "Who writes (Databricks: none for a token).")
  private String user;

  @Option(names = "--sslmode", description = "Default: verify-full.")
  private String sslmode;

  @Option(
      names = "--reader",
      description =
          "Who is to read (default: nexushive_reader; Snowflake: NEXUSHIVE; Databricks: nexushive).")
  private String reader;

  @Option(names = "--reader-role", description = "Snowflake (default: NEXUSHIVE_READER).")
  private String readerRole;

  @Option(
      names = "--reader-key",
      paramLabel = "FILE",
      description = "Snowflake: public key (PEM) that a new login is to have.")
  private String readerKey;

  @Option(
      names = "--anchor",
      paramLabel = "DATE",
      description = "Last day with sales (default: that of the demo here, or else yesterday).")
  private LocalDate anchor;

  @Option(names = "--replace", description = "Drops the demo's tables where they exist.")
  private boolean replace;

  @Option(
      names = "--print",
      description = "Prints what makes the login that reads, instead of running it.")
  private boolean print;

  @Override
  public Integer call() {
    return ServiceProgram.BOOTSTRAP.run(HomeOption.root(), arguments());
  }

  /** Options as the program takes them: settings by the names that a connection has for them. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of(kind));
    add(arguments, "host", host);
    add(arguments, "port", port);
    add(arguments, "database", database);
    add(arguments, "catalog", catalog);
    add(arguments, "schema", schema);
    add(arguments, "warehouse", warehouse);
    add(arguments, "http_path", httpPath);
    add(arguments, "account", account);
    add(arguments, "role", role);
    add(arguments, "user", user);
    add(arguments, "sslmode", sslmode);
    add(arguments, "reader", reader);
    add(arguments, "reader-role", readerRole);
    add(arguments, "reader-key", readerKey);
    add(arguments, "anchor", anchor);
    add(arguments, "replace", replace ? true : null);
    add(arguments, "print", print ? true : null);
    add(arguments, "data-dir", home.home().warehouses());
    return arguments;
  }

  private static void add(List<String> arguments, String name, Object value) {
    if (value != null) {
      arguments.add(name + "=" + value);
    }
  }
}
