package io.nexushive.executor.warehouse.sqlite;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.jdbc.JsonValues;
import io.nexushive.model.envelope.ColumnType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Set;

/**
 * One column of a result: turns its values into JSON and keeps account of their types. A column has
 * the type that its table declares as long as all of its values fit it; otherwise the one that its
 * values have in common.
 */
final class SqliteColumn {
  private static final int DATE_LENGTH = 10;
  private static final MathContext CERTAIN_DIGITS = new MathContext(15);

  private final SqliteTypes declared;
  private final Set<ColumnType> seen = EnumSet.noneOf(ColumnType.class);

  SqliteColumn(SqliteTypes declared) {
    this.declared = declared;
  }

  JsonNode read(Object value) {
    if (value == null) {
      return JsonValues.absent();
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof byte[] bytes) {
      seen.add(ColumnType.BINARY);
      return JsonValues.binary(bytes);
    }
    return value instanceof Double number
        ? floating(number)
        : integer(((Number) value).longValue());
  }

  ColumnType type() {
    if (seen.isEmpty() || seen.equals(Set.of(declared.type()))) {
      return declared.type();
    }
    if (seen.size() == 1) {
      return seen.iterator().next();
    }
    if (seen.stream().allMatch(ColumnType::isNumeric)) {
      return ColumnType.FLOAT;
    }
    boolean texts =
        seen.stream()
            .allMatch(
                t -> t == ColumnType.STRING || t == ColumnType.JSON || t.isTemporal() || isTime(t));
    return texts ? ColumnType.STRING : ColumnType.OTHER;
  }

  private JsonNode integer(long value) {
    switch (declared.type()) {
      case BOOLEAN:
        if (value == 0 || value == 1) {
          return as(ColumnType.BOOLEAN, JsonValues.bool(value == 1));
        }
        break;
      case DECIMAL:
        return as(ColumnType.DECIMAL, JsonValues.decimal(scaled(BigDecimal.valueOf(value))));
      case FLOAT:
        return as(ColumnType.FLOAT, JsonValues.floating(value));
      default:
        break;
    }
    return as(ColumnType.INTEGER, JsonValues.integer(value));
  }

  private JsonNode floating(double value) {
    if (declared.type() == ColumnType.DECIMAL && Double.isFinite(value)) {
      return as(ColumnType.DECIMAL, JsonValues.decimal(scaled(BigDecimal.valueOf(value))));
    }
    double written = declared.type() == ColumnType.OTHER ? asWritten(value) : value;
    return as(ColumnType.FLOAT, JsonValues.floating(written));
  }

  /**
   * A computed number as SQLite itself writes it, with 15 significant digits: those are certain,
   * further ones are the noise of binary fractions, so that a sum of cents ends with cents.
   */
  private static double asWritten(double value) {
    return !Double.isFinite(value) || value == Math.rint(value)
        ? value
        : new BigDecimal(value).round(CERTAIN_DIGITS).doubleValue();
  }

  /** The value with the digits that are declared, so that 5 and 5.00 look alike. */
  private BigDecimal scaled(BigDecimal value) {
    return declared.scale() >= 0 && value.stripTrailingZeros().scale() <= declared.scale()
        ? value.setScale(declared.scale())
        : value;
  }

  private JsonNode text(String value) {
    if (declared.type() == ColumnType.TIMESTAMP) {
      String iso = value.indexOf(' ') == DATE_LENGTH ? value.replaceFirst(" ", "T") : value;
      if (parses(() -> LocalDateTime.parse(withoutZone(iso)))) {
        return as(ColumnType.TIMESTAMP, JsonValues.text(iso));
      }
    }
    if (declared.type() == ColumnType.TIME && parses(() -> LocalTime.parse(value))) {
      return as(ColumnType.TIME, JsonValues.text(value));
    }
    if (declared.type() == ColumnType.JSON) {
      return as(ColumnType.JSON, JsonValues.text(value));
    }
    boolean maybeDate =
        declared.type() != ColumnType.STRING
            && value.length() == DATE_LENGTH
            && value.charAt(4) == '-'
            && parses(() -> LocalDate.parse(value));
    return as(maybeDate ? ColumnType.DATE : ColumnType.STRING, JsonValues.text(value));
  }

  private static String withoutZone(String iso) {
    return iso.replaceFirst("(Z|[+-]\\d{2}:?\\d{2})$", "");
  }

  private static boolean isTime(ColumnType type) {
    return type == ColumnType.TIME;
  }

  private static boolean parses(Runnable parsing) {
    try {
      parsing.run();
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private JsonNode as(ColumnType type, JsonNode value) {
    seen.add(type);
    return value;
  }
}
