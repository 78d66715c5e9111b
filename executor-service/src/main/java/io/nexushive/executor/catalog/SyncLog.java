package io.nexushive.executor.catalog;

import io.nexushive.model.id.ConnectionId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * How the last reading of each connection went, on a schedule or on demand. Each replica reads for
 * itself, so each knows for itself.
 */
@Singleton
public class SyncLog {
  private final Map<ConnectionId, SyncStatus> statuses = new ConcurrentHashMap<>();

  public SyncStatus of(ConnectionId connection) {
    return statuses.getOrDefault(connection, SyncStatus.NEVER);
  }

  void update(ConnectionId connection, UnaryOperator<SyncStatus> step) {
    statuses.compute(connection, (id, old) -> step.apply(old == null ? SyncStatus.NEVER : old));
  }

  void forget(ConnectionId connection) {
    statuses.remove(connection);
  }
}
