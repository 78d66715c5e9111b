package io.nexushive.executor.warehouse;

import java.util.List;

/**
 * What a test of a connection found.
 *
 * @param product the warehouse and its version
 * @param tables how many tables and views can be read
 * @param findings what the login could do beyond reading, in plain words; empty is good
 */
public record TestReport(String product, int tables, List<String> findings) {
  public TestReport {
    findings = List.copyOf(findings);
  }
}
