package io.nexushive.visualizer.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.visualizer.result.ResultColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * How values are written in words. Whole and decimal numbers keep every digit and get thousands
 * separators. Binary floating-point numbers keep theirs up to four after the point; longer ones are
 * rounded, to two digits after the point from 1 upwards and to four significant ones below, and say
 * so with the word "about". Identifiers, years and other texts stay as they are.
 */
final class Figures {
  private static final int KEPT_DIGITS = 4;
  private static final int ROUNDED_DIGITS = 2;
  private static final int SIGNIFICANT = 4;
  private static final int LONGEST_TEXT = 60;

  private Figures() {}

  /** The number of rows. */
  static String count(long rows) {
    return grouped(BigDecimal.valueOf(rows));
  }

  /** A value of {@code column}. */
  static String write(ResultColumn column, JsonNode value) {
    if (value.isNull()) {
      return "no value";
    }
    if (!value.isNumber()) {
      return text(value.asText());
    }
    BigDecimal number = value.decimalValue();
    if (column.isTime() || column.isIdentifier()) {
      return number.toPlainString();
    }
    if (column.type() == ColumnType.DECIMAL || column.type() == ColumnType.INTEGER) {
      return grouped(number);
    }
    BigDecimal bare = number.stripTrailingZeros();
    if (bare.scale() <= KEPT_DIGITS) {
      return grouped(bare.scale() < 0 ? bare.setScale(0) : bare);
    }
    int scale =
        bare.abs().compareTo(BigDecimal.ONE) >= 0
            ? ROUNDED_DIGITS
            : bare.scale() - bare.precision() + SIGNIFICANT;
    return "about " + grouped(bare.setScale(Math.min(scale, bare.scale()), RoundingMode.HALF_UP));
  }

  private static String grouped(BigDecimal number) {
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    int scale = Math.max(0, number.scale());
    format.setMinimumFractionDigits(scale);
    format.setMaximumFractionDigits(scale);
    return format.format(number);
  }

  private static String text(String value) {
    String plain = value.replaceAll("\\s+", " ").strip();
    return plain.length() > LONGEST_TEXT ? plain.substring(0, LONGEST_TEXT - 1) + "…" : plain;
  }
}
