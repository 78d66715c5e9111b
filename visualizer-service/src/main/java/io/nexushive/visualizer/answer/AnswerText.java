package io.nexushive.visualizer.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.visualizer.result.ResultColumn;
import io.nexushive.visualizer.result.ResultTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts a result into a few sentences. */
final class AnswerText {
  private static final int MOST_MEASURES = 3;
  private static final int MOST_LISTED = 10;
  private static final int MOST_TIED = 3;

  private final ResultTable table;
  private final List<String> filters;

  private AnswerText(ResultTable table, List<String> filters) {
    this.table = table;
    this.filters = filters;
  }

  /**
   * @param filters the filters that policy put at tables, in words: with them, nothing found does
   *     not mean that there is nothing
   */
  static String of(ResultTable table, List<String> filters) {
    return new AnswerText(table, filters).write();
  }

  private String write() {
    if (table.isEmpty()) {
      return table.truncated()
          ? "The query returned a row that is too large to be shown."
          : "The query ran and found no matching rows" + within() + ".";
    }
    if (table.hasNoValue()) {
      return "The query ran, but there is no value to show: no row matches" + within() + ".";
    }
    return table.rowCount() == 1 ? single() : many();
  }

  private String within() {
    return filters.isEmpty() ? "" : " among those that you may see";
  }

  private String single() {
    return table.columns().stream()
        .map(c -> c.label() + ": " + Figures.write(c, c.values().get(0)))
        .collect(Collectors.joining("; ", "", "."));
  }

  private String many() {
    List<String> sentences = new ArrayList<>();
    sentences.add(extent());
    List<ResultColumn> measures = table.measures();
    List<ResultColumn> names = table.columns().stream().filter(c -> !measures.contains(c)).toList();
    if (measures.isEmpty()) {
      listing().ifPresent(sentences::add);
    }
    measures.stream().limit(MOST_MEASURES).forEach(m -> sentences.add(extremes(m, telling(names))));
    return String.join(" ", sentences);
  }

  private String extent() {
    String rows = Figures.count(table.rowCount()) + " rows";
    if (table.truncated()) {
      return "The first " + rows + " are shown; there are more.";
    }
    List<ResultColumn> times = table.times();
    if (times.size() == 1) {
      ResultColumn time = times.get(0);
      List<JsonNode> sorted =
          time.values().stream().filter(v -> !v.isNull()).sorted(AnswerText::compare).toList();
      return "The result has "
          + rows
          + ", from "
          + Figures.write(time, sorted.get(0))
          + " to "
          + Figures.write(time, sorted.get(sorted.size() - 1))
          + ".";
    }
    return "The result has " + rows + ".";
  }

  /** The values themselves, where one column holds few of them. */
  private java.util.Optional<String> listing() {
    List<ResultColumn> named = telling(table.columns());
    if (named.size() != 1 || table.rowCount() > MOST_LISTED) {
      return java.util.Optional.empty();
    }
    ResultColumn column = named.get(0);
    return java.util.Optional.of(
        column.values().stream()
            .map(v -> Figures.write(column, v))
            .collect(Collectors.joining(", ", column.label() + ": ", ".")));
  }

  private String extremes(ResultColumn measure, List<ResultColumn> names) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < table.rowCount(); i++) {
      if (!measure.values().get(i).isNull()) {
        rows.add(i);
      }
    }
    BigDecimal highest = extreme(measure, rows, 1);
    BigDecimal lowest = extreme(measure, rows, -1);
    String label = measure.label();
    String scope = table.truncated() ? "Among them, " + lower(label) : label;
    if (highest.compareTo(lowest) == 0) {
      return scope + " is " + figure(measure, rows, highest) + " everywhere.";
    }
    return scope
        + " is highest"
        + at(names, measure, rows, highest)
        + " ("
        + figure(measure, rows, highest)
        + ") and lowest"
        + at(names, measure, rows, lowest)
        + " ("
        + figure(measure, rows, lowest)
        + ").";
  }

  private String at(
      List<ResultColumn> names, ResultColumn measure, List<Integer> rows, BigDecimal value) {
    if (names.isEmpty()) {
      return "";
    }
    List<String> places =
        rows.stream()
            .filter(r -> measure.values().get(r).decimalValue().compareTo(value) == 0)
            .map(r -> place(names, r))
            .distinct()
            .toList();
    String preposition = names.size() == 1 && names.get(0).isTime() ? " in " : " for ";
    if (places.size() > MOST_TIED) {
      return preposition + String.join(", ", places.subList(0, MOST_TIED)) + " and others";
    }
    return preposition + String.join(" and ", places);
  }

  private static String place(List<ResultColumn> names, int row) {
    return names.stream()
        .map(c -> Figures.write(c, c.values().get(row)))
        .collect(Collectors.joining(" / "));
  }

  private static String figure(ResultColumn measure, List<Integer> rows, BigDecimal value) {
    return rows.stream()
        .map(r -> measure.values().get(r))
        .filter(v -> v.decimalValue().compareTo(value) == 0)
        .findFirst()
        .map(v -> Figures.write(measure, v))
        .orElseThrow();
  }

  private static BigDecimal extreme(ResultColumn measure, List<Integer> rows, int sign) {
    return rows.stream()
        .map(r -> measure.values().get(r).decimalValue())
        .max((a, b) -> sign * a.compareTo(b))
        .orElseThrow();
  }

  /** Names before ids, and no more than two of them. */
  private static List<ResultColumn> telling(List<ResultColumn> columns) {
    List<ResultColumn> words = columns.stream().filter(c -> !c.isIdentifier()).toList();
    return (words.isEmpty() ? columns : words).stream().limit(2).toList();
  }

  private static int compare(JsonNode a, JsonNode b) {
    return a.isNumber() && b.isNumber()
        ? a.decimalValue().compareTo(b.decimalValue())
        : a.asText().compareTo(b.asText());
  }

  private static String lower(String label) {
    return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
  }
}
