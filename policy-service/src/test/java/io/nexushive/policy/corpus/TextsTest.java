package io.nexushive.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ways around the engine that were tried, and what must not be denied for their sake. */
class TextsTest {

  @Test
  void deniesEveryWayAroundThatWasTried() {
    assertThat(decided(Texts.denied(), false)).isEmpty();
  }

  @Test
  void deniesNothingThatAnalystsWrite() {
    assertThat(decided(Texts.permitted(), true)).isEmpty();
  }

  private static List<String> decided(List<Texts.Text> texts, boolean denied) {
    return texts.stream()
        .filter(t -> decide(t) instanceof Verdict.Denied == denied)
        .map(t -> t + " " + decide(t).decision() + " " + decide(t).reasons())
        .toList();
  }

  private static Verdict decide(Texts.Text text) {
    return Fixtures.decide(text.dialect(), "analyst", text.sql());
  }
}
