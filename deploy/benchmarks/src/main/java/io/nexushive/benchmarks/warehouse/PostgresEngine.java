package io.nexushive.benchmarks.warehouse;

import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.postgres.PostgresAdapter;
import io.nexushive.executor.warehouse.testing.Shop;
import io.nexushive.local.FreePorts;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import io.nexushive.model.id.ConnectionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** PostgreSQL, a server of its own on this machine. */
final class PostgresEngine implements Engine {
  private static final Role ROLE = Role.NEXUS_GATEWAY;
  private static final String MARK = "fifty_million";

  private final LocalPostgres server;
  private final PostgresAdapter adapter;

  PostgresEngine(Path folder, Watchdog watchdog) throws SQLException {
    this.server = LocalPostgres.start(folder.resolve("postgres"), FreePorts.next());
    try (Connection connection = server.connect(ROLE)) {
      Table.make(
          connection,
          "generate_series(1, " + Table.ROWS + ") s(i)",
          "DATE '2020-01-01' + i % 2000");
    }
    this.adapter = new PostgresAdapter(new AllowedHosts(List.of("127.0.0.1")), watchdog);
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public Warehouse connect() {
    return adapter.connect(
        new ConnectionSettings(
            new ConnectionId("postgres"),
            Shop.local(
                server.port(), Map.of("database", LocalPostgres.DATABASE, "user", ROLE.roleName())),
            server.password(ROLE)));
  }

  @Override
  public Connection bare() throws SQLException {
    Connection connection = server.connect(ROLE);
    // Otherwise the driver keeps the whole result in memory.
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public String manyRows() {
    return "SELECT i, 'row number ' || i AS name, i * 0.01 AS amount FROM (SELECT"
        + " generate_series(1, 50000000) AS i) AS "
        + MARK;
  }

  @Override
  public int running() throws SQLException {
    try (Connection connection = server.connect(ROLE);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state <>"
                    + " 'idle' AND query LIKE '%"
                    + MARK
                    + "%'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
