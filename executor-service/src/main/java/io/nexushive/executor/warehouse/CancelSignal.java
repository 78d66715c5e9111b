package io.nexushive.executor.warehouse;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells running work to stop, from any thread and without waiting. What stops the work is called by
 * the {@link Watchdog}, again and again until the work has ended: drivers drop a request that comes
 * between two of their steps.
 */
public final class CancelSignal {

  /** Why the work is to stop. */
  public enum Reason {
    /** Its time is up. */
    TIMED_OUT,
    /** The asker withdrew the request. */
    WITHDRAWN
  }

  private final AtomicReference<Reason> reason = new AtomicReference<>();
  private final AtomicReference<Runnable> action = new AtomicReference<>();

  /** Asks to stop. The first reason stays. */
  public void cancel(Reason why) {
    reason.compareAndSet(null, why);
  }

  /** Why to stop; empty while the work may go on. */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reason.get());
  }

  /** What stops the work. It must not throw. */
  public void onCancel(Runnable stop) {
    action.set(stop);
  }

  /** The work has ended; nothing is left to stop. */
  public void ended() {
    action.set(null);
  }

  /**
   * @throws WarehouseException when the work is to stop
   */
  public void check() {
    Reason why = reason.get();
    if (why != null) {
      throw new WarehouseException(why == Reason.TIMED_OUT ? Problem.TIMED_OUT : Problem.WITHDRAWN);
    }
  }

  void act() {
    Runnable current = action.get();
    if (current != null && reason.get() != null) {
      current.run();
    }
  }
}
