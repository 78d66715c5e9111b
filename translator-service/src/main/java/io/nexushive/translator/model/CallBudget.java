package io.nexushive.translator.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How often, and until when, models may be called for one question. */
public final class CallBudget {
  /** The most calls for one question, repairs and other providers included. */
  public static final int CALLS = 4;

  private final Clock clock;
  private final Instant deadline;
  private int left = CALLS;

  public CallBudget(Clock clock, Instant deadline) {
    this.clock = clock;
    this.deadline = deadline;
  }

  /** Takes a call out; {@code false} where none is left or there is no time for one. */
  synchronized boolean take() {
    if (isSpent()) {
      return false;
    }
    left--;
    return true;
  }

  synchronized boolean isSpent() {
    return left == 0 || time().isNegative() || time().isZero();
  }

  /** What is left of the time. */
  Duration time() {
    return Duration.between(clock.instant(), deadline);
  }
}
