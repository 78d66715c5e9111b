package io.nexushive.policy.fuzz;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says whether a judge keeps its promises for a text: it decides in time and without an exception,
 * and neither the text that it permits nor the one that would run tells two databases apart, or
 * reads what a role without the forbidden columns may not.
 */
final class PathOracle {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int SHARE = 10;

  private final Judge judge;
  private final Witnesses witnesses;
  private final Duration most;
  private final Map<Dialect, Integer> runs = new EnumMap<>(Dialect.class);
  private final ExecutorService decider =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "decider");
            thread.setDaemon(true);
            return thread;
          });

  /** Decides on a text. */
  @FunctionalInterface
  interface Judge {
    Verdict decide(Dialect dialect, String sql);
  }

  PathOracle(Judge judge, Witnesses witnesses, Duration most) {
    this.judge = judge;
    this.witnesses = witnesses;
    this.most = most;
  }

  /** How many permitted texts both databases of a dialect have answered. */
  Map<Dialect, Integer> runs() {
    return runs;
  }

  /**
   * @throws AssertionError when a promise is broken
   */
  void check(Dialect dialect, String sql) throws InterruptedException {
    Verdict verdict = decided(dialect, sql);
    TwoDatabases engine = witnesses.databases().get(dialect);
    if (verdict instanceof Verdict.Denied || engine == null) {
      return;
    }
    for (String text : List.of(sql, Fixtures.sql(verdict))) {
      TwoDatabases.Run run = engine.run(text);
      runs.merge(dialect, run.succeeds() ? 1 : 0, Integer::sum);
      if (run.tells() && !engine.isFickle(text)) {
        throw new AssertionError(dialect + " " + verdict.decision() + ": " + sql + "\n" + run);
      }
      ColumnRole role = witnesses.roles().get(dialect);
      if (role != null && run.succeeds() && role.isRefused(text)) {
        throw new AssertionError("reads a forbidden column on " + dialect + ": " + text);
      }
    }
  }

  /** Time is the decider's own on the processor, as long as it gets a tenth of one. */
  private Verdict decided(Dialect dialect, String sql) throws InterruptedException {
    long start = System.nanoTime();
    AtomicLong thread = new AtomicLong(-1);
    AtomicLong before = new AtomicLong();
    Future<Verdict> verdict =
        decider.submit(
            () -> {
              before.set(THREADS.getCurrentThreadCpuTime());
              thread.set(Thread.currentThread().getId());
              return judge.decide(dialect, sql);
            });
    while (true) {
      try {
        return verdict.get(most.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long used = thread.get() < 0 ? 0 : THREADS.getThreadCpuTime(thread.get()) - before.get();
        if (used > most.toNanos() || System.nanoTime() - start > SHARE * most.toNanos()) {
          throw new AssertionError("not decided within " + most + ": " + sql, e);
        }
      } catch (ExecutionException e) {
        throw new AssertionError("an exception came out: " + sql, e.getCause());
      }
    }
  }
}
