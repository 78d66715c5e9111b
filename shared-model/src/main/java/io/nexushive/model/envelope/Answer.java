package io.nexushive.model.envelope;

import java.util.List;
import java.util.Objects;

/**
 * The answer in words and as a picture.
 *
 * @param text every figure in it is a figure of the result
 * @param confidence 0 to 1, as the translator gave it
 * @param source what wrote the SQL behind it
 * @param notes what the reader should know: assumptions, cut results, metrics that are not
 *     certified
 * @param chart absent where there is nothing to draw
 */
public record Answer(
    String text, double confidence, SqlSource source, List<String> notes, Chart chart) {
  public Answer {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(source, "source");
    notes = Lists.copy(notes);
  }

  /** The words alone. */
  public Answer withoutChart() {
    return new Answer(text, confidence, source, notes, null);
  }
}
