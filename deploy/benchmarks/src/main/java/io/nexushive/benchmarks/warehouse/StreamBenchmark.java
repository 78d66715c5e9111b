package io.nexushive.benchmarks.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Rows per second by the adapter beside those by the driver alone, in turns. Both read every value
 * of every row and keep none. Both open a session of their own for each round, before the clock
 * starts: a session's lock that Java 17 has once made a heavy one, as it does where it takes back
 * compiled code that holds it, stays heavy for a minute, and SQLite's driver takes it twice a
 * value.
 */
final class StreamBenchmark {
  private static final double BAR = 0.85;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 21;
  private static final int FETCH = 1_000;
  private static final Duration LONG = Duration.ofMinutes(5);

  private StreamBenchmark() {}

  static Finding run(Engine engine) throws SQLException {
    double[] ours = new double[ROUNDS];
    double[] bare = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      // Who comes first finds a machine that is a little less busy, or a cache that is colder.
      boolean oursFirst = round % 2 == 0;
      double first = oursFirst ? ours(engine) : bare(engine);
      double second = oursFirst ? bare(engine) : ours(engine);
      if (round >= 0) {
        ours[round] = oursFirst ? first : second;
        bare[round] = oursFirst ? second : first;
        ratios[round] = ours[round] / bare[round];
      }
    }
    return new Finding(
        engine.name() + ": rows/s, adapter to driver",
        "%,.0f to %,.0f".formatted(median(ours), median(bare)),
        "%.2f (%.2f to %.2f)".formatted(median(ratios), ratios[0], ratios[ROUNDS - 1]),
        "0.85",
        median(ratios) >= BAR);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static double ours(Engine engine) {
    try (Warehouse warehouse = engine.connect()) {
      read(warehouse, "SELECT 1");
      long start = System.nanoTime();
      return rate(read(warehouse, Table.QUERY), start);
    }
  }

  /** How many values a query gave. */
  private static long read(Warehouse warehouse, String sql) {
    long[] seen = new long[1];
    warehouse.execute(
        new Query(sql, LONG, QueryTag.NONE),
        (List<JsonNode> row) -> {
          seen[0] += row.size();
          return true;
        },
        new CancelSignal());
    return seen[0];
  }

  private static double bare(Engine engine) throws SQLException {
    try (Connection connection = engine.bare();
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      long start = System.nanoTime();
      long seen = 0;
      try (ResultSet rows = statement.executeQuery(Table.QUERY)) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          for (int i = 1; i <= columns; i++) {
            seen += rows.getObject(i) == rows ? 0 : 1;
          }
        }
      }
      return rate(seen, start);
    }
  }

  private static double rate(long values, long start) {
    long rows = values / 7;
    if (rows != Table.ROWS) {
      throw new IllegalStateException("read " + rows + " rows of " + Table.ROWS);
    }
    return rows * 1e9 / (System.nanoTime() - start);
  }
}
