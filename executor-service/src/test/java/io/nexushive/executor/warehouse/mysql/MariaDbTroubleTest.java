package io.nexushive.executor.warehouse.mysql;

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
  protected WarehouseAdapter adapter(Watchdog watchdog) {
    return new MariaDbAdapter(new AllowedHosts(List.of("127.0.0.1")), watchdog);
  }

  @Override
  protected int port() {
    return server.port();
  }

  @Override
  protected String database() {
    return "shop";
  }

  @Override
  protected String stock() {
    return "shop.stock";
  }

  @Override
  protected Connection admin() throws SQLException {
    return server.admin();
  }

  @Override
  protected void change(String... statements) throws SQLException {
    server.run(statements);
  }

  @Override
  protected String running() {
    return "SELECT count(*) FROM information_schema.PROCESSLIST WHERE USER = 'reader' AND"
        + " INFO LIKE '%AS slow'";
  }

  @Override
  protected String slow() {
    return "SELECT SLEEP(60) AS slow";
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
  protected List<String> shutOut() {
    return List.of("ALTER USER reader ACCOUNT LOCK", "KILL HARD CONNECTION USER reader");
  }

  @Override
  protected String letIn() {
    return "ALTER USER reader ACCOUNT UNLOCK";
  }
}
