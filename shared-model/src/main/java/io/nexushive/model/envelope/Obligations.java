package io.nexushive.model.envelope;

import io.nexushive.model.signature.SignedContent;
import java.util.List;

/**
 * What must be kept to when the SQL runs. Filters and masks are already part of the rewritten SQL;
 * they are named here so that they can be shown.
 *
 * @param rowLimit the most rows to return, 1 to 1,000
 * @param timeoutMs the longest that the statement may run, in milliseconds
 * @param rowFilters the filters that were put at tables, in words
 * @param maskedColumns the columns that come masked, as {@code table.column}
 * @param queryTag what is sent to the warehouse with the statement to say who asks and why
 */
public record Obligations(
    int rowLimit,
    long timeoutMs,
    List<String> rowFilters,
    List<String> maskedColumns,
    String queryTag) {

  public static final int MAX_ROWS = 1_000;

  public Obligations {
    if (rowLimit < 1 || rowLimit > MAX_ROWS) {
      throw new IllegalArgumentException("a row limit is 1 to " + MAX_ROWS);
    }
    if (timeoutMs < 1) {
      throw new IllegalArgumentException("a time-out is at least 1 ms");
    }
    rowFilters = Lists.copy(rowFilters);
    maskedColumns = Lists.copy(maskedColumns);
  }

  /** Adds all of them to what is signed. */
  SignedContent addTo(SignedContent content) {
    return content
        .field("row_limit", rowLimit)
        .field("timeout_ms", timeoutMs)
        .list("row_filters", rowFilters)
        .list("masked_columns", maskedColumns)
        .text("query_tag", queryTag);
  }
}
