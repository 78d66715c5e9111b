package io.nexushive.executor.warehouse.databricks;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Subjects;
import io.nexushive.executor.warehouse.WarehouseException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Databricks' failures in the product's words: by the condition that its messages begin with, and
 * else by what the driver and the API say of logins and the network.
 *
 * @see <a href="https://docs.databricks.com/en/error-messages/error-classes.html">the
 *     conditions</a>
 */
final class DatabricksProblems {
  private static final Pattern NAMED = Pattern.compile("`([^`]+)`(?!\\.)");
  private static final Map<Pattern, Problem> BY_TEXT = new LinkedHashMap<>();

  static {
    put("\\[UNRESOLVED_(?:COLUMN|FIELD)", Problem.UNKNOWN_COLUMN);
    put("\\[(?:TABLE_OR_VIEW|SCHEMA)_NOT_FOUND", Problem.UNKNOWN_TABLE);
    put("\\[(?:UNRESOLVED_ROUTINE|UNRESOLVABLE_TABLE_VALUED_FUNCTION)", Problem.UNKNOWN_FUNCTION);
    put("\\[AMBIGUOUS_(?:REFERENCE|COLUMN)", Problem.AMBIGUOUS_COLUMN);
    put(
        "\\[(?:MISSING_AGGREGATION|MISSING_GROUP_BY|GROUP_BY|NESTED_AGGREGATE)",
        Problem.BAD_AGGREGATE);
    put("\\[PARSE_", Problem.SYNTAX);
    put(
        "\\[(?:CAST_|DIVIDE_BY_ZERO|ARITHMETIC_OVERFLOW|NUMERIC_|DATATYPE_MISMATCH|INVALID_)",
        Problem.BAD_VALUE);
    put("\\[INSUFFICIENT_PERMISSIONS|PERMISSION_DENIED|does not have .* on", Problem.NO_RIGHT);
    put("\\[NO_SUCH_CATALOG|\\[CATALOG_NOT_FOUND", Problem.MISCONFIGURED);
    put("exceeds? .*25 ?Mi?B|RESULT_TOO_LARGE|inline.* limit", Problem.TOO_LARGE);
    put("OUT_OF_MEMORY|RESOURCE_EXHAUSTED|DISK_FULL", Problem.OUT_OF_SPACE);
    put("STATEMENT_TIMEOUT|timed out after|CANCELED|CANCELLED", Problem.TIMED_OUT);
    put(
        "UNAUTHENTICATED|Invalid access token|invalid_client|HTTP 40[13]|status: 40[13]",
        Problem.REFUSED_LOGIN);
    put(
        "[Ii]nvalid session|session .*(?:not found|does not exist|closed)|[Cc]onnect|refused|timed out"
            + "|IOException|TEMPORARILY_UNAVAILABLE",
        Problem.UNREACHABLE);
  }

  private DatabricksProblems() {}

  private static void put(String text, Problem problem) {
    BY_TEXT.put(Pattern.compile(text), problem);
  }

  static WarehouseException translate(SQLException failure, String sql) {
    String text = text(failure, sql);
    for (Map.Entry<Pattern, Problem> entry : BY_TEXT.entrySet()) {
      Matcher matcher = entry.getKey().matcher(text);
      if (matcher.find()) {
        Problem problem = entry.getValue();
        boolean about = problem.repairable() && problem != Problem.SYNTAX;
        Matcher named = NAMED.matcher(text.substring(matcher.start()));
        String name = about && named.find() ? named.group(1) : null;
        return new WarehouseException(problem, Subjects.ifWrittenIn(sql, name), failure);
      }
    }
    return new WarehouseException(Problem.SQL_ERROR, null, failure);
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
