package io.nexushive.executor.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.executor.warehouse.ConfinedFiles;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.executor.warehouse.sqlite.SqliteAdapter;
import io.nexushive.model.id.ConnectionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinChecksTest {
  private static final String REPEATED =
      "credit of customers stands in a row for each of its orders; adding it up counts it several"
          + " times.";

  @TempDir Path folder;
  private final Watchdog watchdog = new Watchdog();
  private Warehouse warehouse;
  private TestChecks checks;

  @BeforeEach
  void open() throws Exception {
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.sqlite"));
        Statement s = c.createStatement()) {
      s.execute("CREATE TABLE regions (region_id INTEGER PRIMARY KEY, region TEXT)");
      s.execute(
          "CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, customer TEXT, credit INTEGER,"
              + " region_id INTEGER REFERENCES regions)");
      s.execute(
          "CREATE TABLE orders (order_id INTEGER PRIMARY KEY, amount INTEGER,"
              + " customer_id INTEGER REFERENCES customers)");
      s.execute("INSERT INTO regions VALUES (1, 'North'), (2, 'South')");
      s.execute("INSERT INTO customers VALUES (1, 'Ada', 100, 1), (2, 'Bo', 100, 2)");
      s.execute("INSERT INTO orders VALUES (1, 10, 1), (2, 20, 1), (3, 30, 2)");
    }
    warehouse =
        new SqliteAdapter(new ConfinedFiles(folder), watchdog)
            .connect(
                new ConnectionSettings(new ConnectionId("a"), Map.of("file", "a.sqlite"), null));
    checks = new TestChecks(warehouse);
  }

  @AfterEach
  void close() {
    warehouse.close();
    watchdog.close();
  }

  @Test
  void namesAFigureThatTheJoinRepeats() {
    assertThat(
            checks.of(
                "SELECT c.customer, c.credit, o.amount FROM customers c JOIN orders o"
                    + " ON o.customer_id = c.customer_id",
                "customers",
                "orders"))
        .containsExactly(REPEATED);
    assertThat(
            checks.of(
                "SELECT c.customer, c.credit, o.amount FROM regions r JOIN customers c"
                    + " ON c.region_id = r.region_id JOIN orders o"
                    + " ON o.customer_id = c.customer_id",
                "regions",
                "customers",
                "orders"))
        .containsExactly(REPEATED);
  }

  @Test
  void saysNothingWhereEachFigureStandsOnce() {
    assertThat(
            checks.of(
                "SELECT c.customer, c.credit, SUM(o.amount) AS amount FROM customers c JOIN orders"
                    + " o ON o.customer_id = c.customer_id GROUP BY c.customer, c.credit",
                "customers",
                "orders"))
        .isEmpty();
    assertThat(
            checks.of(
                "SELECT r.region, c.customer, c.credit FROM customers c JOIN regions r"
                    + " ON r.region_id = c.region_id",
                "customers",
                "regions"))
        .isEmpty();
    // Two customers may have the same credit; nothing tells whose it is.
    assertThat(
            checks.of(
                "SELECT c.credit, o.amount FROM customers c JOIN orders o"
                    + " ON o.customer_id = c.customer_id",
                "customers",
                "orders"))
        .isEmpty();
    assertThat(checks.of("SELECT customer, credit FROM customers", "customers")).isEmpty();
  }

  @Test
  void namesTheTableThatHasFewerRowsThanTheJoinGives() {
    assertThat(
            checks.of(
                "SELECT r.region, o.order_id FROM regions r, orders o, customers c"
                    + " WHERE c.customer_id = o.customer_id",
                "regions",
                "orders",
                "customers"))
        .containsExactly("There are more rows than orders has (about 3); a join may repeat them.");
    // Regions and orders are joined by nothing that the catalogue knows.
    assertThat(
            checks.of("SELECT r.region, o.order_id FROM regions r, orders o", "regions", "orders"))
        .isEmpty();
  }
}
