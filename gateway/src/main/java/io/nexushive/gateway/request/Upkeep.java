package io.nexushive.gateway.request;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.database.ClusterLock;
import io.nexushive.gateway.outbox.EventOutbox;
import io.nexushive.gateway.stream.StreamEnds;
import io.nexushive.gateway.stream.TraceWindow;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks after open requests: notes what is published, publishes what is not, ends what is late. */
@Singleton
public class Upkeep {
  private static final Logger LOG = Logger.getLogger(Upkeep.class);
  private static final int BATCH = 100;
  private static final int MOST_WAITING = 1_000;
  private static final Duration NOTE_INTERVAL = Duration.ofMillis(200);

  /** An end that was begun this long ago was left behind by whoever began it. */
  private static final Duration ABANDONED_AFTER = Duration.ofSeconds(15);

  private final Outbox outbox;
  private final EventOutbox events;
  private final RequestStore store;
  private final Endings endings;
  private final TraceWindow window;
  private final StreamEnds ends;
  private final ClusterLock lock;
  private final TrustStore trust;
  private final Clock clock;
  private final GatewayConfig.Upkeep config;
  private volatile Instant lastLook = Instant.EPOCH;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "upkeep");
            thread.setDaemon(true);
            return thread;
          });

  public Upkeep(
      Outbox outbox,
      EventOutbox events,
      RequestStore store,
      Endings endings,
      TraceWindow window,
      StreamEnds ends,
      ClusterLock lock,
      TrustStore trust,
      Clock clock,
      GatewayConfig config) {
    this.outbox = outbox;
    this.events = events;
    this.store = store;
    this.endings = endings;
    this.window = window;
    this.ends = ends;
    this.lock = lock;
    this.trust = trust;
    this.clock = clock;
    this.config = config.upkeep();
  }

  void start(@Observes StartupEvent event) {
    every(NOTE_INTERVAL, outbox::noteAcknowledged);
    every(
        config.interval(),
        () -> {
          outbox.publishLeftBehind();
          events.publishLeftBehind();
          lock.tryRun(ClusterLock.Guarded.SWEEPER, this::sweep);
        });
  }

  private void sweep() {
    // Until the window has read what is there, an answer that arrived while this process was away
    // is not known to it.
    if (!window.caughtUp()) {
      return;
    }
    Instant now = clock.instant();
    for (RequestRow row : store.overdue(now.minus(config.grace()), BATCH)) {
      // The row learns of an end, or of a wait, later than the stream does; the topic decides.
      boolean waits = row.status().waits();
      if (waits ? !ends.hasEnded(row.id()) : !ends.hasEndedOrWaits(row.id())) {
        endings.timeOut(row);
      }
    }
    if (!now.isBefore(lastLook.plus(config.renewal()))) {
      lastLook = now;
      endUnbelieved(now);
    }
    store.halfEnded(now.minus(ABANDONED_AFTER), BATCH).forEach(endings::resume);
  }

  /** Who waits under a key that nobody believes any more waits for nothing. */
  public void endUnbelieved(Instant now) {
    for (RequestRow row : store.waiting(MOST_WAITING)) {
      if (!isBelieved(row.state(), now) && !ends.hasEnded(row.id())) {
        endings.timeOut(row);
      }
    }
  }

  private boolean isBelieved(AgentState waiting, Instant now) {
    try {
      waiting.ticket().verify(waiting, trust, now);
      return true;
    } catch (UntrustedException e) {
      return false;
    }
  }

  private void every(Duration interval, Runnable work) {
    timer.scheduleWithFixedDelay(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.warn("upkeep of requests failed and is tried again", e);
          }
        },
        interval.toMillis(),
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
