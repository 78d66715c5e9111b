package io.nexushive.executor.warehouse.bigquery;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Subjects;
import io.nexushive.executor.warehouse.WarehouseException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * BigQuery's failures in the product's words: by the reason that the service gives, and those of
 * queries, which share one, by the beginnings of its texts.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/error-messages">the reasons</a>
 */
final class BigQueryProblems {
  private static final Map<String, Problem> BY_REASON =
      Map.ofEntries(
          Map.entry("accessDenied", Problem.NO_RIGHT),
          Map.entry("billingTierLimitExceeded", Problem.OUT_OF_SPACE),
          Map.entry("bytesBilledLimitExceeded", Problem.OUT_OF_SPACE),
          Map.entry("resourcesExceeded", Problem.OUT_OF_SPACE),
          Map.entry("quotaExceeded", Problem.OUT_OF_SPACE),
          Map.entry("responseTooLarge", Problem.TOO_LARGE),
          Map.entry("stopped", Problem.TIMED_OUT),
          Map.entry("timeout", Problem.TIMED_OUT),
          Map.entry("rateLimitExceeded", Problem.BUSY),
          Map.entry("jobRateLimitExceeded", Problem.BUSY),
          Map.entry("authError", Problem.REFUSED_LOGIN),
          Map.entry("backendError", Problem.UNREACHABLE),
          Map.entry("internalError", Problem.UNREACHABLE),
          Map.entry("notFound", Problem.MISCONFIGURED));

  private static final Map<Pattern, Problem> BY_TEXT = new LinkedHashMap<>();

  static {
    put("Unrecognized name: `?([^\\s`;]+)", Problem.UNKNOWN_COLUMN);
    put("Name (\\S+) not found inside", Problem.UNKNOWN_COLUMN);
    put("Not found: Table [^\\s:]+:?[^\\s.]*\\.([^\\s.]+)", Problem.UNKNOWN_TABLE);
    put("Table \"([^\"]+)\" must be qualified", Problem.UNKNOWN_TABLE);
    put("Function not found: (\\S+)", Problem.UNKNOWN_FUNCTION);
    put("Column name (\\S+) is ambiguous", Problem.AMBIGUOUS_COLUMN);
    put("neither grouped nor aggregated|[Aa]ggregate function", Problem.BAD_AGGREGATE);
    put("Syntax error", Problem.SYNTAX);
    put(
        "division by zero|[Oo]verflow|Bad \\w+ value|Could not cast|No matching signature|out of range",
        Problem.BAD_VALUE);
  }

  private BigQueryProblems() {}

  private static void put(String text, Problem problem) {
    BY_TEXT.put(Pattern.compile(text), problem);
  }

  static WarehouseException translate(IOException failure, String sql) {
    if (failure instanceof GoogleJsonResponseException answer && answer.getDetails() != null) {
      return told(answer.getDetails(), sql, failure);
    }
    // What was refused before anything was asked is the login.
    boolean refused = failure.getCause() instanceof HttpResponseException;
    return new WarehouseException(
        refused ? Problem.REFUSED_LOGIN : Problem.UNREACHABLE, null, failure);
  }

  private static WarehouseException told(GoogleJsonError error, String sql, IOException failure) {
    String text = error.getMessage() == null ? "" : error.getMessage();
    for (Map.Entry<Pattern, Problem> entry : BY_TEXT.entrySet()) {
      Matcher matcher = entry.getKey().matcher(text);
      if (matcher.find()) {
        String name = matcher.groupCount() == 0 ? null : matcher.group(1);
        return new WarehouseException(entry.getValue(), Subjects.ifWrittenIn(sql, name), failure);
      }
    }
    String reason =
        error.getErrors() == null || error.getErrors().isEmpty()
            ? ""
            : error.getErrors().get(0).getReason();
    Problem usual = error.getCode() == 401 ? Problem.REFUSED_LOGIN : Problem.SQL_ERROR;
    return new WarehouseException(BY_REASON.getOrDefault(reason, usual), null, failure);
  }
}
