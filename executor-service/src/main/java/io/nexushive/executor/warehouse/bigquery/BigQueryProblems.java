package io.nexushive.executor.warehouse.bigquery;

import static java.util.Map.entry;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import io.nexushive.executor.warehouse.ErrorTexts;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.io.IOException;
import java.util.Map;

/**
 * BigQuery's failures in the product's words: by the reason that the service gives, and those of
 * queries, which share one, by the beginnings of its texts.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/error-messages">the reasons</a>
 */
final class BigQueryProblems {
  private static final Map<String, Problem> BY_REASON =
      Map.ofEntries(
          entry("accessDenied", Problem.NO_RIGHT),
          entry("billingTierLimitExceeded", Problem.OUT_OF_SPACE),
          entry("bytesBilledLimitExceeded", Problem.OUT_OF_SPACE),
          entry("resourcesExceeded", Problem.OUT_OF_SPACE),
          entry("quotaExceeded", Problem.OUT_OF_SPACE),
          entry("responseTooLarge", Problem.TOO_LARGE),
          entry("stopped", Problem.TIMED_OUT),
          entry("timeout", Problem.TIMED_OUT),
          entry("rateLimitExceeded", Problem.BUSY),
          entry("jobRateLimitExceeded", Problem.BUSY),
          entry("authError", Problem.REFUSED_LOGIN),
          entry("backendError", Problem.UNREACHABLE),
          entry("internalError", Problem.UNREACHABLE),
          entry("notFound", Problem.MISCONFIGURED));

  private static final ErrorTexts TEXTS =
      ErrorTexts.of(
          entry("Unrecognized name: `?([^\\s`;]+)", Problem.UNKNOWN_COLUMN),
          entry("Name (\\S+) not found inside", Problem.UNKNOWN_COLUMN),
          entry("Not found: Table [^\\s:]+:?[^\\s.]*\\.([^\\s.]+)", Problem.UNKNOWN_TABLE),
          entry("Table \"([^\"]+)\" must be qualified", Problem.UNKNOWN_TABLE),
          entry("Function not found: (\\S+)", Problem.UNKNOWN_FUNCTION),
          entry("Column name (\\S+) is ambiguous", Problem.AMBIGUOUS_COLUMN),
          entry("neither grouped nor aggregated|[Aa]ggregate function", Problem.BAD_AGGREGATE),
          entry("Syntax error", Problem.SYNTAX),
          entry(
              "division by zero|[Oo]verflow|Bad \\w+ value|Could not cast|No matching signature|out of range",
              Problem.BAD_VALUE));

  private BigQueryProblems() {}

  static WarehouseException translate(IOException failure, String sql) {
    if (failure instanceof GoogleJsonResponseException answer && answer.getDetails() != null) {
      GoogleJsonError told = answer.getDetails();
      return TEXTS
          .read(told.getMessage(), sql, failure)
          .orElseGet(() -> new WarehouseException(byReason(told), null, failure));
    }
    // What was refused before anything was asked is the login.
    boolean refused = failure.getCause() instanceof HttpResponseException;
    return new WarehouseException(
        refused ? Problem.REFUSED_LOGIN : Problem.UNREACHABLE, null, failure);
  }

  private static Problem byReason(GoogleJsonError error) {
    String reason =
        error.getErrors() == null || error.getErrors().isEmpty()
            ? ""
            : error.getErrors().get(0).getReason();
    Problem usual = error.getCode() == 401 ? Problem.REFUSED_LOGIN : Problem.SQL_ERROR;
    return BY_REASON.getOrDefault(reason, usual);
  }
}
