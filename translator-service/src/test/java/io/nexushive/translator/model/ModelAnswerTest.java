package io.nexushive.translator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAnswerTest {
  private static final String GOOD =
      "{\"intent\":\"data\",\"sql\":\"SELECT name FROM t\",\"explanation\":\"x\",\"assumptions\":[\"a\"],\"confidence\":0.8,\"reason\":\"\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "Sure! Here is the query you asked for:\n```json\n"
            + GOOD
            + "\n```\nHope it helps {really}.",
        "{not json} " + GOOD
      })
  void readsTheObjectWhateverStandsAroundIt(String text) {
    assertThat(ModelAnswer.read(text).sql()).isEqualTo("SELECT name FROM t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "I cannot do that.",
        "{\"intent\":\"data\",\"sql\":\"SELECT na",
        "{\"answer\":42}",
        "{\"intent\":\"dance\",\"sql\":\"SELECT 1\"}",
        "{\"intent\":\"data\",\"sql\":\"DROP TABLE t\"}",
        "{\"intent\":\"data\",\"sql\":\"\"}",
        "{\"intent\":\"data\"}"
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> ModelAnswer.read(text)).isInstanceOf(UnusableAnswerException.class);
  }

  @Test
  void takesConfidenceWithinItsBounds() {
    assertThat(ModelAnswer.read(GOOD.replace("0.8", "7")).confidence()).isEqualTo(1);
    assertThat(ModelAnswer.read(GOOD.replace("0.8", "\"high\"")).confidence()).isEqualTo(0.5);
  }
}
