package io.nexushive.translator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.translator.cli.ResultMatch.Rows;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultMatchTest {
  @Test
  void rowsAreABagUnlessOrderWasAskedFor() {
    Rows up = rows(List.of(1L), List.of(2L), List.of(2L));
    Rows down = rows(List.of(2L), List.of(2L), List.of(1L));
    assertThat(ResultMatch.same(up, down, false)).isTrue();
    assertThat(ResultMatch.same(up, down, true)).isFalse();
    assertThat(ResultMatch.same(up, rows(List.of(1L), List.of(1L), List.of(2L)), false)).isFalse();
  }

  @Test
  void columnsMayComeInAnyOrderButRowsStayTogether() {
    Rows gold = rows(List.of("a", 1L), List.of("b", 2L));
    assertThat(ResultMatch.same(gold, rows(List.of(2L, "b"), List.of(1L, "a")), false)).isTrue();
    assertThat(ResultMatch.same(gold, rows(List.of(1L, "b"), List.of(2L, "a")), false)).isFalse();
    assertThat(ResultMatch.same(gold, rows(List.of("a"), List.of("b")), false)).isFalse();
  }

  @Test
  void wholeNumbersAreExactOthersToSixDigits() {
    assertThat(ResultMatch.same(one(1_000_000_000L), one(1_000_000_001L), false)).isFalse();
    assertThat(ResultMatch.same(one(0.1 + 0.2), one(0.3), false)).isTrue();
    assertThat(ResultMatch.same(one(3L), one(3.0), false)).isTrue();
    assertThat(ResultMatch.same(one(3L), one("3"), false)).isFalse();
    assertThat(ResultMatch.same(one(null), one(0L), false)).isFalse();
  }

  @Test
  void orderCountsAtTheTopOnly() {
    assertThat(ResultMatch.isOrdered("SELECT a FROM t ORDER  BY a")).isTrue();
    assertThat(ResultMatch.isOrdered("SELECT a FROM (SELECT a FROM t ORDER BY a)")).isFalse();
    assertThat(ResultMatch.isOrdered("SELECT 'order by' FROM t")).isFalse();
  }

  private static Rows one(Object value) {
    return rows(Arrays.asList(value));
  }

  private static Rows rows(List<?>... rows) {
    return new Rows(
        rows[0].size(),
        Arrays.stream(rows).map(r -> Collections.<Object>unmodifiableList(r)).toList());
  }
}
