package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.process.Child;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A process that is started again when it dies, after a pause that grows while it keeps dying.
 *
 * <p>Calls come from the starting thread, the exit of the process and the shutdown; one lock orders
 * them, and nothing is started once {@link #stop} has begun.
 */
final class Supervised {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration STEADY = Duration.ofSeconds(60);

  private final String name;
  private final Supplier<Child> starter;
  private final ScheduledExecutorService timer;
  private final Runnable changed;
  private Child child;
  private boolean stopping;
  private int restarts;
  private Duration pause = FIRST_PAUSE;
  private Instant startedAt = Instant.EPOCH;

  Supervised(
      String name, Supplier<Child> starter, ScheduledExecutorService timer, Runnable changed) {
    this.name = name;
    this.starter = starter;
    this.timer = timer;
    this.changed = changed;
  }

  String name() {
    return name;
  }

  synchronized int restarts() {
    return restarts;
  }

  synchronized Child child() {
    return child;
  }

  synchronized boolean isAlive() {
    return child != null && child.isAlive();
  }

  synchronized Instant startedAt() {
    return startedAt;
  }

  /** Starts the process; it is watched from now on. */
  synchronized void start() {
    if (stopping) {
      return;
    }
    startedAt = Instant.now();
    Child started = starter.get();
    child = started;
    started.onExit().thenAccept(code -> ended(started));
  }

  /** Takes over a process that runs already. */
  synchronized void adopt(Child running) {
    startedAt = Instant.now();
    child = running;
    running.onExit().thenAccept(code -> ended(running));
  }

  private synchronized void ended(Child which) {
    if (stopping || which != child) {
      return;
    }
    if (Duration.between(startedAt, Instant.now()).compareTo(STEADY) > 0) {
      pause = FIRST_PAUSE;
    }
    restarts++;
    scheduleStart();
  }

  private synchronized void scheduleStart() {
    if (stopping) {
      return;
    }
    timer.schedule(this::startAgain, pause.toMillis(), TimeUnit.MILLISECONDS);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void startAgain() {
    try {
      start();
    } catch (LocalStackException e) {
      scheduleStart();
    }
    changed.run();
  }

  /** Ends the process and returns when it is gone. */
  void stop() {
    Child last;
    synchronized (this) {
      stopping = true;
      last = child;
    }
    if (last != null) {
      last.stop();
    }
  }
}
