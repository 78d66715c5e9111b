package io.nexushive.executor.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Leaves a warehouse alone for a while after it could not be reached several times in a row, then
 * lets one try through.
 */
final class Breaker {
  private final int threshold;
  private final Duration pause;
  private final Clock clock;
  private int failures;
  private Instant openUntil = Instant.MIN;
  private boolean probing;

  Breaker(int threshold, Duration pause, Clock clock) {
    this.threshold = threshold;
    this.pause = pause;
    this.clock = clock;
  }

  /** Whether the warehouse may be tried now; who gets {@code true} reports how it went. */
  synchronized boolean admits() {
    if (failures < threshold) {
      return true;
    }
    if (probing || clock.instant().isBefore(openUntil)) {
      return false;
    }
    probing = true;
    return true;
  }

  synchronized void succeeded() {
    failures = 0;
    probing = false;
  }

  /** Nothing was learnt of the warehouse: the next try is as good as this one was. */
  synchronized void undecided() {
    probing = false;
  }

  synchronized void failed() {
    failures++;
    probing = false;
    openUntil = clock.instant().plus(pause);
  }
}
