package io.nexushive.executor.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HiddenRowsTest {
  @Test
  void aBoundThatPolicyAddedMayHideRows() {
    assertThat(HiddenRows.possible("SELECT a FROM t", "SELECT a FROM t LIMIT 1000", 1_000))
        .isTrue();
    assertThat(
            HiddenRows.possible(
                "SELECT a FROM t LIMIT 5000 OFFSET 3",
                "SELECT a FROM t LIMIT 1000 OFFSET 3",
                1_000))
        .isTrue();
    assertThat(HiddenRows.possible(null, "SELECT a FROM t LIMIT 1000", 1_000)).isTrue();
  }

  @Test
  void aBoundThatWasAskedForHidesNothing() {
    assertThat(HiddenRows.possible("SELECT a FROM t LIMIT 5", "SELECT a FROM t LIMIT 5", 5))
        .isFalse();
    assertThat(HiddenRows.possible("SELECT a FROM t", "SELECT a FROM t LIMIT 1001", 1_000))
        .isFalse();
    assertThat(HiddenRows.possible("SELECT a FROM t", "SELECT a FROM t", 1_000)).isFalse();
  }
}
