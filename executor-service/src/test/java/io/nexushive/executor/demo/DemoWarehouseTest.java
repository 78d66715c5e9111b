package io.nexushive.executor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoWarehouseTest {
  private static final LocalDate ANCHOR = LocalDate.parse("2026-05-17");

  @TempDir static Path folder;
  private static Duration took;

  @BeforeAll
  static void make() throws Exception {
    long start = System.nanoTime();
    assertThat(new DemoWarehouse(folder).ensure(ANCHOR)).isTrue();
    took = Duration.ofNanos(System.nanoTime() - start);
  }

  private static String ask(Path in, String sql) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + in.resolve(DemoWarehouse.FILE));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      StringBuilder text = new StringBuilder();
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          text.append(i == 1 ? "" : "|").append(rows.getString(i));
        }
        text.append('\n');
      }
      return text.toString().strip();
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static String ask(String sql) {
    return ask(folder, sql);
  }

  /**
   * Half a second on an idle machine; the bound leaves room for one that builds beside the test.
   */
  @Test
  void isMadeQuickly() {
    assertThat(took).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void hasTheRowsThatAreExpected() {
    assertThat(ask("SELECT COUNT(*) FROM sales")).isEqualTo("10000");
    assertThat(ask("SELECT COUNT(*), COUNT(DISTINCT category) FROM products")).isEqualTo("50|5");
    assertThat(ask("SELECT COUNT(*) FROM customers")).isEqualTo("500");
    assertThat(
            ask(
                "SELECT group_concat(region_name) FROM (SELECT region_name FROM regions ORDER BY region_id)"))
        .isEqualTo("North America,EMEA,APAC,Latin America");
  }

  @Test
  void coversSevenHundredAndThirtyDaysUpToTheAnchor() {
    assertThat(ask("SELECT MIN(date), MAX(date), COUNT(DISTINCT date) FROM sales"))
        .isEqualTo("2024-05-18|2026-05-17|730");
  }

  @Test
  void sellsMoreInNovemberAndDecember() {
    String busiest =
        ask(
            "SELECT group_concat(m) FROM (SELECT strftime('%m', date) AS m FROM sales GROUP BY m"
                + " ORDER BY COUNT(*) DESC LIMIT 2)");
    assertThat(busiest.split(",")).containsExactlyInAnyOrder("12", "11");
  }

  @Test
  void moneyAddsUpToTheCent() {
    assertThat(
            ask(
                "SELECT COUNT(*) FROM sales s JOIN products p USING (product_id) WHERE"
                    + " ABS(gross_revenue - ROUND(unit_price * quantity, 2)) > 0.0001 OR"
                    + " ABS(net_revenue - gross_revenue * (1 - discount_applied)) > 0.00501 OR"
                    + " ABS(profit - net_revenue * margin_percentage) > 0.00501"))
        .isEqualTo("0");
    assertThat(ask("SELECT COUNT(*) FROM sales WHERE ROUND(net_revenue, 2) <> net_revenue"))
        .isEqualTo("0");
  }

  @Test
  void keysHold() {
    assertThat(ask("PRAGMA foreign_key_check")).isEmpty();
    assertThat(ask("PRAGMA integrity_check")).isEqualTo("ok");
    assertThat(
            ask(
                "SELECT COUNT(*) FROM sales s JOIN customers c USING (customer_id)"
                    + " WHERE s.region_id <> c.region_id"))
        .isEqualTo("0");
    assertThat(ask("SELECT COUNT(*) FROM (SELECT DISTINCT customer_name FROM customers)"))
        .isEqualTo("500");
  }

  @Test
  void comesBackTheSameWhenTheFileIsLost(@TempDir Path other) throws Exception {
    new DemoWarehouse(other).ensure(ANCHOR);
    String before = digest(other);
    Files.delete(other.resolve(DemoWarehouse.FILE));

    boolean made = new DemoWarehouse(other).ensure(ANCHOR.plusDays(3));

    assertThat(made).isTrue();
    assertThat(digest(other)).isEqualTo(before).isEqualTo(digest(folder));
  }

  @Test
  void staysAsItIsWhenItIsThere() throws Exception {
    assertThat(new DemoWarehouse(folder).ensure(ANCHOR.plusDays(1))).isFalse();
    assertThat(folder.toFile().list((d, n) -> n.endsWith(".tmp"))).isEmpty();
  }

  private static String digest(Path in) {
    return ask(
        in,
        "SELECT (SELECT group_concat(transaction_id || date || product_id || customer_id ||"
            + " net_revenue || profit) FROM sales) || (SELECT group_concat(email || credit_card)"
            + " FROM customers)");
  }
}
