package io.nexushive.gateway.outbox;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.database.ClusterLock;
import io.nexushive.gateway.database.Database;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.fault.FaultPoint;
import io.nexushive.runtime.fault.Faults;
import io.nexushive.runtime.topic.EventPublisher;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Keeps events in the transaction that they tell of, and publishes them after it. What a crash or a
 * lost broker left behind goes out later, under the same event id, by one replica at a time.
 */
@Singleton
public class EventOutbox {
  private static final Logger LOG = Logger.getLogger(EventOutbox.class);
  private static final int BATCH = 100;
  private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(10);

  /** Somebody waits for the answer; what takes longer goes out without him. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private final Database database;
  private final EventPublisher publisher;
  private final ClusterLock lock;
  private final Faults faults;
  private final Clock clock;
  private final Duration unpublished;

  public EventOutbox(
      Database database,
      EventPublisher publisher,
      ClusterLock lock,
      Faults faults,
      Clock clock,
      GatewayConfig config) {
    this.database = database;
    this.publisher = publisher;
    this.lock = lock;
    this.faults = faults;
    this.clock = clock;
    this.unpublished = config.upkeep().unpublished();
  }

  /** Keeps {@code events}, in this order, as part of the caller's transaction. */
  public void keep(Connection transaction, List<OutgoingEvent> events) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO gateway.outbox (event_id, type, key, event, trace_context, kept_at)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      for (OutgoingEvent event : events) {
        Database.bind(
            statement,
            event.eventId(),
            event.type().name(),
            event.key(),
            new String(event.event(), StandardCharsets.UTF_8),
            new String(Json.bytes(event.traceContext()), StandardCharsets.UTF_8),
            clock.instant());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /**
   * Keeps an event of an object whose last one is what counts.
   *
   * @return publishes it, to be called after the transaction
   */
  public Runnable keepInOrder(
      Connection transaction, UUID eventId, EventType type, String key, Object payload)
      throws SQLException {
    List<OutgoingEvent> events = List.of(OutgoingEvent.of(eventId, type, key, payload));
    boolean first = !isWaiting(transaction, type, key);
    keep(transaction, events);
    // Behind an event that waits this one waits too: overtaking it, it would be undone by it.
    return first ? () -> publish(events) : () -> {};
  }

  private static boolean isWaiting(Connection transaction, EventType type, String key)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("SELECT 1 FROM gateway.outbox WHERE key = ? AND type = ?")) {
      Database.bind(statement, key, type.name());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Publishes what has just been kept. Where the broker does not answer, that happens later. */
  public void publish(List<OutgoingEvent> events) {
    faults.at(FaultPoint.BEFORE_PUBLISH);
    try {
      sendAll(events, AT_ONCE);
    } catch (RuntimeException e) {
      LOG.warnf("events are published later key=%s", events.get(0).key());
    }
  }

  /** Publishes what has been left behind. */
  public void publishLeftBehind() {
    lock.tryRun(
        ClusterLock.Guarded.EVENTS,
        () ->
            sendAll(
                database.list(
                    "SELECT event_id, type, key, event, trace_context FROM gateway.outbox"
                        + " WHERE kept_at < ? ORDER BY position LIMIT ?",
                    EventOutbox::event,
                    clock.instant().minus(unpublished),
                    BATCH),
                ACKNOWLEDGEMENT));
  }

  private void sendAll(List<OutgoingEvent> events, Duration patience) {
    for (OutgoingEvent event : events) {
      Acknowledgement.await(
          publisher.publish(
              event.type(),
              event.key(),
              event.event(),
              event.eventId().toString(),
              event.traceContext()),
          patience);
      faults.at(FaultPoint.BEFORE_COMMIT);
      database.update("DELETE FROM gateway.outbox WHERE event_id = ?", event.eventId());
    }
  }

  @SuppressWarnings("unchecked")
  private static OutgoingEvent event(ResultSet row) throws SQLException {
    Map<String, String> context =
        Json.read(row.getString("trace_context").getBytes(StandardCharsets.UTF_8), Map.class);
    return new OutgoingEvent(
        row.getObject("event_id", UUID.class),
        EventType.valueOf(row.getString("type")),
        row.getString("key"),
        row.getString("event").getBytes(StandardCharsets.UTF_8),
        context);
  }
}
