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
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Runs a permitted statement within its bounds. */
@Singleton
public class QueryRunner {
  private final Cancellations cancellations;
  private final ExecutorConfig config;
  private final Clock clock;
  private final MeterRegistry meters;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "statement");
            thread.setDaemon(true);
            return thread;
          });

  public QueryRunner(
      Cancellations cancellations, ExecutorConfig config, Clock clock, MeterRegistry meters) {
    this.cancellations = cancellations;
    this.config = config;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Runs {@code permitted} for {@code request}. Its result is not checked yet.
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
      AtomicBoolean begun = new AtomicBoolean();
      long[] took = new long[1];
      Supplier<Execution> work =
          () ->
              connection.use(
                  warehouse -> {
                    begun.set(true);
                    long start = System.nanoTime();
                    Execution done = warehouse.execute(query(request, permitted), rows, signal);
                    took[0] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                    return done;
                  });
      Runnable leave =
          () -> {
            signal.cancel(CancelSignal.Reason.TIMED_OUT);
            if (begun.get()) {
              connection.unresponsive();
            }
          };
      Execution execution = await(work, patience(request, permitted), leave);
      boolean truncated = rows.truncated() || mayHideRows(permitted, rows);
      return new QueryResult(
          execution.columns(),
          rows.rows(),
          rows.rows().size(),
          truncated,
          took[0],
          execution.statementId(),
          List.of());
    }
  }

  /**
   * Waits for {@code work} on a thread of its own. Drivers are told to stop in time, but one whose
   * network stalls may not come back for long; then it keeps that thread and its place in the
   * connection, and the asker has an answer.
   *
   * @param leave called when it is not waited for any longer
   */
  private Execution await(Supplier<Execution> work, Duration patience, Runnable leave) {
    Future<Execution> running = threads.submit(work::get);
    try {
      return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      leave.run();
      throw new WarehouseException(Problem.TIMED_OUT, null, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a statement broke", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running.cancel(true);
      throw new WarehouseException(Problem.UNREACHABLE, null, e);
    }
  }

  /** How long the asker can wait, as he has to be told before his deadline. */
  private Duration patience(Request request, Permitted permitted) {
    Duration margin = config.deadlineMargin();
    Duration left =
        Duration.between(clock.instant(), request.deadline()).minus(margin.dividedBy(2));
    Duration allowed =
        Duration.ofMillis(permitted.obligations().timeoutMs()).plus(config.slotWait()).plus(margin);
    Duration shorter = left.compareTo(allowed) < 0 ? left : allowed;
    return shorter.isNegative() ? Duration.ZERO : shorter;
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
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
