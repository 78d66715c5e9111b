package io.nexushive.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.local.FreePorts;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.engine.PolicyEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What may run gives the same answer, or the same error, whatever stands where the asker may not
 * look: seen by running it on two databases that differ in nothing else.
 */
class NonInterferenceTest {
  private static final long SEED = Long.getLong("nexushive.fuzz.seed", 20_240_607L);
  private static final Duration TIME =
      Duration.ofSeconds(Long.getLong("nexushive.fuzz.seconds", 6L));

  /** One in so many texts must be permitted and run, or the test says nothing. */
  private static final int LEAST_SHARE = 100;

  private static final PolicyEngine ENGINE = new PolicyEngine();

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void onSqlite(Scenario scenario) throws SQLException {
    try (Connection one = DriverManager.getConnection("jdbc:sqlite::memory:");
        Connection other = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      check(scenario, Dialect.SQLITE, one, other);
    }
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void onDuckDb(Scenario scenario) throws SQLException {
    try (Connection one = TwoDatabases.duckDb();
        Connection other = TwoDatabases.duckDb()) {
      check(scenario, Dialect.DUCKDB, one, other);
    }
  }

  @Test
  void onPostgres(@TempDir Path folder) throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(folder, FreePorts.next())) {
      for (Scenario scenario : Scenario.values()) {
        try (Connection one = postgres.connect(Role.NEXUS_GATEWAY);
            Connection other = postgres.connect(Role.NEXUS_AUDIT_OWNER)) {
          check(scenario, Dialect.POSTGRES, one, other);
        }
      }
    }
  }

  private static void check(Scenario scenario, Dialect dialect, Connection one, Connection other)
      throws SQLException {
    TwoDatabases databases = TwoDatabases.of(scenario, one, other);
    RandomQueries queries = new RandomQueries(SEED, scenario.more());
    List<String> leaks = new ArrayList<>();
    int run = 0;
    int rewritten = 0;
    int decided = 0;
    long end = System.nanoTime() + TIME.toNanos();
    while (System.nanoTime() < end) {
      String sql = queries.next();
      decided++;
      Verdict verdict =
          ENGINE.decide(
              sql, dialect, Fixtures.CORPUS_CATALOG, scenario.policy(), scenario.asker(), "");
      if (verdict instanceof Verdict.Denied) {
        continue;
      }
      String permitted = Fixtures.sql(verdict);
      TwoDatabases.Run done = databases.run(permitted);
      run += done.succeeds() ? 1 : 0;
      rewritten += permitted.contains(" AS stored") ? 1 : 0;
      if (done.tells()) {
        leaks.add(done.toString());
      }
    }
    System.out.printf(
        "%s on %s: %d decided, %d permitted and run, %d guarded%n",
        scenario, dialect, decided, run, rewritten);
    assertThat(leaks).isEmpty();
    assertThat(run).isGreaterThan(decided / LEAST_SHARE);
    if (scenario != Scenario.FORBIDDEN_COLUMNS) {
      assertThat(rewritten).isGreaterThan(decided / LEAST_SHARE);
    }
  }
}
