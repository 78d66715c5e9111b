package io.nexushive.gateway.database;

import java.time.Duration;
import org.jboss.logging.Logger;

/** Tries again until it is done: a database that is away for a while must not cost a record. */
public final class Patience {
  private static final Logger LOG = Logger.getLogger(Patience.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Patience() {}

  /**
   * Runs {@code work} until it throws nothing.
   *
   * @param trouble what is logged each time that it throws
   * @throws IllegalStateException when the process stops before
   */
  public static void untilDone(Runnable work, String trouble) {
    while (true) {
      try {
        work.run();
        return;
      } catch (RuntimeException e) {
        LOG.warnf(e, "%s, trying again", trouble);
        try {
          Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("stopped before it was done", interrupted);
        }
      }
    }
  }
}
