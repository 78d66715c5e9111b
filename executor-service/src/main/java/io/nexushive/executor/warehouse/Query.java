package io.nexushive.executor.warehouse;

import java.time.Duration;
import java.util.Objects;

/**
 * A statement to run.
 *
 * @param sql the text that was granted, as it is
 * @param timeout the longest that it may run
 * @param tag what the warehouse is told about who asks and why
 * @param fetchSize how many rows are worth fetching at a time, to begin with
 */
public record Query(String sql, Duration timeout, QueryTag tag, int fetchSize) {
  private static final int DEFAULT_FETCH_SIZE = 100;

  public Query {
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(timeout, "timeout");
    Objects.requireNonNull(tag, "tag");
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a time-out is longer than nothing");
    }
  }

  public Query(String sql, Duration timeout, QueryTag tag) {
    this(sql, timeout, tag, DEFAULT_FETCH_SIZE);
  }
}
