package io.nexushive.executor.upload;

import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import java.util.Set;

/**
 * How a file is to be read.
 *
 * @param delimiter one of {@code , ; |} and tab
 * @param quote what surrounds values that hold the delimiter; empty for none
 * @param header whether the first line names the columns
 * @param dateFormat as in strptime; {@code null} for ISO 8601
 */
public record CsvFormat(
    String delimiter, String quote, boolean header, String dateFormat, String timestampFormat) {
  static final int LONGEST_LINE = 1_048_576;
  private static final Set<String> DELIMITERS = Set.of(",", ";", "|", "\t");
  private static final Set<String> QUOTES = Set.of("\"", "'", "");
  private static final String TIME_FORMAT = "[%A-Za-z0-9 :/.,T_-]{1,40}";

  public CsvFormat {
    quote = quote == null ? "" : quote;
    if (!isDelimiter(delimiter) || !QUOTES.contains(quote)) {
      throw wrong("format: the delimiter is a comma, semicolon, bar or tab; the quote \" or '.");
    }
    if (dateFormat != null && !dateFormat.matches(TIME_FORMAT)
        || timestampFormat != null && !timestampFormat.matches(TIME_FORMAT)) {
      throw wrong("format: a date format looks like %d.%m.%Y.");
    }
  }

  private static NexusException wrong(String why) {
    return new NexusException(ErrorCode.INVALID_REQUEST, why);
  }

  /** The options of DuckDB's reader, without types. */
  String options() {
    StringBuilder sql =
        new StringBuilder("auto_detect=false, skip=0, max_line_size=" + LONGEST_LINE);
    sql.append(", delim=").append(literal(delimiter));
    sql.append(", quote=").append(literal(quote));
    sql.append(", escape=").append(literal(quote));
    sql.append(", header=").append(header);
    if (dateFormat != null) {
      sql.append(", dateformat=").append(literal(dateFormat));
    }
    if (timestampFormat != null) {
      sql.append(", timestampformat=").append(literal(timestampFormat));
    }
    return sql.toString();
  }

  static boolean isDelimiter(String text) {
    return text != null && DELIMITERS.contains(text);
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
