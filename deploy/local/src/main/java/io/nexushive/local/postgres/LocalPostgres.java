package io.nexushive.local.postgres;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.SecretFiles;
import io.nexushive.local.process.Child;
import io.nexushive.local.process.LogTail;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * A PostgreSQL server of our own on 127.0.0.1. Its rows outlive it; it does not outlive this JVM.
 */
public final class LocalPostgres implements AutoCloseable {
  /** The one database; each service has a schema in it. */
  public static final String DATABASE = "nexushive";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Child server;
  private final int port;
  private final PostgresSecrets secrets;

  private LocalPostgres(Child server, int port, PostgresSecrets secrets) {
    this.server = server;
    this.port = port;
    this.secrets = secrets;
  }

  /**
   * Starts the server on {@code port} and returns when database, schemas and roles are there.
   *
   * @param dir holds the cluster, the passwords and the log; created when missing, taken up again
   *     when not, also after an unclean end
   * @throws LocalStackException when it cannot start
   */
  public static LocalPostgres start(Path dir, int port) {
    return start(dir, port, dir.resolve("postgres.log"), dir.resolve("postgres.pid"));
  }

  /** As {@link #start(Path, int)}, with the log and the process id elsewhere. */
  public static LocalPostgres start(Path dir, int port, Path log, Path pidFile) {
    Path home = dir.toAbsolutePath();
    try {
      SecretFiles.createDirectories(home);
      PostgresCluster cluster = new PostgresCluster(home.resolve("cluster"), log);
      PostgresSecrets secrets = PostgresSecrets.createOrLoad(home.resolve("passwords.json"));
      cluster.stopLeftover();
      cluster.initialise(secrets.of(PostgresSecrets.SUPERUSER));
      Child server = Child.start(cluster.server(port, pidFile));
      LocalPostgres postgres = new LocalPostgres(server, port, secrets);
      try {
        postgres.awaitReady();
        new DatabaseSetup(postgres.server(), secrets).run();
        return postgres;
      } catch (SQLException | RuntimeException e) {
        postgres.close();
        throw new LocalStackException(
            "PostgreSQL did not start with its data in "
                + home
                + ": "
                + e.getMessage()
                + LogTail.of(log, 15),
            e);
      }
    } catch (IOException e) {
      throw new LocalStackException("PostgreSQL cannot use " + home + ": " + e.getMessage(), e);
    }
  }

  /** Where a service finds its schema; user and password go beside it. */
  public String jdbcUrl(String schema) {
    return server() + DATABASE + "?currentSchema=" + schema;
  }

  public String password(Role role) {
    return secrets.of(role.roleName());
  }

  /** Connects as {@code role}, in its schema. */
  public Connection connect(Role role) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(role.schema()), role.roleName(), password(role));
  }

  public int port() {
    return port;
  }

  /** The server's process. */
  public Child process() {
    return server;
  }

  /** Ends sessions and stops the server. */
  @Override
  public void close() {
    server.stop();
  }

  private String server() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/";
  }

  private void awaitReady() throws SQLException {
    Instant limit = Instant.now().plus(START_LIMIT);
    while (true) {
      if (!server.isAlive()) {
        throw new LocalStackException("the server ended at once");
      }
      try {
        DriverManager.getConnection(
                server() + "postgres",
                PostgresSecrets.SUPERUSER,
                secrets.of(PostgresSecrets.SUPERUSER))
            .close();
        return;
      } catch (SQLException e) {
        if ("28P01".equals(e.getSQLState()) || Instant.now().isAfter(limit)) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while PostgreSQL starts", e);
    }
  }
}
