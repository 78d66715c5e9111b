package io.nexushive.visualizer.chart;

import io.nexushive.model.envelope.Chart.Kind;
import io.nexushive.visualizer.result.ResultColumn;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is drawn, before it is written in any form.
 *
 * @param along the column along the axis, the slices, or a scatter's x; absent for a figure alone
 * @param series the column whose values are drawn beside each other
 * @param measures the figures drawn; more than one only without {@code series}
 * @param horizontal whether bars lie, because their labels are long or many
 * @param sorted whether rows must be put in ascending order of {@code along}; otherwise they stay
 *     in the result's
 */
record ChartPlan(
    Kind kind,
    String title,
    Optional<ResultColumn> along,
    Optional<ResultColumn> series,
    List<ResultColumn> measures,
    boolean horizontal,
    boolean sorted) {
  ChartPlan {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(title, "title");
    measures = List.copyOf(measures);
    if (measures.isEmpty() || measures.size() > 1 && series.isPresent()) {
      throw new IllegalArgumentException("a chart has figures, and series of one figure only");
    }
  }

  ResultColumn measure() {
    return measures.get(0);
  }

  static ChartPlan figure(String title, ResultColumn measure, Optional<ResultColumn> of) {
    return new ChartPlan(Kind.FIGURE, title, of, Optional.empty(), List.of(measure), false, false);
  }
}
