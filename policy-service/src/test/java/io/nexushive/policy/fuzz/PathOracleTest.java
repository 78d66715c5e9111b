package io.nexushive.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the fuzzer holds the path against finds a leak in every clause, a delay and an exception.
 */
class PathOracleTest {
  private static final Duration MOST_TIME = Duration.ofSeconds(3);
  private static final PolicyEngine ENGINE = new PolicyEngine();

  /** The corpus' policy as it would be, had the rule about columns been forgotten. */
  private static final Policy FORGETFUL =
      Policy.read(
          """
          format: 1
          roles: {analyst: {tables: ["*"]}}
          """);

  @TempDir static Path folder;
  private static Witnesses witnesses;

  private final PathOracle forgetful =
      new PathOracle(
          (dialect, sql) ->
              ENGINE.decide(
                  sql,
                  dialect,
                  Fixtures.CORPUS_CATALOG,
                  FORGETFUL,
                  new Asker("test", List.of("analyst")),
                  ""),
          witnesses,
          MOST_TIME);

  @BeforeAll
  static void start() throws SQLException {
    witnesses = Witnesses.start(folder);
  }

  @AfterAll
  static void stop() throws SQLException {
    witnesses.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ssn FROM customers",
        "SELECT max(ssn) FROM customers",
        "SELECT count(email) FROM customers",
        "SELECT count(DISTINCT profit) FROM sales",
        "SELECT count(*) FROM customers WHERE ssn < '5'",
        "SELECT segment FROM customers WHERE ssn IS NULL",
        "SELECT customer_name FROM customers ORDER BY ssn",
        "SELECT customer_name FROM customers ORDER BY ssn LIMIT 1",
        "SELECT count(*) FROM customers GROUP BY email",
        "SELECT region_id, count(*) FROM sales GROUP BY region_id HAVING min(profit) > 0",
        "SELECT rank() OVER (ORDER BY unit_cost) FROM products",
        "SELECT product_id, row_number() OVER (ORDER BY unit_cost) FROM products",
        "SELECT count(*) OVER (PARTITION BY manager) FROM regions",
        "SELECT count(*) FROM customers a JOIN customers b USING (ssn)",
        "SELECT count(*) FROM regions a JOIN regions b ON a.manager = b.manager",
        "SELECT count(*) FROM sales WHERE (SELECT min(profit) FROM sales) > 0",
        "SELECT sum(quantity) FILTER (WHERE profit > 0) FROM sales",
      })
  void reportsALeak(String sql) throws InterruptedException {
    for (Dialect dialect : witnesses.databases().keySet()) {
      assertThatThrownBy(() -> forgetful.check(dialect, sql))
          .as("%s", dialect)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(sql);
      sound().check(dialect, sql);
    }
  }

  @Test
  void reportsNothingThatTellsNothing() throws InterruptedException {
    for (Dialect dialect : witnesses.databases().keySet()) {
      forgetful.check(dialect, "SELECT segment, count(*) FROM customers GROUP BY segment");
      forgetful.check(dialect, "SELECT nothing FROM nowhere");
    }
    assertThat(forgetful.runs()).containsOnlyKeys(witnesses.databases().keySet());
  }

  /** Such a text answers alike on both databases, and reads all the same. */
  @Test
  void reportsWhatAnAnswerDoesNotTell() {
    assertThatThrownBy(
            () ->
                forgetful.check(
                    Dialect.POSTGRES, "SELECT count(*) FROM sales WHERE profit = profit * 1"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("reads a forbidden column");
  }

  @Test
  void reportsADelay() {
    CountDownLatch never = new CountDownLatch(1);
    PathOracle slow =
        new PathOracle(
            (dialect, sql) -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Fixtures.decide(dialect, "analyst", sql);
            },
            witnesses,
            Duration.ofMillis(50));
    assertThatThrownBy(() -> slow.check(Dialect.SQLITE, "SELECT 1"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("not decided within");
    never.countDown();
  }

  @Test
  void reportsAnException() {
    PathOracle broken =
        new PathOracle(
            (dialect, sql) -> {
              throw new IllegalStateException("broken");
            },
            witnesses,
            MOST_TIME);
    assertThatThrownBy(() -> broken.check(Dialect.POSTGRES, "SELECT 1"))
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("broken");
  }

  private static PathOracle sound() {
    return new PathOracle(
        (dialect, sql) -> Fixtures.decide(dialect, "analyst", sql), witnesses, MOST_TIME);
  }
}
