package io.nexushive.policy.parse;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.sf.jsqlparser.parser.CCJSqlParser;

/**
 * Stops parsers that take too long. A parser looks at its flag wherever it would look far ahead,
 * which is what can take long, and gives up there; so the thread that parses does not change and
 * nothing is left running. One thread looks at all parsers a few times in the time that each may
 * take: an alarm of its own for each text would cost a fifth of what reading a short text costs.
 *
 * <p>What counts is the processor time of the thread that parses, so that a machine that has no
 * time for a plain query does not make it a refused one. Where the platform does not measure that,
 * the clock counts.
 */
final class Watchdog {
  private static final int LOOKS = 5;

  private final long nanos;
  private final Map<CCJSqlParser, Parsing> watched = new ConcurrentHashMap<>();
  private final AtomicBoolean started = new AtomicBoolean();

  /** A parse, timed from when it is first looked at: to start a clock for each would cost more. */
  private static final class Parsing {
    private final long thread = Thread.currentThread().getId();
    private long since = -1;

    private boolean takesLongerThan(long nanos) {
      long now = time();
      if (since < 0) {
        since = now;
      }
      return now - since > nanos;
    }

    private long time() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long used = threads.isThreadCpuTimeSupported() ? threads.getThreadCpuTime(thread) : -1;
      return used < 0 ? System.nanoTime() : used;
    }
  }

  /** A parser may take {@code millis}, and up to two fifths of that longer. */
  Watchdog(long millis) {
    this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Watches a parser, which the calling thread runs, from now on, until {@link #done}. */
  void watch(CCJSqlParser parser) {
    watched.put(parser, new Parsing());
    // Not before it is needed: a native image must not hold a thread that runs.
    if (!started.get() && started.compareAndSet(false, true)) {
      Thread thread = new Thread(this::look, "sql-parser-watchdog");
      thread.setDaemon(true);
      thread.start();
    }
  }

  void done(CCJSqlParser parser) {
    watched.remove(parser);
  }

  private void look() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(nanos / LOOKS);
        watched.forEach((parser, parsing) -> parser.interrupted |= parsing.takesLongerThan(nanos));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
