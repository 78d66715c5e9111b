package io.nexushive.gateway.connection;

import io.nexushive.gateway.account.Role;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may see and change which connection. To everybody else there is no such connection.
 * Administrators see and delete other people's, but neither edit nor ask them.
 */
@RequestScoped
public class ConnectionAccess {
  private final ConnectionStore store;
  private final ConnectionDirectory directory;
  private final CurrentCaller caller;

  public ConnectionAccess(
      ConnectionStore store, ConnectionDirectory directory, CurrentCaller caller) {
    this.store = store;
    this.directory = directory;
    this.caller = caller;
  }

  /** All that the caller may see. */
  List<ConnectionRow> visible() {
    return Stream.concat(
            directory.configured().stream().map(c -> new ConnectionRow(c, null, null)),
            store.list(caller.subject(), caller.has(Role.ADMIN)).stream())
        .toList();
  }

  ConnectionRow visible(String id) {
    ConnectionId connection = parse(id);
    return store
        .find(connection)
        .or(() -> directory.configured(connection).map(c -> new ConnectionRow(c, null, null)))
        .filter(r -> r.shared() || owns(r) || caller.has(Role.ADMIN))
        .orElseThrow(ConnectionAccess::unknown);
  }

  /** One that the caller may ask, and whose tables he therefore may see. */
  ConnectionRow usable(String id) {
    ConnectionRow row = visible(id);
    if (!row.shared() && !owns(row)) {
      throw unknown();
    }
    return row;
  }

  /** One that the caller may have tested and read. */
  ConnectionRow caredFor(String id) {
    ConnectionRow row = visible(id);
    if (!mayCare(row)) {
      throw new NexusException(
          ErrorCode.FORBIDDEN, "Stewards and administrators look after shared connections.");
    }
    return row;
  }

  ConnectionRow editable(String id) {
    ConnectionRow row = caredFor(id);
    requireUnconfigured(row);
    return row;
  }

  ConnectionRow deletable(String id) {
    ConnectionRow row = caller.has(Role.ADMIN) ? visible(id) : caredFor(id);
    requireUnconfigured(row);
    return row;
  }

  boolean mayCare(ConnectionRow row) {
    return owns(row) || row.shared() && mayShare();
  }

  /** Whether the caller may make and look after connections for all. */
  boolean mayShare() {
    return caller.has(Role.STEWARD) || caller.has(Role.ADMIN);
  }

  private boolean owns(ConnectionRow row) {
    return caller.subject().equals(row.definition().owner());
  }

  private static void requireUnconfigured(ConnectionRow row) {
    if (row.configured()) {
      throw new NexusException(
          ErrorCode.CONFLICT, "This connection is set by the configuration of the installation.");
    }
  }

  private static ConnectionId parse(String id) {
    try {
      return new ConnectionId(id);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  static NexusException unknown() {
    return new NexusException(ErrorCode.NOT_FOUND, "There is no such connection.");
  }
}
