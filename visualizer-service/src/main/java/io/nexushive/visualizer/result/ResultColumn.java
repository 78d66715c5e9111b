package io.nexushive.visualizer.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.ColumnType;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** A column of a result with all of its values; what they are is found out once. */
public final class ResultColumn {
  private static final Pattern PERIOD =
      Pattern.compile("\\d{4}(-(\\d{2}(-\\d{2})?|Q[1-4]|W\\d{2}))?");
  private static final Set<String> CALENDAR =
      Set.of("year", "quarter", "month", "week", "day", "hour", "yr", "mon");
  private static final Set<String> IDENTIFYING =
      Set.of("id", "key", "number", "no", "nr", "code", "zip");
  private static final Set<String> NOT_ADDITIVE =
      Set.of(
          "average",
          "avg",
          "mean",
          "median",
          "rate",
          "ratio",
          "percent",
          "percentage",
          "pct",
          "margin",
          "discount",
          "price",
          "min",
          "max",
          "minimum",
          "maximum",
          "share");
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2199;

  private final String name;
  private final ColumnType type;
  private final List<JsonNode> values;
  private final List<String> words;
  private final boolean empty;
  private final boolean time;
  private final boolean measure;

  /**
   * @param values one per row, in the result's order
   */
  public ResultColumn(String name, ColumnType type, List<JsonNode> values) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.values = List.copyOf(values);
    this.words = Words.of(name);
    this.empty = this.values.stream().allMatch(JsonNode::isNull);
    this.time = saysWhen();
    this.measure = !empty && !time && !isIdentifier() && present().allMatch(JsonNode::isNumber);
  }

  public String name() {
    return name;
  }

  public ColumnType type() {
    return type;
  }

  /** One per row, in the result's order. */
  public List<JsonNode> values() {
    return values;
  }

  /** Whether no row has a value here. */
  public boolean isEmpty() {
    return empty;
  }

  /** Whether it says when: a date, a period as text, or a calendar number. */
  public boolean isTime() {
    return time;
  }

  private boolean saysWhen() {
    if (empty) {
      return false;
    }
    if (type.isTemporal()) {
      return true;
    }
    if (type == ColumnType.STRING) {
      return present().allMatch(v -> PERIOD.matcher(v.asText()).matches());
    }
    return type == ColumnType.INTEGER && isCalendarNumber();
  }

  /** Whether it holds figures to be compared, added up or drawn to scale. */
  public boolean isMeasure() {
    return measure;
  }

  /** Whether its numbers name something instead of measuring it. */
  public boolean isIdentifier() {
    if (type != ColumnType.INTEGER) {
      return false;
    }
    return IDENTIFYING.contains(words.get(words.size() - 1));
  }

  /** Whether it names what a row is about. */
  public boolean isCategory() {
    return !isEmpty()
        && !isTime()
        && !isMeasure()
        && (type == ColumnType.STRING || type == ColumnType.BOOLEAN || isIdentifier());
  }

  /** Whether the parts of a whole can be seen in it: figures that add up and none below zero. */
  public boolean isAdditive() {
    return isMeasure()
        && words.stream().noneMatch(NOT_ADDITIVE::contains)
        && values.stream().noneMatch(JsonNode::isNull)
        && numbers().stream().allMatch(n -> n.signum() >= 0)
        && numbers().stream().anyMatch(n -> n.signum() > 0);
  }

  public int distinct() {
    return new HashSet<>(values).size();
  }

  /** Its figures, without the rows that have none. */
  public List<BigDecimal> numbers() {
    return present().filter(JsonNode::isNumber).map(JsonNode::decimalValue).toList();
  }

  /** The name as words, in lower case. */
  public List<String> words() {
    return words;
  }

  /** The name as a reader writes it. */
  public String label() {
    return Words.label(name);
  }

  private boolean isCalendarNumber() {
    String last = words.get(words.size() - 1).toLowerCase(Locale.ROOT);
    if (!CALENDAR.contains(last)) {
      return false;
    }
    boolean year = last.equals("year") || last.equals("yr");
    return numbers().stream()
        .mapToInt(BigDecimal::intValue)
        .allMatch(n -> year ? n >= EARLIEST_YEAR && n <= LATEST_YEAR : n >= 0 && n <= 366);
  }

  private java.util.stream.Stream<JsonNode> present() {
    return values.stream().filter(v -> !v.isNull());
  }
}
