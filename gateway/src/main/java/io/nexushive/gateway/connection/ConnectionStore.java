package io.nexushive.gateway.connection;

import static io.nexushive.gateway.database.Database.instant;

import io.nexushive.gateway.database.Database;
import io.nexushive.gateway.outbox.EventOutbox;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Connections in the database, each change with the event that tells of it. Events of one
 * connection go out in the order of its changes: the topic keeps the last one only.
 */
@Singleton
public class ConnectionStore {
  private static final String COLUMNS = "definition, created_at, updated_at";

  private final Database database;
  private final EventOutbox outbox;
  private final Clock clock;

  public ConnectionStore(Database database, EventOutbox outbox, Clock clock) {
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Those that {@code subject} may use; for {@code everybodys} all of them. */
  List<ConnectionRow> list(String subject, boolean everybodys) {
    return database.list(
        "SELECT "
            + COLUMNS
            + " FROM gateway.connections WHERE tenant = ? AND (? OR owner IS NULL OR owner = ?)"
            + " ORDER BY connection_id",
        ConnectionStore::row,
        CurrentCaller.TENANT.value(),
        everybodys,
        subject);
  }

  Optional<ConnectionRow> find(ConnectionId id) {
    return database.first(
        "SELECT " + COLUMNS + " FROM gateway.connections WHERE connection_id = ? AND tenant = ?",
        ConnectionStore::row,
        id.value(),
        CurrentCaller.TENANT.value());
  }

  /**
   * Keeps a new connection.
   *
   * @param most how many its owner may have; those that all share are counted together
   * @return whether there was room for it
   */
  boolean add(ConnectionChanged definition, int most) {
    Instant now = clock.instant();
    return change(
        definition,
        transaction -> {
          // One that is being added counts already for the next.
          lock(transaction, definition.tenantId() + "|" + definition.owner());
          return Database.update(
                  transaction,
                  "INSERT INTO gateway.connections"
                      + " (connection_id, tenant, owner, definition, created_at, updated_at)"
                      + " SELECT ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM gateway.connections"
                      + " WHERE tenant = ? AND owner IS NOT DISTINCT FROM ?) < ?",
                  definition.connectionId().value(),
                  definition.tenantId().value(),
                  definition.owner(),
                  json(definition),
                  now,
                  now,
                  definition.tenantId().value(),
                  definition.owner(),
                  most)
              == 1;
        });
  }

  /**
   * Changes a connection as it is at that moment.
   *
   * @return it as it is now; empty when it is gone
   */
  public Optional<ConnectionChanged> change(
      ConnectionId id, UnaryOperator<ConnectionChanged> change) {
    List<ConnectionChanged> changed = new ArrayList<>();
    Runnable publish =
        database.inTransaction(
            transaction -> {
              Optional<ConnectionChanged> before = locked(transaction, id);
              if (before.isEmpty()) {
                return () -> {};
              }
              ConnectionChanged next = change.apply(before.get());
              Database.update(
                  transaction,
                  "UPDATE gateway.connections SET owner = ?, definition = ?, updated_at = ?"
                      + " WHERE connection_id = ?",
                  next.owner(),
                  json(next),
                  clock.instant(),
                  id.value());
              changed.add(next);
              return keep(transaction, next);
            });
    publish.run();
    return changed.stream().findFirst();
  }

  /**
   * Removes a connection.
   *
   * @param gone says so on the topic
   * @return whether it was there
   */
  boolean remove(ConnectionChanged gone) {
    return change(
        gone,
        transaction -> {
          Database.update(
              transaction,
              "DELETE FROM gateway.connection_jobs WHERE connection_id = ?",
              gone.connectionId().value());
          return Database.update(
                  transaction,
                  "DELETE FROM gateway.connections WHERE connection_id = ?",
                  gone.connectionId().value())
              == 1;
        });
  }

  private boolean change(ConnectionChanged event, Database.Work<Boolean> work) {
    Optional<Runnable> publish =
        database.inTransaction(
            transaction ->
                work.on(transaction)
                    ? Optional.of(keep(transaction, event))
                    : Optional.<Runnable>empty());
    publish.ifPresent(Runnable::run);
    return publish.isPresent();
  }

  private Runnable keep(Connection transaction, ConnectionChanged changed) throws SQLException {
    return outbox.keepInOrder(
        transaction,
        Uuids.v7(),
        EventType.CONNECTION_CHANGED,
        changed.connectionId().value(),
        changed);
  }

  private static Optional<ConnectionChanged> locked(Connection transaction, ConnectionId id)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "SELECT definition FROM gateway.connections WHERE connection_id = ? FOR UPDATE")) {
      Database.bind(statement, id.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(definition(row)) : Optional.empty();
      }
    }
  }

  private static void lock(Connection transaction, String what) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      Database.bind(statement, "connections|" + what);
      statement.execute();
    }
  }

  private static ConnectionRow row(ResultSet row) throws SQLException {
    return new ConnectionRow(
        definition(row), instant(row, "created_at"), instant(row, "updated_at"));
  }

  private static ConnectionChanged definition(ResultSet row) throws SQLException {
    return Json.read(
        row.getString("definition").getBytes(StandardCharsets.UTF_8), ConnectionChanged.class);
  }

  private static String json(ConnectionChanged definition) {
    return new String(Json.bytes(definition), StandardCharsets.UTF_8);
  }
}
