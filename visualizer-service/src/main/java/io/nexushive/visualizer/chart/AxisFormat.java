package io.nexushive.visualizer.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.visualizer.result.ResultColumn;
import java.math.BigDecimal;
import java.util.List;

/** How values are written along axes and in tooltips, as d3 patterns. */
final class AxisFormat {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final BigDecimal HUNDRED_THOUSAND = BigDecimal.valueOf(100_000);
  private static final int MONTH_LENGTH = 7;

  private AxisFormat() {}

  /** For ticks: short, since they only guide the eye. */
  static String ticks(ResultColumn measure) {
    BigDecimal reach = reach(measure);
    if (reach.compareTo(HUNDRED_THOUSAND) >= 0) {
      return "~s";
    }
    if (measure.type() == ColumnType.INTEGER || reach.compareTo(THOUSAND) >= 0) {
      return ",.0f";
    }
    return reach.compareTo(BigDecimal.ONE) < 0 ? ".2f" : ",.1f";
  }

  /** For tooltips: with the digits that matter. */
  static String exact(ResultColumn measure) {
    if (measure.type() == ColumnType.INTEGER) {
      return ",d";
    }
    return reach(measure).compareTo(BigDecimal.ONE) < 0 ? ".4f" : ",.2f";
  }

  /** The unit of time that a column of dates runs in; {@code null} where it has none of its own. */
  static String timeUnit(ResultColumn column) {
    if (column.type() == ColumnType.TIMESTAMP) {
      return null;
    }
    return months(column) ? "utcyearmonth" : "utcyearmonthdate";
  }

  /** How dates are written; {@code null} leaves it to the reader. */
  static String time(ResultColumn column) {
    if (column.type() == ColumnType.TIMESTAMP) {
      return null;
    }
    return months(column) ? "%b %Y" : "%d %b %Y";
  }

  /** Whether the column can be laid on a time axis; periods such as quarters are names in order. */
  static boolean continuous(ResultColumn column) {
    return column.type().isTemporal()
        || column.type() == ColumnType.STRING
            && column.values().stream()
                .filter(v -> !v.isNull())
                .allMatch(v -> v.asText().matches("\\d{4}-\\d{2}(-\\d{2})?"));
  }

  private static boolean months(ResultColumn column) {
    List<String> texts =
        column.values().stream().filter(v -> !v.isNull()).map(JsonNode::asText).toList();
    return texts.stream().allMatch(t -> t.length() == MONTH_LENGTH)
        || texts.size() > 1 && texts.stream().allMatch(t -> t.endsWith("-01"));
  }

  private static BigDecimal reach(ResultColumn measure) {
    return measure.numbers().stream()
        .map(BigDecimal::abs)
        .max(BigDecimal::compareTo)
        .orElse(BigDecimal.ZERO);
  }
}
