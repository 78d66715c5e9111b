package io.nexushive.executor.bootstrap;

import io.nexushive.executor.demo.DemoLoader;
import io.nexushive.executor.demo.DemoWarehouse;
import io.nexushive.executor.warehouse.WarehouseException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Writes the demonstration into a schema, and lets a login read it. */
public final class Bootstrap {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USE = 2;

  private static final Map<String, Function<Options, Target>> KINDS =
      Map.of(
          "postgres", PostgresTarget::new,
          "snowflake", SnowflakeTarget::new,
          "databricks", DatabricksTarget::new);

  private final Options options;
  private final Target target;
  private final Secrets secrets;
  private final PrintStream out;

  private Bootstrap(Options options, Secrets secrets, PrintStream out) {
    this.options = options;
    this.secrets = secrets;
    this.out = out;
    Function<Options, Target> kind = KINDS.get(options.kind());
    if (kind == null) {
      throw new IllegalArgumentException(
          "The demonstration can be written to postgres, snowflake and databricks, not to "
              + options.kind());
    }
    this.target = kind.apply(options);
  }

  /** What stands in the way; the sentence says what to do. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * Arguments: the kind, then {@code name=value} for each of a connection's settings, and {@code
   * reader}, {@code anchor}, {@code data-dir}, {@code replace}, {@code print}. Exit code 0:
   * written; 1: refused or failed, and nothing is left; 2: wrong options.
   */
  public static void main(String[] args) {
    // Drivers log what servers say; the message at the end says it once.
    Logger.getLogger("").setLevel(Level.OFF);
    System.exit(run(new Secrets(System.getenv(), System.console()), System.out, System.err, args));
  }

  static int run(Secrets secrets, PrintStream out, PrintStream err, String... args) {
    try {
      new Bootstrap(Options.of(args), secrets, out).run();
      return DONE;
    } catch (IllegalArgumentException | WarehouseException e) {
      err.println("nexus: " + e.getMessage());
      return WRONG_USE;
    } catch (Refused | IOException e) {
      err.println("nexus: " + e.getMessage());
    } catch (SQLException e) {
      err.println("nexus: that failed. The warehouse says: " + secrets.redacted(said(e)));
    }
    return FAILED;
  }

  private static String said(SQLException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private void run() throws SQLException, IOException, Refused {
    LocalDate anchor = anchor();
    String secret =
        secrets.of(Secrets.WRITER, "Secret of the login that writes to " + target.place());
    out.printf("The demonstration, with sales up to %s, goes to %s.%n", anchor, target.place());
    try (Connection session = target.open(secret)) {
      List<String> there = existing(session);
      if (!there.isEmpty() && !options.has("replace")) {
        throw new Refused(
            "there is already "
                + String.join(", ", there)
                + " in "
                + target.place()
                + ". Nothing was touched. Name another schema, or drop them and write anew with"
                + " --replace.");
      }
      write(session, there, anchor);
    }
    sayWhatIsNext();
  }

  /** Those of the demonstration's names that are taken. */
  private List<String> existing(Connection session) throws SQLException, Refused {
    if (Sql.column(session, target.schemaExists()).isEmpty()) {
      throw new Refused(
          "there is no " + target.place() + ", or the login cannot see it: make it first.");
    }
    Set<String> taken =
        Sql.column(session, target.tables()).stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return DemoLoader.tables().stream().filter(taken::contains).toList();
  }

  private void write(Connection session, List<String> there, LocalDate anchor) throws SQLException {
    DemoLoader loader = new DemoLoader(session, target.engine(), line -> out.println("  " + line));
    try {
      drop(session, there);
      loader.write(anchor);
      if (!options.has("print")) {
        target.makeReader(
            session, () -> secrets.of(Secrets.READER, "Secret of the login that is to read"));
        out.println("  the login that reads may read them");
      }
      if (!session.getAutoCommit()) {
        session.commit();
      }
    } catch (SQLException | RuntimeException e) {
      out.println("  " + undo(loader, there));
      throw e;
    }
  }

  private void drop(Connection session, List<String> there) throws SQLException {
    List<String> backwards = new ArrayList<>(there);
    Collections.reverse(backwards);
    Sql.run(session, backwards.stream().map(table -> "DROP TABLE " + table).toList());
    if (!there.isEmpty()) {
      out.println("  dropped " + String.join(", ", there));
    }
  }

  /** Leaves nothing behind, and says what is there now. */
  private String undo(DemoLoader loader, List<String> dropped) {
    boolean restored = target.engine().undoesDefinitions();
    try {
      loader.undo();
    } catch (SQLException e) {
      // A transaction that was not committed ends with its session, whatever becomes of it here.
      if (!restored) {
        return "could not be taken back: drop "
            + String.join(", ", DemoLoader.tables())
            + ", where they exist, or use --replace ("
            + secrets.redacted(said(e))
            + ")";
      }
    }
    return restored || dropped.isEmpty()
        ? "taken back: all is as it was before"
        : "taken back; what was dropped is gone, so run this again";
  }

  /** As asked for; else that of the demonstration which is there; else yesterday. */
  private LocalDate anchor() throws IOException {
    if (options.find("anchor").isPresent()) {
      try {
        return LocalDate.parse(options.require("anchor"));
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException("--anchor is no date such as 2026-05-17", e);
      }
    }
    LocalDate yesterday =
        LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC).minusDays(1);
    return options.find("data-dir").isPresent()
        ? new DemoWarehouse(Path.of(options.require("data-dir"))).anchor().orElse(yesterday)
        : yesterday;
  }

  private void sayWhatIsNext() {
    out.println("Done. Next:");
    if (options.has("print")) {
      out.println("- Have somebody who may run this, which makes the login that reads:");
      target.reader().forEach(sql -> out.println("    " + sql + ";"));
    }
    target.left().forEach(sentence -> out.println("- " + sentence));
    out.println(
        "- Let the executor reach "
            + options.host()
            + ": add it to NEXUSHIVE_EXECUTOR_ALLOWED_HOSTS before ./nexus up.");
    out.println("- Make a connection in the page under Connections, and test it:");
    out.println("    kind: " + options.kind());
    target.connection().forEach((name, value) -> out.println("    " + name + ": " + value));
  }
}
