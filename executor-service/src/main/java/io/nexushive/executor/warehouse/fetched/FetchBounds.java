package io.nexushive.executor.warehouse.fetched;

import io.nexushive.executor.config.ExecutorConfig;
import java.time.Duration;

/**
 * How much one statement may fetch. What would be more ends in an error: a part of the rows gives a
 * wrong number.
 *
 * @param pages of all its tables together
 * @param rows of all its tables together
 * @param bytes of all its answers together
 * @param timeout the longest that reading the schema, or a test, may take
 * @param memory the most bytes of memory for the rows and the statement over them
 */
public record FetchBounds(int pages, int rows, long bytes, Duration timeout, long memory) {
  /** As configuration says. */
  public static FetchBounds of(ExecutorConfig config) {
    ExecutorConfig.Fetch fetch = config.fetch();
    return new FetchBounds(
        fetch.maxPages(),
        fetch.maxRows(),
        fetch.maxBytes().asLongValue(),
        fetch.timeout(),
        config.duckdb().memory().asLongValue());
  }
}
