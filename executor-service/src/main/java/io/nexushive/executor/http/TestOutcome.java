package io.nexushive.executor.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nexushive.executor.warehouse.TestReport;
import io.nexushive.executor.warehouse.WarehouseException;
import java.util.List;
import java.util.Locale;

/**
 * How a test of a connection went.
 *
 * @param problem a word for what is wrong; absent when the warehouse answers
 * @param message what is wrong, in a sentence, and {@code advice} what to do about it
 * @param findings what the login could do beyond reading; empty is good
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TestOutcome(
    boolean passed,
    String product,
    Integer tables,
    List<String> findings,
    String problem,
    String message,
    String advice) {

  static TestOutcome of(TestReport report) {
    return new TestOutcome(
        true,
        report.product(),
        report.tables(),
        report.findings(),
        null,
        null,
        report.findings().isEmpty() ? null : "Use a login that may read and nothing else.");
  }

  static TestOutcome of(WarehouseException failure) {
    return new TestOutcome(
        false,
        null,
        null,
        List.of(),
        failure.problem().name().toLowerCase(Locale.ROOT),
        failure.getMessage(),
        failure.problem().advice());
  }
}
