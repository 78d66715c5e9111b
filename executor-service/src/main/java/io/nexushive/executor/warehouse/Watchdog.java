package io.nexushive.executor.warehouse;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sees to it that work stops when its time is up or it was withdrawn. Drivers' own time-outs are
 * not enough: some have none, some are not exact, some do not reach the server. Stopping may mean a
 * call to the server, so it has threads of its own and no warehouse can hold up another's end.
 */
@Singleton
public class Watchdog implements AutoCloseable {
  private static final long TICK_MS = 25;

  private final ScheduledThreadPoolExecutor ticks;
  private final ExecutorService stoppers;

  public Watchdog() {
    ticks = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "watchdog"));
    ticks.setRemoveOnCancelPolicy(true);
    stoppers = Executors.newCachedThreadPool(task -> daemon(task, "watchdog-stop"));
  }

  /** Watches work until the returned guard is closed. */
  public Guard guard(CancelSignal signal, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    AtomicReference<Future<?>> stopping = new AtomicReference<>();
    ScheduledFuture<?> watch =
        ticks.scheduleAtFixedRate(
            () -> {
              if (System.nanoTime() - end >= 0) {
                signal.cancel(CancelSignal.Reason.TIMED_OUT);
              }
              Future<?> last = stopping.get();
              if (signal.reason().isPresent() && (last == null || last.isDone())) {
                stopping.set(stoppers.submit(signal::act));
              }
            },
            TICK_MS,
            TICK_MS,
            TimeUnit.MILLISECONDS);
    return () -> {
      signal.ended();
      watch.cancel(false);
    };
  }

  /** Work that is watched. */
  public interface Guard extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  @PreDestroy
  public void close() {
    ticks.shutdownNow();
    stoppers.shutdownNow();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
