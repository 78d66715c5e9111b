package io.nexushive.gateway.knowledge;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.database.ClusterLock;
import io.nexushive.gateway.publication.PublishedRecords;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Retires verified queries that policy would no longer let their author run: a column is gone, or
 * the policy has changed. One check for each connection tells whether anything has changed at all;
 * only then the others follow. One replica at a time does.
 */
@Singleton
public class Retirement {
  private static final Logger LOG = Logger.getLogger(Retirement.class);

  private final KnowledgeStore store;
  private final SqlCheck policy;
  private final ConnectionDirectory connections;
  private final PublishedRecords published;
  private final ClusterLock lock;
  private final Duration interval;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "retirement");
            thread.setDaemon(true);
            return thread;
          });

  Retirement(
      KnowledgeStore store,
      SqlCheck policy,
      ConnectionDirectory connections,
      PublishedRecords published,
      ClusterLock lock,
      GatewayConfig config) {
    this.store = store;
    this.policy = policy;
    this.connections = connections;
    this.published = published;
    this.lock = lock;
    this.interval = config.upkeep().knowledge();
  }

  void start(@Observes StartupEvent event) {
    timer.scheduleWithFixedDelay(
        this::tryAll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tryAll() {
    try {
      // Before all connections have been read, one would be taken for deleted.
      if (published.caughtUp()) {
        lock.tryRun(ClusterLock.Guarded.KNOWLEDGE, this::all);
      }
    } catch (RuntimeException e) {
      LOG.warn("verified queries cannot be checked and are tried again", e);
    }
  }

  private void all() {
    Map<ConnectionId, List<KnowledgeStore.Basis>> entries =
        store.approved().stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.row().connectionId(), LinkedHashMap::new, Collectors.toList()));
    entries.forEach(this::ofConnection);
  }

  private void ofConnection(ConnectionId connection, List<KnowledgeStore.Basis> entries) {
    if (!connections.isKnown(connection)) {
      entries.forEach(e -> retire(e.row(), "The connection was deleted."));
      return;
    }
    try {
      CheckedSql newest = null;
      for (KnowledgeStore.Basis entry : entries) {
        if (newest == null || !isUnder(entry, newest)) {
          CheckedSql passed = check(entry);
          newest = passed == null ? newest : passed;
        }
      }
    } catch (NexusException e) {
      // Policy is away, or does not know the tables yet; that says nothing about a query.
      LOG.debugf("verified queries stay unchecked connection=%s", connection);
    }
  }

  /** What it passed under; {@code null} where it did not. */
  private CheckedSql check(KnowledgeStore.Basis entry) {
    KnowledgeRow row = entry.row();
    try {
      CheckedSql passed = policy.check(row.sql(), row.connectionId(), row.proposer());
      if (!isUnder(entry, passed)) {
        store.passed(row.id(), passed);
      }
      return passed;
    } catch (NexusException e) {
      if (e.code() != ErrorCode.SQL_REJECTED) {
        throw e;
      }
      retire(row, "The tables or the policy have changed: " + e.getMessage());
      return null;
    }
  }

  private static boolean isUnder(KnowledgeStore.Basis entry, CheckedSql checked) {
    return checked.policyVersion().equals(entry.policyVersion())
        && checked.catalogVersion().equals(entry.catalogVersion());
  }

  private void retire(KnowledgeRow row, String reason) {
    if (store.retire(row.id(), null, reason)) {
      LOG.infof(
          "verified query retired knowledgeId=%s connection=%s", row.id(), row.connectionId());
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
