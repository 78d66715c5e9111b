package io.nexushive.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bars that the corpus sets. */
class CorpusTest {
  private final List<CorpusCase> cases = CorpusCase.all();

  @Test
  void letsNoDeniedCasePass() {
    assertThat(misses("deny", "allow", "review")).isEmpty();
  }

  @Test
  void deniesAtMostTwoPercentOfWhatIsFine() {
    List<String> denied = misses("allow", "deny");
    denied.addAll(misses("review", "deny"));

    long fine = cases.stream().filter(c -> !c.expects("deny")).count();
    assertThat(denied.size()).as("%s", denied).isLessThanOrEqualTo((int) (fine * 0.02));
  }

  @Test
  void hitsTheVerdictOfNinetyFivePercentOfEach() {
    for (String expected : List.of("allow", "review")) {
      List<String> misses = misses(expected, "allow", "review", "deny");
      long all = cases.stream().filter(c -> c.expects(expected)).count();
      assertThat(misses.size()).as("%s", misses).isLessThanOrEqualTo((int) (all * 0.05));
    }
  }

  @Test
  void decidesMattersOfConfigurationAsGiven() {
    assertThat(
            cases.stream()
                .filter(
                    c -> c.technique().startsWith("choice:") || c.technique().startsWith("cost:"))
                .filter(c -> !c.decide().decision().equals(c.expect()))
                .map(CorpusCase::id))
        .isEmpty();
  }

  private List<String> misses(String expected, String... decisions) {
    List<String> misses = new ArrayList<>();
    for (CorpusCase each : cases) {
      if (each.expects(expected)) {
        String decision = each.decide().decision();
        if (!decision.equals(expected) && List.of(decisions).contains(decision)) {
          misses.add(each.id() + " -> " + decision);
        }
      }
    }
    return misses;
  }
}
