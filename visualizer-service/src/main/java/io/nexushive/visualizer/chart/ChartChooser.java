package io.nexushive.visualizer.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.Chart.Kind;
import io.nexushive.visualizer.result.ResultColumn;
import io.nexushive.visualizer.result.ResultTable;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what to draw: one row is a figure, periods are a line, parts of a whole a pie where the
 * question asks for shares, names are bars, two measures a scatter. Whatever fits none of these is
 * better read as a table.
 */
final class ChartChooser {
  private static final List<String> UNITS =
      List.of("year", "quarter", "month", "week", "day", "hour");
  private static final int MOST_SLICES = 8;
  private static final int FEW_SLICES = 5;
  private static final int MOST_SERIES = 12;
  private static final int MOST_STANDING_BARS = 12;
  private static final int LONG_LABEL = 14;
  private static final int MOST_MEASURES = 4;
  private static final int LEAST_POINTS = 3;
  private static final BigDecimal SAME_SCALE = BigDecimal.valueOf(50);

  private final ResultTable table;
  private final ChartWish wish;
  private final String title;

  private ChartChooser(ResultTable table, ChartWish wish, String title) {
    this.table = table;
    this.wish = wish;
    this.title = title;
  }

  /** What to draw of {@code table} for {@code question}; empty where a table says it better. */
  static Optional<ChartPlan> choose(ResultTable table, String question) {
    return new ChartChooser(table, ChartWish.of(question), Title.of(question)).choose();
  }

  private Optional<ChartPlan> choose() {
    List<ResultColumn> measures = table.measures();
    if (table.isEmpty() || measures.isEmpty() || wish.wants(Kind.TABLE)) {
      return Optional.empty();
    }
    if (table.rowCount() == 1) {
      return figure(measures);
    }
    List<ResultColumn> times = table.times();
    List<ResultColumn> names = table.categories();
    if (relates(measures, times, names)) {
      return Optional.of(scatter(measures));
    }
    if (!times.isEmpty()) {
      return overTime(times, names, measures);
    }
    return byName(names, measures);
  }

  private Optional<ChartPlan> figure(List<ResultColumn> measures) {
    List<ResultColumn> others = table.columns().stream().filter(c -> !c.isMeasure()).toList();
    return measures.size() == 1 && others.size() <= 1
        ? Optional.of(ChartPlan.figure(title, measures.get(0), others.stream().findFirst()))
        : Optional.empty();
  }

  private boolean relates(
      List<ResultColumn> measures, List<ResultColumn> times, List<ResultColumn> names) {
    boolean possible = measures.size() >= 2 && table.rowCount() >= LEAST_POINTS;
    boolean bare = times.isEmpty() && names.isEmpty() && measures.size() == 2;
    return possible && (bare || wish.wants(Kind.SCATTER) || wish.relation() && times.isEmpty());
  }

  private ChartPlan scatter(List<ResultColumn> measures) {
    return new ChartPlan(
        Kind.SCATTER,
        title,
        Optional.of(measures.get(0)),
        Optional.empty(),
        List.of(measures.get(1)),
        false,
        false);
  }

  private Optional<ChartPlan> overTime(
      List<ResultColumn> times, List<ResultColumn> names, List<ResultColumn> measures) {
    // Of a year and a month, the finer one runs along the axis and the coarser one makes the lines.
    ResultColumn along = times.size() == 1 ? times.get(0) : finest(times);
    List<ResultColumn> others =
        table.columns().stream()
            .filter(c -> c != along && (c.isTime() || names.contains(c)))
            .toList();
    if (others.size() > 1 || measures.size() > MOST_MEASURES) {
      return Optional.empty();
    }
    Optional<ResultColumn> series = others.stream().findFirst();
    if (!identifies(along, series) || series.filter(s -> s.distinct() > MOST_SERIES).isPresent()) {
      return Optional.empty();
    }
    boolean ascending = ascending(along);
    if (wish.ranking() && !wish.trend() && series.isEmpty() && !ascending) {
      return Optional.of(bars(Kind.BAR, along, series, measures, false));
    }
    return Optional.of(
        new ChartPlan(
            timeKind(series, measures),
            title,
            Optional.of(along),
            series,
            series.isPresent() ? measures.subList(0, 1) : sameScale(measures),
            false,
            !ascending));
  }

  private Kind timeKind(Optional<ResultColumn> series, List<ResultColumn> measures) {
    if (wish.wants(Kind.BAR) || wish.wants(Kind.AREA)) {
      return wish.named().get();
    }
    boolean parts = series.isPresent() && measures.get(0).isAdditive();
    return parts && (wish.share() || wish.wants(Kind.STACKED_BAR)) ? Kind.STACKED_BAR : Kind.LINE;
  }

