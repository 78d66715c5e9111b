package io.nexushive.executor.connection;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A connection's places: some run, some wait for a short while, all others are told to go. */
final class Slots {
  private final Semaphore running;
  private final Semaphore present;
  private final Duration longestWait;

  Slots(int running, int waiting, Duration longestWait) {
    this.running = new Semaphore(running, true);
    this.present = new Semaphore(running + waiting);
    this.longestWait = longestWait;
  }

  /**
   * Takes a place.
   *
   * @return gives it back when closed
   * @throws WarehouseException of {@link Problem#BUSY} when there is none
   */
  Place take() {
    if (!present.tryAcquire()) {
      throw new WarehouseException(Problem.BUSY);
    }
    try {
      if (running.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
        return () -> {
          running.release();
          present.release();
        };
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    present.release();
    throw new WarehouseException(Problem.BUSY);
  }

  int free() {
    return running.availablePermits();
  }

  /** A place that was taken. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }
}
