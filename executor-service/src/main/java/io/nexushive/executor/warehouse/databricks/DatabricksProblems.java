package io.nexushive.executor.warehouse.databricks;

import static java.util.Map.entry;

import io.nexushive.executor.warehouse.ErrorTexts;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.sql.SQLException;

/**
 * Databricks' failures in the product's words: by the condition that its messages begin with, and
 * else by what the driver and the API say of logins and the network.
 *
 * @see <a href="https://docs.databricks.com/en/error-messages/error-classes.html">the
 *     conditions</a>
 */
final class DatabricksProblems {
  /** The last part of the name that a condition is about, where its message has one. */
  private static final String NAME = "(?:(?s:.*?)(?:`[^`]+`\\.)*`([^`]+)`)?";

  private static final ErrorTexts TEXTS =
      ErrorTexts.of(
          entry("\\[UNRESOLVED_(?:COLUMN|FIELD)" + NAME, Problem.UNKNOWN_COLUMN),
          entry("\\[(?:TABLE_OR_VIEW|SCHEMA)_NOT_FOUND" + NAME, Problem.UNKNOWN_TABLE),
          entry(
              "\\[(?:UNRESOLVED_ROUTINE|UNRESOLVABLE_TABLE_VALUED_FUNCTION)" + NAME,
              Problem.UNKNOWN_FUNCTION),
          entry("\\[AMBIGUOUS_(?:REFERENCE|COLUMN)" + NAME, Problem.AMBIGUOUS_COLUMN),
          entry(
              "\\[(?:MISSING_AGGREGATION|MISSING_GROUP_BY|GROUP_BY|NESTED_AGGREGATE)" + NAME,
              Problem.BAD_AGGREGATE),
          entry("\\[PARSE_", Problem.SYNTAX),
          entry(
              "\\[(?:CAST_|DIVIDE_BY_ZERO|ARITHMETIC_OVERFLOW|NUMERIC_|DATATYPE_MISMATCH|INVALID_)"
                  + NAME,
              Problem.BAD_VALUE),
          entry(
              "\\[INSUFFICIENT_PERMISSIONS|PERMISSION_DENIED|does not have .* on",
              Problem.NO_RIGHT),
          entry("\\[NO_SUCH_CATALOG|\\[CATALOG_NOT_FOUND", Problem.MISCONFIGURED),
          entry("exceeds? .*25 ?Mi?B|RESULT_TOO_LARGE|inline.* limit", Problem.TOO_LARGE),
          entry("OUT_OF_MEMORY|RESOURCE_EXHAUSTED|DISK_FULL", Problem.OUT_OF_SPACE),
          entry("STATEMENT_TIMEOUT|timed out after|CANCELED|CANCELLED", Problem.TIMED_OUT),
          entry(
              "UNAUTHENTICATED|Invalid access token|invalid_client|HTTP 40[13]|status: 40[13]",
              Problem.REFUSED_LOGIN),
          entry(
              "[Ii]nvalid session|session .*(?:not found|does not exist|closed)|[Cc]onnect|refused|timed out"
                  + "|IOException|TEMPORARILY_UNAVAILABLE",
              Problem.UNREACHABLE));

  private DatabricksProblems() {}

  static WarehouseException translate(SQLException failure, String sql) {
    return TEXTS
        .read(text(failure, sql), sql, failure)
        .orElseGet(() -> new WarehouseException(Problem.SQL_ERROR, null, failure));
  }

  /** All that was said on the way; the driver repeats the query, whose own words say nothing. */
  private static String text(SQLException failure, String sql) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append(cause).append('\n');
    }
    return sql.isEmpty() ? text.toString() : text.toString().replace(sql, "");
  }
}
