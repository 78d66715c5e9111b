package io.nexushive.policy.parse;

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
 */
final class Watchdog {
  private static final int LOOKS = 5;

  private final long nanos;
  private final Map<CCJSqlParser, Long> watched = new ConcurrentHashMap<>();
  private final AtomicBoolean started = new AtomicBoolean();

  /** A parser may take {@code millis}, and up to a fifth of that longer. */
  Watchdog(long millis) {
    this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Watches a parser from now on, until {@link #done}. */
  void watch(CCJSqlParser parser) {
    watched.put(parser, System.nanoTime());
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
        long now = System.nanoTime();
        watched.forEach((parser, since) -> parser.interrupted |= now - since > nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
