package io.nexushive.runtime.stage;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends what stages that are still at work have said, a few dozen times a second. */
@Singleton
public class TraceFlusher {
  /** Too short to be noticed by a reader, long enough to gather what is said in one breath. */
  private static final Duration PERIOD = Duration.ofMillis(25);

  private final Set<StageContext> working = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "trace-flusher");
            thread.setDaemon(true);
            return thread;
          });

  public TraceFlusher() {
    timer.scheduleWithFixedDelay(
        () -> working.forEach(StageContext::flush),
        PERIOD.toMillis(),
        PERIOD.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Sends what {@code context} says until the registration is closed. */
  Registration watch(StageContext context) {
    working.add(context);
    return () -> working.remove(context);
  }

  /** A context that is still at work. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
