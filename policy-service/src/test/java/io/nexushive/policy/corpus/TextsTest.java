package io.nexushive.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that were written to get past the engine, and texts that analysts write. */
class TextsTest {

  @Test
  void deniesEveryWayAroundThatWasTried() {
    assertThat(decided("/texts/denied.txt", false)).isEmpty();
  }

  @Test
  void deniesNothingThatAnalystsWrite() {
    assertThat(decided("/texts/permitted.txt", true)).isEmpty();
  }

  /** The texts of a list that are denied, or that are not. */
  private static List<String> decided(String resource, boolean denied) {
    List<String> found = new ArrayList<>();
    Dialect dialect = null;
    for (String line : lines(resource)) {
      if (line.startsWith("@")) {
        dialect = Dialect.of(line.substring(1));
      } else if (!line.isBlank() && !line.startsWith("# ")) {
        Verdict verdict = Fixtures.decide(dialect, "analyst", line.replace("\\n", "\n"));
        if (verdict instanceof Verdict.Denied == denied) {
          found.add(dialect + " " + verdict.decision() + " " + verdict.reasons() + " " + line);
        }
      }
    }
    return found;
  }

  private static List<String> lines(String resource) {
    try (InputStream in = TextsTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
