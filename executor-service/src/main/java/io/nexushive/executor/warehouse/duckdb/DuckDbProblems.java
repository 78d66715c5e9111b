package io.nexushive.executor.warehouse.duckdb;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Subjects;
import io.nexushive.executor.warehouse.WarehouseException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's failures in the product's words. It has no codes, only the beginnings of its texts. */
final class DuckDbProblems {
  private static final Map<Pattern, Problem> BY_TEXT = new LinkedHashMap<>();

  static {
    put("INTERRUPT|^Interrupted", Problem.TIMED_OUT);
    put("Binder Error: Referenced column \"([^\"]+)\" not found", Problem.UNKNOWN_COLUMN);
    put(
        "Binder Error: (?:Table|Values list) \"[^\"]+\" does not have a column named \"([^\"]+)\"",
        Problem.UNKNOWN_COLUMN);
    put("Binder Error: Referenced table \"([^\"]+)\" not found", Problem.UNKNOWN_TABLE);
    put("Catalog Error: Table with name (\\S+) does not exist", Problem.UNKNOWN_TABLE);
    put(
        "Catalog Error: \\w+ Function with name \"?([\\w.]+)\"? does not exist",
        Problem.UNKNOWN_FUNCTION);
    put("Binder Error: No function matches the given name", Problem.BAD_VALUE);
    put("Binder Error: Ambiguous reference to column name \"([^\"]+)\"", Problem.AMBIGUOUS_COLUMN);
    put("Binder Error: column \"([^\"]+)\" must appear in the GROUP BY", Problem.BAD_AGGREGATE);
    put("Binder Error: .*(?:aggregate|GROUP BY)", Problem.BAD_AGGREGATE);
    put("Parser Error", Problem.SYNTAX);
    put(
        "Conversion Error|Out of Range Error|Mismatch Type Error|Invalid Input Error: Could not",
        Problem.BAD_VALUE);
    put("Out of Memory Error", Problem.OUT_OF_SPACE);
    put(
        "Permission Error|read-only mode|configuration has been locked|only be used with queries",
        Problem.NO_RIGHT);
    put("IO Error|Serialization Error", Problem.UNREACHABLE);
  }

  private DuckDbProblems() {}

  private static void put(String text, Problem problem) {
    BY_TEXT.put(Pattern.compile(text), problem);
  }

  static WarehouseException translate(SQLException failure, String sql) {
    String text = failure.getMessage() == null ? "" : failure.getMessage();
    for (Map.Entry<Pattern, Problem> entry : BY_TEXT.entrySet()) {
      Matcher matcher = entry.getKey().matcher(text);
      if (matcher.find()) {
        String subject = matcher.groupCount() == 0 ? null : matcher.group(1);
        return new WarehouseException(
            entry.getValue(), Subjects.ifWrittenIn(sql, subject), failure);
      }
    }
    return new WarehouseException(Problem.SQL_ERROR, null, failure);
  }
}
