package io.nexushive.executor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.postgres.PostgresAdapter;
import io.nexushive.executor.warehouse.sqlite.SqliteAdapter;
import io.nexushive.executor.warehouse.testing.Shop;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import io.nexushive.model.id.ConnectionId;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demonstration is the same in PostgreSQL, and SQLite adds up as exactly as PostgreSQL does.
 */
class DemoInPostgresTest {
  private static final LocalDate ANCHOR = LocalDate.parse("2026-05-17");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final List<String> QUERIES =
      List.of(
          "SELECT COUNT(*), SUM(quantity), MIN(transaction_id) FROM sales",
          "SELECT r.region_name, SUM(s.gross_revenue), SUM(s.net_revenue), SUM(s.profit) FROM sales s"
              + " JOIN regions r ON r.region_id = s.region_id GROUP BY r.region_name ORDER BY 1",
          "SELECT p.category, SUM(s.net_revenue) FROM sales s JOIN products p ON p.product_id ="
              + " s.product_id GROUP BY p.category ORDER BY 1",
          "SELECT date, SUM(net_revenue) FROM sales GROUP BY date ORDER BY date",
          "SELECT * FROM customers ORDER BY customer_id",
          "SELECT * FROM products ORDER BY product_id");

  @TempDir Path folder;

  @Test
  void bothEnginesSayTheSame() throws Exception {
    new DemoWarehouse(folder).ensure(ANCHOR);
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (LocalPostgres server = LocalPostgres.start(folder.resolve("postgres"), port);
        Watchdog watchdog = new Watchdog()) {
      Role role = Role.NEXUS_GATEWAY;
      try (Connection connection = server.connect(role);
          Statement statement = connection.createStatement()) {
        statement.execute("SET search_path = " + role.schema());
        new DemoLoader(connection, DemoEngine.POSTGRES, line -> {}).load(ANCHOR);
      }
      try (Warehouse postgres =
              new PostgresAdapter(new AllowedHosts(List.of("127.0.0.1")), watchdog)
                  .connect(postgres(server, role));
          Warehouse sqlite =
              new SqliteAdapter(new ConfinedFiles(folder), watchdog)
                  .connect(settings(Map.of("file", DemoWarehouse.FILE), null))) {
        for (String sql : QUERIES) {
          assertThat(rows(sqlite, sql)).as(sql).isEqualTo(rows(postgres, sql)).isNotEmpty();
        }
      }
    }
  }

  private static ConnectionSettings postgres(LocalPostgres server, Role role) {
    return settings(
        Shop.local(
            server.port(), Map.of("database", LocalPostgres.DATABASE, "user", role.roleName())),
        server.password(role));
  }

  private static ConnectionSettings settings(Map<String, String> values, String secret) {
    return new ConnectionSettings(new ConnectionId("demo"), values, secret);
  }

  /** Figures without the zeros at their ends: sums have no declared digits in SQLite. */
  private static List<String> rows(Warehouse warehouse, String sql) {
    List<String> rows = new ArrayList<>();
    warehouse.execute(
        new Query(sql, SOON, QueryTag.NONE),
        row -> {
          rows.add(
              row.stream()
                  .map(
                      v ->
                          v.isNumber()
                              ? v.decimalValue().stripTrailingZeros().toPlainString()
                              : v.asText())
                  .toList()
                  .toString());
          return true;
        },
        new CancelSignal());
    return rows;
  }
}
