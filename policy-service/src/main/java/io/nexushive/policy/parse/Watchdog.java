package io.nexushive.policy.parse;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.sf.jsqlparser.parser.CCJSqlParser;

/**
 * Stops a parser that takes too long. The parser looks at its flag before each step, so the thread
 * that parses does not change and nothing is left running.
 */
final class Watchdog {
  private final ScheduledThreadPoolExecutor timer;
  private final long millis;

  Watchdog(long millis) {
    this.millis = millis;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "sql-parser-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  ScheduledFuture<?> watch(CCJSqlParser parser) {
    return timer.schedule(() -> parser.interrupted = true, millis, TimeUnit.MILLISECONDS);
  }
}
