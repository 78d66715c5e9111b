package io.nexushive.executor.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A warehouse that a connection leads to. All methods read only, may be called by several threads
 * at a time, and throw {@link WarehouseException} whatever goes wrong.
 */
public interface Warehouse extends AutoCloseable {

  /** Reaches the warehouse and says what its login could do beyond reading. */
  TestReport test();

  /** All tables and views that can be read, without any value of theirs. */
  List<TableSchema> schema();

  /** About how many rows the table has, and what its columns hold within {@code bounds}. */
  TableProfile profile(TableSchema table, ProfileBounds bounds);

  /** Smallest and largest value of a date column; empty where the table has no rows. */
  Optional<Window> dateWindow(TableSchema table, String column);

  /** The one value of a query with one column and one row; empty where there is no row. */
  default Optional<JsonNode> scalar(String sql, Duration timeout) {
    List<JsonNode> found = new ArrayList<>(1);
    execute(
        new Query(sql, timeout, QueryTag.NONE, 1),
        row -> {
          found.addAll(row.subList(0, 1));
          return false;
        },
        new CancelSignal());
    return found.stream().findFirst();
  }

  /** About how much work {@code sql} is, without running it; empty where that cannot be said. */
  Optional<Estimate> estimate(String sql);

  /**
   * Runs {@code query} and hands its rows on one by one until there are no more or {@code sink} has
   * enough. Stops soon after {@code signal} is cancelled, in the warehouse too.
   */
  Execution execute(Query query, RowSink sink, CancelSignal signal);

  @Override
  void close();
}
