package io.nexushive.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is printed for a dialect is read in that dialect as the same query: it gets the same verdict
 * and the same lineage, and is printed to the letter once more. That is all that can be known here
 * of the warehouses that do not run on this machine.
 */
class RoundTripTest {
  /** The corpus' texts that may run, and those of every dialect that others read too. */
  private static final List<String> TEXTS =
      Stream.concat(
              CorpusCase.ifPresent().stream().filter(c -> !c.expects("deny")).map(CorpusCase::sql),
              Texts.permitted().stream().map(Texts.Text::sql))
          .distinct()
          .toList();

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void readsWhatItPrints(Dialect dialect) {
    List<String> changed = new ArrayList<>();
    int read = 0;
    for (String sql : TEXTS) {
      Verdict first = Fixtures.decide(dialect, "analyst", sql);
      if (first instanceof Verdict.Denied) {
        continue;
      }
      read++;
      Verdict second = Fixtures.decide(dialect, "analyst", Fixtures.sql(first));
      boolean same =
          second.decision().equals(first.decision())
              && Fixtures.sql(second).equals(Fixtures.sql(first))
              && second.lineage().equals(first.lineage());
      if (!same) {
        changed.add(sql + "\n  " + Fixtures.sql(first) + "\n  " + Fixtures.sql(second));
      }
    }
    assertThat(changed).isEmpty();
    assertThat(read).isGreaterThan(100);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void readsTheGuardsThatItPrints(Dialect dialect) {
    List<String> unread = new ArrayList<>();
    int guarded = 0;
    for (String sql : TEXTS) {
      Verdict verdict = GuardedCorpusTest.decide(dialect, "analyst", sql);
      String printed = Fixtures.sql(verdict);
      if (verdict instanceof Verdict.Denied || !printed.contains(" AS stored")) {
        continue;
      }
      guarded++;
      Verdict plain = Fixtures.decide(dialect, "admin", printed);
      if (plain instanceof Verdict.Denied) {
        unread.add(printed + "\n  " + plain.reasons());
      }
    }
    assertThat(unread).isEmpty();
    assertThat(guarded).isGreaterThan(100);
  }
}
