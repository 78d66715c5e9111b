package io.nexushive.executor.warehouse.mysql;

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

class MariaDbTroubleTest extends TroubleContract {
  @TempDir static Path folder;
  private static MariaDbServer server;

  @BeforeAll
  static void start() throws Exception {
    server = MariaDbServer.start(folder);
    server.run("CREATE DATABASE shop", "CREATE USER reader IDENTIFIED BY 'r'");
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected void table() throws SQLException {
    server.run(
        "DROP TABLE IF EXISTS shop.stock",
        "CREATE TABLE shop.stock (id integer, item text)",
        "INSERT INTO shop.stock VALUES (1, 'tea')",
        "GRANT SELECT ON shop.stock TO reader");
  }

  @Override
  protected WarehouseAdapter adapter(Watchdog watchdog) {
    return new MariaDbAdapter(new AllowedHosts(List.of("127.0.0.1")), watchdog);
  }

  @Override
  protected int port() {
    return server.port();
  }

  @Override
  protected ConnectionSettings settings(int port) {
    return new ConnectionSettings(
        new ConnectionId("shop"),
        Shop.local(port, Map.of("database", "shop", "user", "reader")),
        "r");
  }

  @Override
  protected String slow() {
    return "SELECT SLEEP(60) AS slow";
  }

  @Override
  protected long running() {
    try (Connection connection = server.admin();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM information_schema.PROCESSLIST WHERE USER = 'reader' AND"
                    + " INFO LIKE '%AS slow'")) {
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
  protected void restart() throws Exception {
    server.restart();
  }

  /** A limit for a session's temporary space came with 11.5; the binaries here are older. */
  @Override
  protected Optional<String> hungry() {
    return Optional.empty();
  }

  @Override
  protected AutoCloseable changing() throws SQLException {
    Connection owner = server.admin();
    try (Statement statement = owner.createStatement()) {
      statement.execute("LOCK TABLES shop.stock WRITE");
      statement.execute("ALTER TABLE shop.stock DROP COLUMN item");
    }
    return owner;
  }

  @Override
  protected void shutOut() throws SQLException {
    server.run("ALTER USER reader ACCOUNT LOCK", "KILL HARD CONNECTION USER reader");
  }

  @Override
  protected void letIn() throws SQLException {
    server.run("ALTER USER reader ACCOUNT UNLOCK");
  }

  @Override
  protected void revoke() throws SQLException {
    server.run("REVOKE SELECT ON shop.stock FROM reader");
  }

  @Override
  protected void grant() throws SQLException {
    server.run("GRANT SELECT ON shop.stock TO reader");
  }
}
