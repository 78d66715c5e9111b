package io.nexushive.visualizer.chart;

import io.nexushive.model.envelope.Chart;
import io.nexushive.visualizer.result.ResultTable;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Draws results. The same result and question give the same chart. */
@Singleton
public class Charts {

  /**
   * The chart of all rows of {@code table}.
   *
   * @return empty where there is nothing to draw, or a table says it better
   */
  public Optional<Chart> draw(ResultTable table, String question) {
    return ChartChooser.choose(table, question)
        .map(p -> new Chart(p.kind(), p.title(), VegaLite.of(p), ChartJs.of(p)));
  }
}
