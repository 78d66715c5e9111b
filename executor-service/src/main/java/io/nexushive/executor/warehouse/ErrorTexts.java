package io.nexushive.executor.warehouse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the texts of a warehouse's errors mean, where it has no numbers; the first that fits. */
public final class ErrorTexts {
  private record Meaning(Pattern text, Problem problem) {}

  private final List<Meaning> meanings;

  private ErrorTexts(List<Meaning> meanings) {
    this.meanings = meanings;
  }

  /**
   * @param meanings patterns and what they stand for; a pattern's group is the name that the error
   *     is about
   */
  @SafeVarargs
  public static ErrorTexts of(Map.Entry<String, Problem>... meanings) {
    return new ErrorTexts(
        Arrays.stream(meanings)
            .map(m -> new Meaning(Pattern.compile(m.getKey()), m.getValue()))
            .toList());
  }

  /**
   * The problem that {@code text} speaks of; empty where no pattern is found in it.
   *
   * @param text may be {@code null}
   * @param sql the text that was run, from which alone a name may be repeated
   */
  public Optional<WarehouseException> read(String text, String sql, Exception failure) {
    for (Meaning meaning : meanings) {
      Matcher found = meaning.text().matcher(text == null ? "" : text);
      if (found.find()) {
        String name = found.groupCount() == 0 ? null : found.group(1);
        return Optional.of(
            new WarehouseException(meaning.problem(), Subjects.ifWrittenIn(sql, name), failure));
      }
    }
    return Optional.empty();
  }
}
