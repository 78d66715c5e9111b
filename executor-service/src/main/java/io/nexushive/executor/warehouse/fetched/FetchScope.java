package io.nexushive.executor.warehouse.fetched;

import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.WarehouseException;

/**
 * One statement's fetching: what it may still take, and whether it is to stop. One thread's own.
 */
public final class FetchScope {
  private final CancelSignal signal;
  private final QueryTag tag;
  private long pages;
  private long rows;
  private long bytes;

  FetchScope(FetchBounds bounds, CancelSignal signal, QueryTag tag) {
    this.signal = signal;
    this.tag = tag;
    this.pages = bounds.pages();
    this.rows = bounds.rows();
    this.bytes = bounds.bytes();
  }

  public CancelSignal signal() {
    return signal;
  }

  /** What the other side is told about who asks. */
  public QueryTag tag() {
    return tag;
  }

  /**
   * Takes note of a request.
   *
   * @throws WarehouseException when it is one too many, or the work is to stop
   */
  public void request() {
    signal.check();
    pages = left(pages - 1);
  }

  /**
   * @throws WarehouseException when these are too many
   */
  public void rows(int count) {
    rows = left(rows - count);
  }

  /**
   * @throws WarehouseException when these are too many
   */
  public void bytes(int count) {
    bytes = left(bytes - count);
  }

  private static long left(long left) {
    if (left < 0) {
      throw new WarehouseException(Problem.TOO_MUCH);
    }
    return left;
  }
}
