package io.nexushive.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written in another way is decided in the same way. */
class MetamorphicTest {
  private final List<CorpusCase> cases = CorpusCase.all();

  @ParameterizedTest
  @EnumSource(Transformation.class)
  void deniedStaysDenied(Transformation transformation) {
    List<String> passed = new ArrayList<>();
    for (CorpusCase each : cases) {
      if (each.expects("deny") && Transformation.saysSomething(each)) {
        String text = transformation.apply(each);
        String decision = each.decide(text).decision();
        if (!decision.equals("deny")) {
          passed.add(each.id() + " -> " + decision + ": " + text);
        }
      }
    }
    assertThat(passed).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Transformation.class)
  void allowedStaysAllowed(Transformation transformation) {
    if (!transformation.keepsMeaning()) {
      return;
    }
    List<String> lost = new ArrayList<>();
    int allowed = 0;
    for (CorpusCase each : cases) {
      if (each.expects("allow") && each.decide().decision().equals("allow")) {
        allowed++;
        String text = transformation.apply(each);
        String decision = each.decide(text).decision();
        if (!decision.equals("allow")) {
          lost.add(each.id() + " -> " + decision + ": " + text);
        }
      }
    }
    assertThat(lost.size()).as("%s", lost).isLessThanOrEqualTo((int) (allowed * 0.02));
  }
}
