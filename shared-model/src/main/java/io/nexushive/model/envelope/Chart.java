package io.nexushive.model.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * How to draw the result; data only, never code.
 *
 * @param kind what is drawn
 * @param title drawn from the question
 * @param vegaLite a Vega-Lite 5 specification that names its data {@code result} instead of
 *     repeating it
 * @param chartJs a Chart.js 4 configuration whose datasets refer to columns of the result by name
 */
public record Chart(Kind kind, String title, JsonNode vegaLite, JsonNode chartJs) {
  public Chart {
    Objects.requireNonNull(kind, "kind");
  }

  /** What is drawn. */
  public enum Kind {
    BAR,
    LINE,
    PIE,
    DOUGHNUT,
    AREA,
    SCATTER,
    STACKED_BAR,
    FIGURE,
    TABLE;

    @com.fasterxml.jackson.annotation.JsonValue
    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
