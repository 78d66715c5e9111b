package io.nexushive.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What may run gives the same answer whatever stands in the forbidden columns: seen by running it
 * on two databases that differ in nothing else.
 */
class NonInterferenceTest {
  private static final long SEED = Long.getLong("nexushive.fuzz.seed", 20_240_607L);
  private static final Duration TIME =
      Duration.ofSeconds(Long.getLong("nexushive.fuzz.seconds", 8L));

  /** One in so many texts must be permitted and run, or the test says nothing. */
  private static final int LEAST_SHARE = 100;

  @Test
  void onSqlite() throws SQLException {
    check(Dialect.SQLITE, "jdbc:sqlite::memory:");
  }

  @Test
  void onDuckDb() throws SQLException {
    check(Dialect.DUCKDB, "jdbc:duckdb:");
  }

  private static void check(Dialect dialect, String url) throws SQLException {
    RandomQueries queries = new RandomQueries(SEED);
    List<String> leaks = new ArrayList<>();
    int run = 0;
    int decided = 0;
    try (Connection one = database(url, 1);
        Connection other = database(url, 2)) {
      long end = System.nanoTime() + TIME.toNanos();
      while (System.nanoTime() < end) {
        String sql = queries.next();
        decided++;
        Verdict verdict = Fixtures.decide(dialect, "analyst", sql);
        if (verdict instanceof Verdict.Denied) {
          continue;
        }
        String permitted = Fixtures.sql(verdict);
        String answer = answer(one, permitted);
        run += answer.startsWith("!") ? 0 : 1;
        if (!answer.equals(answer(other, permitted))) {
          leaks.add(permitted);
        }
      }
    }
    System.out.printf("%s: %d decided, %d permitted and run%n", dialect, decided, run);
    assertThat(leaks).isEmpty();
    assertThat(run).isGreaterThan(decided / LEAST_SHARE);
  }

  private static String answer(Connection database, String sql) {
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(rows.getString(i)).append('|');
        }
        all.add(row.toString());
      }
      all.sort(null);
      return all.toString();
    } catch (SQLException e) {
      return "!";
    }
  }

  /** Two of these hold the same, save in the columns that an analyst may not use. */
  private static Connection database(String url, int secret) throws SQLException {
    Connection database = DriverManager.getConnection(url);
    try (Statement s = database.createStatement()) {
      s.execute(
          "CREATE TABLE sales(sale_id INT, sale_date VARCHAR, region_id INT, product_id INT,"
              + " customer_id INT, quantity INT, gross_revenue INT, net_revenue INT,"
              + " discount_pct INT, profit INT)");
      s.execute("CREATE TABLE regions(region_id INT, region_name VARCHAR, manager VARCHAR)");
      s.execute(
          "CREATE TABLE products(product_id INT, product_name VARCHAR, category VARCHAR,"
              + " unit_cost INT)");
      s.execute(
          "CREATE TABLE customers(customer_id INT, customer_name VARCHAR, email VARCHAR,"
              + " phone VARCHAR, segment VARCHAR, credit_card VARCHAR, ssn VARCHAR,"
              + " region_id INT)");
      for (int i = 1; i <= 12; i++) {
        int hidden = secret == 1 ? i : 1_000 - i * 7;
        s.execute(
            "INSERT INTO sales VALUES (%d,'2024-01-%02d',%d,%d,%d,%d,%d,%d,1,%d)"
                .formatted(i, i, i % 4, i % 5, i % 6, i % 3, i * 10, i * 9, hidden));
      }
      for (int i = 0; i < 6; i++) {
        String hidden = "'" + (secret == 1 ? i : 900 + i * i) + "'";
        s.execute("INSERT INTO regions VALUES (%d,'r%d',%s)".formatted(i, i, hidden));
        s.execute("INSERT INTO products VALUES (%d,'p%d','c%d',%s)".formatted(i, i, i % 2, hidden));
        s.execute(
            "INSERT INTO customers VALUES (%d,'n%d',%s,%s,'s%d',%s,%s,%d)"
                .formatted(i, i, hidden, hidden, i % 2, hidden, hidden, i % 4));
      }
    }
    return database;
  }
}
