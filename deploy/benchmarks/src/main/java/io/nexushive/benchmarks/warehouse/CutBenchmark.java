package io.nexushive.benchmarks.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.Execution;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.Warehouse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A result of fifty million rows, cut at the cap: how long the statement goes on, and how much more
 * of the heap is in use than at idle, while the last row that is wanted is handed over and while a
 * million rows run through.
 */
final class CutBenchmark {
  private static final int CAP = 1_000;
  private static final int THROUGH = 1_000_000;
  private static final int SAMPLE = 100_000;
  private static final int ROUNDS = 10;
  private static final long MOST_MS = 1_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final Duration LONG = Duration.ofMinutes(5);

  private CutBenchmark() {}

  static List<Finding> run(Engine engine) throws SQLException, InterruptedException {
    try (Warehouse warehouse = engine.connect()) {
      return run(engine, warehouse);
    }
  }

  private static List<Finding> run(Engine engine, Warehouse warehouse)
      throws SQLException, InterruptedException {
    cut(engine, warehouse);
    long worst = 0;
    for (int i = 0; i < ROUNDS; i++) {
      worst = Math.max(worst, cut(engine, warehouse));
    }
    long idle = Heap.used();
    long peak =
        Math.max(peak(engine, warehouse, CAP, CAP), peak(engine, warehouse, THROUGH, SAMPLE));
    return List.of(
        new Finding(
            engine.name() + ": statement gone after the cap",
            ROUNDS + " times",
            worst + " ms at most",
            MOST_MS + " ms",
            worst <= MOST_MS),
        new Finding(
            engine.name() + ": heap above idle, collected",
            "idle %.1f MB".formatted(idle / 1e6),
            "%.1f MB at most".formatted((peak - idle) / 1e6),
            "64 MiB",
            peak - idle <= MOST_BYTES));
  }

  /** How many milliseconds after the last row that was wanted nothing runs any more. */
  private static long cut(Engine engine, Warehouse warehouse)
      throws SQLException, InterruptedException {
    List<List<JsonNode>> kept = new ArrayList<>();
    long[] enough = new long[1];
    Execution execution =
        warehouse.execute(
            new Query(engine.manyRows(), LONG, QueryTag.NONE),
            row -> {
              kept.add(row);
              enough[0] = System.nanoTime();
              return kept.size() < CAP;
            },
            new CancelSignal());
    if (execution.complete() || kept.size() != CAP) {
      throw new IllegalStateException("the result was not cut");
    }
    while (engine.running() > 0) {
      Thread.sleep(2);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - enough[0]);
  }

  /** The most that is in use when every {@code sample}-th row is handed over. */
  private static long peak(Engine engine, Warehouse warehouse, int rows, int sample) {
    List<List<JsonNode>> kept = new ArrayList<>();
    long[] seen = new long[1];
    long[] peak = new long[1];
    warehouse.execute(
        new Query(engine.manyRows(), LONG, QueryTag.NONE),
        row -> {
          if (kept.size() < CAP) {
            kept.add(row);
          }
          if (++seen[0] % sample == 0) {
            peak[0] = Math.max(peak[0], Heap.used());
          }
          return seen[0] < rows;
        },
        new CancelSignal());
    return peak[0];
  }
}
