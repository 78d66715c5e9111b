package io.nexushive.executor.warehouse.sqlite;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.jdbc.JsonValues;
import io.nexushive.model.envelope.ColumnType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
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
  private static final int MONTHS = 12;
  private static final MathContext CERTAIN_DIGITS = new MathContext(15);
  private static final double CERTAIN = 1e15;
  private static final double[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private final SqliteTypes declared;
  private final Set<ColumnType> seen = EnumSet.noneOf(ColumnType.class);

  /** That of the value before: nearly always the same, and cheaper to compare than to add. */
  private ColumnType last;

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
      return as(ColumnType.BINARY, JsonValues.binary(bytes));
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
      return as(ColumnType.DECIMAL, JsonValues.decimal(exact(value)));
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

  /**
   * The decimal number that a binary one was written as: the one with the declared digits, if both
   * have the same 15 significant ones, which is all that SQLite itself writes of it. That is so
   * within two units in the last place. Otherwise it takes the longer way over the digits that Java
   * finds.
   */
  private BigDecimal exact(double value) {
    if (declared.scale() >= 0 && declared.scale() < POWERS_OF_TEN.length) {
      double units = Math.rint(value * POWERS_OF_TEN[declared.scale()]);
      double noise = units / POWERS_OF_TEN[declared.scale()] - value;
      if (Math.abs(units) < CERTAIN && Math.abs(noise) <= 2 * Math.ulp(value)) {
        return BigDecimal.valueOf((long) units, declared.scale());
      }
    }
    return scaled(BigDecimal.valueOf(value));
  }

  /** The value with the digits that are declared, so that 5 and 5.00 look alike. */
  private BigDecimal scaled(BigDecimal value) {
    return declared.scale() >= 0
            && (value.scale() <= declared.scale()
                || value.stripTrailingZeros().scale() <= declared.scale())
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
    boolean maybeDate = declared.type() != ColumnType.STRING && isDate(value);
    return as(maybeDate ? ColumnType.DATE : ColumnType.STRING, JsonValues.text(value));
  }

  /** Whether it is a day that there is, ISO-8601; a parser would take longer than the engine. */
  private static boolean isDate(String value) {
    if (value.length() != DATE_LENGTH || value.charAt(4) != '-' || value.charAt(7) != '-') {
      return false;
    }
    int year = number(value, 0, 4);
    int month = number(value, 5, 7);
    int day = number(value, 8, DATE_LENGTH);
    return year >= 0
        && month >= 1
        && month <= MONTHS
        && day >= 1
        && day <= YearMonth.of(year, month).lengthOfMonth();
  }

  /** A number of digits alone; -1 where it is none. */
  private static int number(String value, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
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
    if (type != last) {
      seen.add(type);
      last = type;
    }
    return value;
  }
}
