package io.nexushive.executor.catalog;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.connection.Connections;
import io.nexushive.executor.connection.Connections.ConnectionGone;
import io.nexushive.executor.connection.Connections.ConnectionReady;
import io.nexushive.executor.connection.OpenConnection;
import io.nexushive.model.id.ConnectionId;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reads each connection's schema when the connection comes or changes, and again after a while. A
 * reading that hangs occupies a thread of its own and keeps no other connection waiting.
 */
@Singleton
public class CatalogSchedule {
  private static final Logger LOG = Logger.getLogger(CatalogSchedule.class);
  private static final Duration UNTIL_CAUGHT_UP = Duration.ofMillis(100);

  private final CatalogSync sync;
  private final CatalogView view;
  private final Connections connections;
  private final ExecutorConfig.Catalog config;
  private final ScheduledExecutorService timer;
  private final ExecutorService workers;

  public CatalogSchedule(
      CatalogSync sync, CatalogView view, Connections connections, ExecutorConfig config) {
    this.sync = sync;
    this.view = view;
    this.connections = connections;
    this.config = config.catalog();
    this.timer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "catalog-timer"));
    this.workers = Executors.newCachedThreadPool(task -> daemon(task, "catalog-sync"));
  }

  void onReady(@Observes ConnectionReady event) {
    submit(() -> read(event.connection()));
  }

  void onGone(@Observes ConnectionGone event) {
    submit(() -> retract(event.connection()));
  }

  private void read(OpenConnection connection) {
    if (connections.find(connection.id()).filter(c -> c == connection).isEmpty()) {
      return;
    }
    if (!view.caughtUp()) {
      later(UNTIL_CAUGHT_UP, () -> read(connection));
      return;
    }
    Duration next = config.syncInterval();
    try {
      CatalogChanges changes = sync.sync(connection);
      LOG.infof(
          "catalogue read connection=%s tables=%d added=%d changed=%d removed=%d",
          connection.id(),
          changes.tables(),
          changes.added().size(),
          changes.changed().size(),
          changes.removed().size());
    } catch (RuntimeException e) {
      LOG.warnf("catalogue could not be read connection=%s", connection.id());
      LOG.debug("why the catalogue could not be read", e);
      next = config.retryInterval();
    }
    later(next, () -> read(connection));
  }

  private void retract(ConnectionId connection) {
    if (!view.caughtUp()) {
      later(UNTIL_CAUGHT_UP, () -> retract(connection));
    } else if (connections.find(connection).isEmpty()) {
      sync.retract(connection);
    }
  }

  private void later(Duration time, Runnable task) {
    try {
      timer.schedule(() -> submit(task), time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("no further reading: the service stops", e);
    }
  }

  private void submit(Runnable task) {
    try {
      workers.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("no further reading: the service stops", e);
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
    workers.shutdownNow();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
