package io.nexushive.executor.warehouse.duckdb;

import static java.util.Map.entry;

import io.nexushive.executor.warehouse.ErrorTexts;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.sql.SQLException;

/** DuckDB's failures in the product's words. It has no codes, only the beginnings of its texts. */
final class DuckDbProblems {
  private static final ErrorTexts TEXTS =
      ErrorTexts.of(
          entry("INTERRUPT|^Interrupted", Problem.TIMED_OUT),
          entry("Binder Error: Referenced column \"([^\"]+)\" not found", Problem.UNKNOWN_COLUMN),
          entry(
              "Binder Error: (?:Table|Values list) \"[^\"]+\" does not have a column named \"([^\"]+)\"",
              Problem.UNKNOWN_COLUMN),
          entry("Binder Error: Referenced table \"([^\"]+)\" not found", Problem.UNKNOWN_TABLE),
          entry("Catalog Error: Table with name (\\S+) does not exist", Problem.UNKNOWN_TABLE),
          entry(
              "Catalog Error: \\w+ Function with name \"?([\\w.]+)\"? does not exist",
              Problem.UNKNOWN_FUNCTION),
          entry("Binder Error: No function matches the given name", Problem.BAD_VALUE),
          entry(
              "Binder Error: Ambiguous reference to column name \"([^\"]+)\"",
              Problem.AMBIGUOUS_COLUMN),
          entry(
              "Binder Error: column \"([^\"]+)\" must appear in the GROUP BY",
              Problem.BAD_AGGREGATE),
          entry("Binder Error: .*(?:aggregate|GROUP BY)", Problem.BAD_AGGREGATE),
          entry("Parser Error", Problem.SYNTAX),
          entry(
              "Conversion Error|Out of Range Error|Mismatch Type Error|Invalid Input Error: Could not",
              Problem.BAD_VALUE),
          entry("Out of Memory Error", Problem.OUT_OF_SPACE),
          entry(
              "Permission Error|read-only mode|configuration has been locked|only be used with queries",
              Problem.NO_RIGHT),
          entry("IO Error|Serialization Error", Problem.UNREACHABLE));

  private DuckDbProblems() {}

  static WarehouseException translate(SQLException failure, String sql) {
    return TEXTS
        .read(failure.getMessage(), sql, failure)
        .orElseGet(() -> new WarehouseException(Problem.SQL_ERROR, null, failure));
  }
}
