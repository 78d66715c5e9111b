package io.nexushive.executor.warehouse.postgres;

import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.TroubleContract;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.Watchdog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PostgresTroubleTest extends TroubleContract {
  @TempDir static Path folder;
  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new PostgresServer(folder);
    run("CREATE ROLE reader LOGIN PASSWORD 'r'", "ALTER ROLE reader SET temp_file_limit = '1MB'");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Connection superuser() throws SQLException {
    return server.superuser(PostgresServer.DATABASE);
  }

  private static void run(String... statements) throws SQLException {
    server.run(PostgresServer.DATABASE, statements);
  }

  @Override
  protected WarehouseAdapter adapter(Watchdog watchdog) {
    return new PostgresAdapter(new AllowedHosts(List.of("127.0.0.1")), watchdog);
  }

  @Override
  protected int port() {
    return server.port();
  }

  @Override
  protected String database() {
    return PostgresServer.DATABASE;
  }

  @Override
  protected String stock() {
    return "stock";
  }

  @Override
  protected Connection admin() throws SQLException {
    return superuser();
  }

  @Override
  protected void change(String... statements) throws SQLException {
    run(statements);
  }

  @Override
  protected String running() {
    return "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader'"
        + " AND state = 'active' AND query LIKE '%AS slow'";
  }

  @Override
  protected String slow() {
    return "SELECT pg_sleep(60) AS slow";
  }

  @Override
  protected void kill() {
    server.kill();
  }

  @Override
  protected void restart() {
    server.restart();
  }

  @Override
  protected Optional<String> hungry() {
    return Optional.of("SELECT i FROM generate_series(1, 2000000) AS i ORDER BY md5(i::text)");
  }

  @Override
  protected AutoCloseable changing() throws SQLException {
    Connection owner = superuser();
    owner.setAutoCommit(false);
    try (Statement statement = owner.createStatement()) {
      statement.execute("ALTER TABLE stock DROP COLUMN item");
    }
    return () -> {
      owner.commit();
      owner.close();
    };
  }

  @Override
  protected List<String> shutOut() {
    return List.of(
        "ALTER ROLE reader NOLOGIN",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
  }

  @Override
  protected String letIn() {
    return "ALTER ROLE reader LOGIN";
  }
}
