package io.nexushive.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.corpus.CorpusCase;
import io.nexushive.policy.corpus.Texts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole path under coverage-guided fuzzing: it ends in time, whatever it is given; and what it
 * permits, SQLite and DuckDB answer alike whatever stands in the forbidden columns: the text that
 * was asked and the text that would run.
 */
class PolicyPathFuzzIT {
  /** More than the watchdog gives the parser for both decisions, on a machine that is busy. */
  private static final int MOST_SECONDS = 3;

  private static final int LEAST_RUNS = 30;

  private static final Edits EDITS = edits();
  private static final Map<Dialect, TwoDatabases> ENGINES = engines();
  private static final ExecutorService DECIDER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "decider");
            thread.setDaemon(true);
            return thread;
          });

  private static final Map<Dialect, Integer> RUNS = new EnumMap<>(Dialect.class);

  /** It says nothing where nothing is permitted, or nothing that is permitted runs. */
  @AfterAll
  static void ranWhatWasPermitted() {
    System.out.println("permitted and run by both databases: " + RUNS);
    assertThat(RUNS.getOrDefault(Dialect.SQLITE, 0)).isGreaterThan(LEAST_RUNS);
    assertThat(RUNS.getOrDefault(Dialect.DUCKDB, 0)).isGreaterThan(LEAST_RUNS);
  }

  static Stream<byte[]> seeds() {
    List<byte[]> all = new ArrayList<>();
    for (Dialect dialect : Dialect.values()) {
      for (int i = 0; i < EDITS.seeds(dialect); i++) {
        all.add(Edits.unchanged(dialect, i));
      }
    }
    return all.stream();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "40s")
  void endsInTimeAndGivesNothingAway(byte[] bytes) throws Exception {
    Dialect dialect = Edits.dialect(bytes);
    String sql = EDITS.text(bytes);

    Verdict verdict = decided(dialect, sql);

    TwoDatabases engine = ENGINES.get(dialect);
    if (verdict instanceof Verdict.Denied || engine == null) {
      return;
    }
    for (String text : List.of(sql, Fixtures.sql(verdict))) {
      TwoDatabases.Run run = engine.run(text);
      RUNS.merge(dialect, run.succeeds() ? 1 : 0, Integer::sum);
      if (run.tells() && !engine.isFickle(text)) {
        fail(dialect + " " + verdict.decision() + ": " + sql + "\n" + run);
      }
    }
  }

  private static Verdict decided(Dialect dialect, String sql) throws InterruptedException {
    try {
      return DECIDER
          .submit(() -> Fixtures.decide(dialect, "analyst", sql))
          .get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return fail("not decided within " + MOST_SECONDS + " s: " + sql);
    } catch (ExecutionException e) {
      return fail("an exception came out: " + sql, e.getCause());
    }
  }

  private static Edits edits() {
    Edits edits = new Edits();
    CorpusCase.ifPresent().forEach(c -> edits.seed(c.dialect(), c.sql()));
    Texts.denied().forEach(t -> edits.seed(t.dialect(), t.sql()));
    Texts.permitted().forEach(t -> edits.seed(t.dialect(), t.sql()));
    for (Dialect dialect : Dialect.values()) {
      assertThat(edits.seeds(dialect)).as("%s", dialect).isPositive();
    }
    return edits;
  }

  private static Map<Dialect, TwoDatabases> engines() {
    try {
      Map<Dialect, TwoDatabases> engines = new EnumMap<>(Dialect.class);
      engines.put(
          Dialect.SQLITE,
          TwoDatabases.of(
              Scenario.FORBIDDEN_COLUMNS,
              DriverManager.getConnection("jdbc:sqlite::memory:"),
              DriverManager.getConnection("jdbc:sqlite::memory:")));
      engines.put(Dialect.DUCKDB, TwoDatabases.of(Scenario.FORBIDDEN_COLUMNS, duckDb(), duckDb()));
      return engines;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection duckDb() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement settings = connection.createStatement()) {
      // Which of several rows an error names is otherwise a race between the engine's threads.
      settings.execute("SET threads = 1");
      settings.execute("SET memory_limit = '512MB'");
    }
    return connection;
  }
}
