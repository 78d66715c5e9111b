package io.nexushive.gateway.connection;

import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The connections as they were last published. */
@Singleton
public class ConnectionDirectory {
  private final Map<ConnectionId, ConnectionChanged> known = new ConcurrentHashMap<>();
  private final Map<ConnectionId, ConnectionChanged> configured = new ConcurrentHashMap<>();

  /** Takes a connection whose signature has been checked, or is ours. */
  public void put(ConnectionChanged connection) {
    if (connection.deleted()) {
      known.remove(connection.connectionId());
    } else {
      known.put(connection.connectionId(), connection);
    }
  }

  /** Takes one that comes with this installation; it stays as long as the installation names it. */
  public void configure(ConnectionChanged connection) {
    configured.put(connection.connectionId(), connection);
    put(connection);
  }

  /** Those that come with this installation and that everybody shares. */
  List<ConnectionChanged> configured() {
    return List.copyOf(configured.values());
  }

  Optional<ConnectionChanged> configured(ConnectionId id) {
    return Optional.ofNullable(configured.get(id));
  }

  public void remove(ConnectionId connection) {
    known.remove(connection);
  }

  /** Those that {@code subject} may use: his own and the shared ones. */
  public List<ConnectionChanged> usableBy(String subject) {
    return known.values().stream()
        .filter(c -> isUsable(c, subject))
        .sorted(Comparator.comparing(c -> c.connectionId().value()))
        .toList();
  }

  /** Whether there is a connection of that name, whoever may use it. */
  public boolean isKnown(ConnectionId id) {
    return known.containsKey(id);
  }

  /**
   * The connection of that name.
   *
   * @throws NexusException when there is none that {@code subject} may use
   */
  public ConnectionChanged requireUsable(ConnectionId id, String subject) {
    ConnectionChanged connection = known.get(id);
    if (connection == null || !isUsable(connection, subject)) {
      throw new NexusException(ErrorCode.NOT_FOUND, "There is no such connection.");
    }
    return connection;
  }

  private static boolean isUsable(ConnectionChanged connection, String subject) {
    return connection.tenantId().equals(CurrentCaller.TENANT)
        && (connection.owner() == null || connection.owner().equals(subject));
  }
}
