package io.nexushive.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is written in another way is decided in the same way; the figures are in {@code
 * target/metamorphic.txt}.
 */
class MetamorphicTest {
  private static final Path FIGURES = Path.of("target/metamorphic.txt");

  private final List<CorpusCase> cases = CorpusCase.all();

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(FIGURES.getParent());
    Files.writeString(FIGURES, "");
  }

  @ParameterizedTest
  @EnumSource(Transformation.class)
  void deniedStaysDenied(Transformation transformation) throws IOException {
    List<String> passed = new ArrayList<>();
    Set<Dialect> dialects = EnumSet.noneOf(Dialect.class);
    int changed = 0;
    for (CorpusCase each : cases) {
      if (each.expects("deny") && Transformation.saysSomething(each)) {
        String text = transformation.apply(each);
        changed += note(each, text, dialects);
        String decision = each.decide(text).decision();
        if (!decision.equals("deny")) {
          passed.add(each.id() + " -> " + decision + ": " + text);
        }
      }
    }
    figures(transformation, "denied", changed, passed, dialects);
    assertThat(passed).isEmpty();
    assertThat(changed).as("texts that it changes").isPositive();
  }

  @ParameterizedTest
  @EnumSource(Transformation.class)
  void allowedStaysAllowed(Transformation transformation) throws IOException {
    if (!transformation.keepsMeaning()) {
      return;
    }
    List<String> lost = new ArrayList<>();
    Set<Dialect> dialects = EnumSet.noneOf(Dialect.class);
    int changed = 0;
    for (CorpusCase each : cases) {
      if (each.expects("allow") && each.decide().decision().equals("allow")) {
        String text = transformation.apply(each);
        changed += note(each, text, dialects);
        String decision = each.decide(text).decision();
        if (!decision.equals("allow")) {
          lost.add(each.id() + " -> " + decision + ": " + text);
        }
      }
    }
    figures(transformation, "allowed", changed, lost, dialects);
    assertThat(lost.size()).as("%s", lost).isLessThanOrEqualTo((int) (changed * 0.02));
    assertThat(changed).as("texts that it changes").isPositive();
  }

  private static int note(CorpusCase original, String text, Set<Dialect> dialects) {
    if (text.equals(original.sql())) {
      return 0;
    }
    dialects.add(original.dialect());
    return 1;
  }

  private static void figures(
      Transformation transformation,
      String expected,
      int changed,
      List<String> others,
      Set<Dialect> dialects)
      throws IOException {
    Files.writeString(
        FIGURES,
        "%s\t%s\t%d changed\t%d otherwise\t%s\t%s%n"
            .formatted(transformation, expected, changed, others.size(), dialects, others),
        StandardOpenOption.APPEND);
  }
}
