package io.nexushive.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.corpus.CorpusCase;
import io.nexushive.policy.corpus.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole path under coverage-guided fuzzing: it ends in time, whatever it is given; and what it
 * permits, SQLite, DuckDB and PostgreSQL answer alike whatever stands in the forbidden columns, and
 * PostgreSQL lets a role read that has no right to those columns: the text that was asked and the
 * text that would run.
 */
class PolicyPathFuzzIT {
  /** More than the watchdog gives the parser for both decisions, on a machine that is busy. */
  private static final Duration MOST_TIME = Duration.ofSeconds(3);

  private static final int LEAST_RUNS = 30;

  /** So many of each text's columns are forbidden ones in some seed. */
  private static final int PLACES = 4;

  private static final Edits EDITS = edits();
  private static final Witnesses WITNESSES = witnesses();
  private static final PathOracle ORACLE =
      new PathOracle(
          (dialect, sql) -> Fixtures.decide(dialect, "analyst", sql), WITNESSES, MOST_TIME);

  /** It says nothing where nothing is permitted, or nothing that is permitted runs. */
  @AfterAll
  static void ranWhatWasPermitted() throws SQLException {
    WITNESSES.close();
    System.out.println("permitted and run by both databases: " + ORACLE.runs());
    for (Dialect dialect : WITNESSES.databases().keySet()) {
      assertThat(ORACLE.runs().getOrDefault(dialect, 0))
          .as("%s", dialect)
          .isGreaterThan(LEAST_RUNS);
    }
  }

  static Stream<byte[]> seeds() {
    List<byte[]> all = new ArrayList<>();
    for (Dialect dialect : Dialect.values()) {
      for (int i = 0; i < EDITS.seeds(dialect); i++) {
        all.add(Edits.unchanged(dialect, i));
        for (int place = 0; place < PLACES && WITNESSES.databases().containsKey(dialect); place++) {
          all.add(Edits.forbidding(dialect, i, place));
        }
      }
    }
    return all.stream();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "40s")
  void endsInTimeAndGivesNothingAway(byte[] bytes) throws InterruptedException {
    Dialect dialect = Edits.dialect(bytes);
    String sql = EDITS.text(bytes);

    ORACLE.check(dialect, sql);
  }

  private static Edits edits() {
    Edits edits = new Edits(RandomQueries.FORBIDDEN_BY_TABLE);
    CorpusCase.ifPresent().forEach(c -> edits.seed(c.dialect(), c.sql()));
    Texts.denied().forEach(t -> edits.seed(t.dialect(), t.sql()));
    Texts.permitted().forEach(t -> edits.seed(t.dialect(), t.sql()));
    // Much of what is written for Postgres runs elsewhere too.
    Texts.permitted().stream()
        .filter(t -> t.dialect() == Dialect.POSTGRES)
        .forEach(
            t -> {
              edits.seed(Dialect.SQLITE, t.sql());
              edits.seed(Dialect.DUCKDB, t.sql());
            });
    for (Dialect dialect : Dialect.values()) {
      assertThat(edits.seeds(dialect)).as("%s", dialect).isPositive();
    }
    return edits;
  }

  private static Witnesses witnesses() {
    try {
      return Witnesses.start(Files.createTempDirectory("fuzz"));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
