package io.nexushive.executor.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nexushive.executor.Metrics;
import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.connection.OpenConnection;
import io.nexushive.executor.query.GrantCheck.Permitted;
import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.Execution;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.Request;
import io.nexushive.runtime.stage.Cancellations;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs a permitted statement within its bounds. */
@Singleton
public class QueryRunner {
  private final Cancellations cancellations;
  private final ExecutorConfig config;
  private final Clock clock;
  private final MeterRegistry meters;

  public QueryRunner(
      Cancellations cancellations, ExecutorConfig config, Clock clock, MeterRegistry meters) {
    this.cancellations = cancellations;
    this.config = config;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Runs {@code permitted} for {@code request}.
   *
   * @throws WarehouseException when it did not end well
   */
  public QueryResult run(OpenConnection connection, Request request, Permitted permitted) {
    String outcome = "broken";
    long start = System.nanoTime();
    try {
      QueryResult result = collect(connection, request, permitted);
      outcome = "completed";
      meters.counter(Metrics.ROWS).increment(result.rowCount());
      return result;
    } catch (WarehouseException e) {
      outcome = e.problem().name().toLowerCase(Locale.ROOT);
      throw e;
    } finally {
      Timer.builder(Metrics.STATEMENT)
          .tag("kind", connection.definition().kind())
          .tag("outcome", outcome)
          .register(meters)
          .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }

  private QueryResult collect(OpenConnection connection, Request request, Permitted permitted) {
    CancelSignal signal = new CancelSignal();
    try (Cancellations.Registration ignored =
        cancellations.register(
            request.requestId(), () -> signal.cancel(CancelSignal.Reason.WITHDRAWN))) {
      ResultCollector rows =
          new ResultCollector(permitted.obligations().rowLimit(), QueryResult.MAX_BYTES);
      long[] took = new long[1];
      Execution execution =
          connection.use(
              warehouse -> {
                long start = System.nanoTime();
                Execution done = warehouse.execute(query(request, permitted), rows, signal);
                took[0] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                return done;
              });
      boolean truncated = rows.truncated() || mayHideRows(permitted, rows);
      return new QueryResult(
          execution.columns(),
          rows.rows(),
          rows.rows().size(),
          truncated,
          took[0],
          execution.statementId(),
          ResultChecks.of(execution.columns(), rows.rows(), truncated));
    }
  }

  private static boolean mayHideRows(Permitted permitted, ResultCollector rows) {
    int limit = permitted.obligations().rowLimit();
    return rows.rows().size() == limit
        && HiddenRows.possible(permitted.proposed(), permitted.sql(), limit);
  }

  private Query query(Request request, Permitted permitted) {
    Duration left =
        Duration.between(clock.instant(), request.deadline()).minus(config.deadlineMargin());
    Duration allowed = Duration.ofMillis(permitted.obligations().timeoutMs());
    Duration timeout = left.compareTo(allowed) < 0 ? left : allowed;
    if (timeout.isNegative() || timeout.isZero()) {
      throw new WarehouseException(Problem.TIMED_OUT);
    }
    return new Query(permitted.sql(), timeout, QueryTag.of(permitted.obligations().queryTag()));
  }
}