  private Optional<ChartPlan> byName(List<ResultColumn> names, List<ResultColumn> measures) {
    List<ResultColumn> telling = withoutRedundantIds(names);
    if (telling.isEmpty() || telling.size() > 2 || measures.size() > MOST_MEASURES) {
      return Optional.empty();
    }
    ResultColumn along = telling.get(0);
    Optional<ResultColumn> series = telling.stream().skip(1).findFirst();
    if (!identifies(along, series)) {
      return Optional.empty();
    }
    if (series.isPresent()) {
      return series.get().distinct() > MOST_SERIES
          ? Optional.empty()
          : Optional.of(
              bars(
                  measures.get(0).isAdditive() ? Kind.STACKED_BAR : Kind.BAR,
                  along,
                  series,
                  measures,
                  false));
    }
    Optional<Kind> round = round(along, measures);
    if (round.isPresent()) {
      return Optional.of(
          new ChartPlan(
              round.get(),
              title,
              Optional.of(along),
              series,
              measures.subList(0, 1),
              false,
              false));
    }
    return Optional.of(bars(Kind.BAR, along, series, measures, lie(along)));
  }

  /** A pie says something about a whole only where its parts are few and add up. */
  private Optional<Kind> round(ResultColumn along, List<ResultColumn> measures) {
    boolean asked = wish.share() || wish.wants(Kind.PIE) || wish.wants(Kind.DOUGHNUT);
    boolean sensible =
        along.distinct() <= MOST_SLICES
            && along.distinct() == table.rowCount()
            && measures.get(0).isAdditive()
            && !table.truncated();
    if (!asked || !sensible) {
      return Optional.empty();
    }
    return wish.wants(Kind.PIE) || wish.wants(Kind.DOUGHNUT)
        ? wish.named()
        : Optional.of(table.rowCount() <= FEW_SLICES ? Kind.PIE : Kind.DOUGHNUT);
  }

  private ChartPlan bars(
      Kind kind,
      ResultColumn along,
      Optional<ResultColumn> series,
      List<ResultColumn> measures,
      boolean horizontal) {
    return new ChartPlan(
        kind,
        title,
        Optional.of(along),
        series,
        series.isPresent() ? measures.subList(0, 1) : sameScale(measures),
        horizontal,
        false);
  }

  private boolean lie(ResultColumn along) {
    return along.distinct() > MOST_STANDING_BARS
        || along.values().stream().anyMatch(v -> v.asText().length() > LONG_LABEL);
  }

  /** Whether each place of the chart belongs to one row; otherwise rows would hide each other. */
  private boolean identifies(ResultColumn along, Optional<ResultColumn> series) {
    Set<List<JsonNode>> places = new HashSet<>();
    for (int i = 0; i < table.rowCount(); i++) {
      int row = i;
      List<JsonNode> place =
          series
              .map(s -> List.of(along.values().get(row), s.values().get(row)))
              .orElseGet(() -> List.of(along.values().get(row)));
      if (!places.add(place)) {
        return false;
      }
    }
    return true;
  }

  /** An id beside a name says nothing that the name does not. */
  private static List<ResultColumn> withoutRedundantIds(List<ResultColumn> names) {
    List<ResultColumn> words = names.stream().filter(c -> !c.isIdentifier()).toList();
    return words.isEmpty() ? names : words;
  }

  /** Figures that can share an axis with the first one. */
  private static List<ResultColumn> sameScale(List<ResultColumn> measures) {
    BigDecimal first = reach(measures.get(0));
    return measures.stream()
        .filter(
            m -> {
              BigDecimal other = reach(m);
              return m == measures.get(0)
                  || first.compareTo(other.multiply(SAME_SCALE)) <= 0
                      && other.compareTo(first.multiply(SAME_SCALE)) <= 0;
            })
        .toList();
  }

  private static BigDecimal reach(ResultColumn measure) {
    return measure.numbers().stream()
        .map(BigDecimal::abs)
        .max(BigDecimal::compareTo)
        .orElse(BigDecimal.ZERO);
  }

  private static ResultColumn finest(List<ResultColumn> times) {
    return times.stream()
        .max(
            Comparator.comparingInt(ChartChooser::fineness)
                .thenComparingInt(ResultColumn::distinct))
        .orElseThrow();
  }

  private static int fineness(ResultColumn time) {
    return time.words().stream().mapToInt(UNITS::indexOf).max().orElse(-1);
  }

  static boolean ascending(ResultColumn column) {
    for (int i = 1; i < column.values().size(); i++) {
      JsonNode last = column.values().get(i - 1);
      JsonNode next = column.values().get(i);
      int order =
          last.isNumber() && next.isNumber()
              ? last.decimalValue().compareTo(next.decimalValue())
              : last.asText().compareTo(next.asText());
      if (!next.isNull() && !last.isNull() && order > 0) {
        return false;
      }
    }
    return true;
  }
}
