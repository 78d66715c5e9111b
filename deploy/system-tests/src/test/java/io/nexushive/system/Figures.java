package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares rows by what they say: which label has which figure, whatever else stands beside. */
final class Figures {
  private static final BigDecimal TOLERANCE = new BigDecimal("0.006");

  private Figures() {}

  /** Label to figure, where the label is a row's first text and the figure its last number. */
  static Map<String, BigDecimal> of(Collection<List<Object>> rows) {
    Map<String, BigDecimal> figures = new HashMap<>();
    for (List<Object> row : rows) {
      String label = null;
      BigDecimal figure = null;
      for (Object cell : row) {
        if (cell instanceof BigDecimal number) {
          figure = number;
        } else if (label == null) {
          label = String.valueOf(cell);
        }
      }
      figures.put(label, figure);
    }
    return figures;
  }

  /** The same without zeros at the end, so that equal figures are equal. */
  static Map<String, BigDecimal> exact(Collection<List<Object>> rows) {
    Map<String, BigDecimal> figures = of(rows);
    figures.replaceAll((label, figure) -> figure.stripTrailingZeros());
    return figures;
  }

  /** Sees that both say the same, but for rounding to cents. */
  static void assertSame(Collection<List<Object>> actual, Collection<List<Object>> expected) {
    Map<String, BigDecimal> wanted = of(expected);
    Map<String, BigDecimal> found = of(actual);
    assertThat(found.keySet()).isEqualTo(wanted.keySet());
    wanted.forEach(
        (label, figure) ->
            assertThat(found.get(label).subtract(figure).abs())
                .as("%s: %s, expected %s", label, found.get(label), figure)
                .isLessThan(TOLERANCE));
  }
}
