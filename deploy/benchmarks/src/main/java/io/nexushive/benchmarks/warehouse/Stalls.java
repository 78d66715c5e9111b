package io.nexushive.benchmarks.warehouse;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a thread that has nothing to do but to wake up each millisecond is kept from it: by the
 * machine's other work, by collections, by whoever shares its processors. A request's wait that is
 * no longer than that is not for want of a thread.
 */
final class Stalls implements AutoCloseable {
  private static final long TICK_NANOS = 1_000_000;

  private final AtomicLong longest = new AtomicLong();
  private final Thread clock = new Thread(this::tick, "stalls");
  private volatile boolean open = true;

  Stalls() {
    clock.setDaemon(true);
    clock.start();
  }

  private void tick() {
    long before = System.nanoTime();
    while (open) {
      LockSupport.parkNanos(TICK_NANOS);
      long now = System.nanoTime();
      longest.accumulateAndGet(now - before - TICK_NANOS, Math::max);
      before = now;
    }
  }

  /** In milliseconds. */
  double longestMs() {
    return longest.get() / 1e6;
  }

  @Override
  public void close() {
    open = false;
  }
}
