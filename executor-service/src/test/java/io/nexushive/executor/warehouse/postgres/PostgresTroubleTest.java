package io.nexushive.executor.warehouse.postgres;

import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.TroubleContract;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.testing.Shop;
import io.nexushive.model.id.ConnectionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
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

  @Override
  protected void table() throws SQLException {
    run(
        "DROP TABLE IF EXISTS stock",
        "CREATE TABLE stock (id integer, item text)",
        "INSERT INTO stock VALUES (1, 'tea')",
        "GRANT SELECT ON stock TO reader");
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
  protected ConnectionSettings settings(int port) {
    return new ConnectionSettings(
        new ConnectionId("shop"),
        Shop.local(port, Map.of("database", "postgres", "user", "reader")),
        "r");
  }

  @Override
  protected String slow() {
    return "SELECT pg_sleep(60) AS slow";
  }

  @Override
  protected long running() {
    try (Connection connection = server.superuser(PostgresServer.DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader'"
                    + " AND state = 'active' AND query LIKE '%AS slow'")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
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
    Connection owner = server.superuser(PostgresServer.DATABASE);
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
  protected void shutOut() throws SQLException {
    run(
        "ALTER ROLE reader NOLOGIN",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
  }

  @Override
  protected void letIn() throws SQLException {
    run("ALTER ROLE reader LOGIN");
  }

  @Override
  protected void revoke() throws SQLException {
    run("REVOKE SELECT ON stock FROM reader");
  }

  @Override
  protected void grant() throws SQLException {
    run("GRANT SELECT ON stock TO reader");
  }
}
