package io.nexushive.runtime.resilience;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Leaves another system alone after failures in a row; when the pause is over, one call probes it.
 * Safe for use by many threads.
 */
public final class CircuitBreaker {
  private final int limit;
  private final Duration pause;
  private final Clock clock;
  private int failures;
  private Instant openUntil;
  private boolean probing;

  /**
   * @param limit how many failures in a row open it
   * @param pause for how long it stays open before a probe
   */
  public CircuitBreaker(int limit, Duration pause, Clock clock) {
    this.limit = limit;
    this.pause = pause;
    this.clock = clock;
  }

  /** Whether a call may be made; who gets {@code true} reports how it went. */
  public synchronized boolean allows() {
    if (openUntil == null) {
      return true;
    }
    if (probing || clock.instant().isBefore(openUntil)) {
      return false;
    }
    probing = true;
    return true;
  }

  public synchronized void succeeded() {
    failures = 0;
    openUntil = null;
    probing = false;
  }

  /** Nothing was learnt: the next call is as good as this one was. */
  public synchronized void undecided() {
    probing = false;
  }

  public synchronized void failed() {
    failures++;
    if (probing || failures >= limit) {
      openUntil = clock.instant().plus(pause);
      probing = false;
    }
  }
}
