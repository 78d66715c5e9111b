package io.nexushive.executor.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.executor.Metrics;
import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.WarehouseRegistry;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.topic.TopicRecord;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Every connection that there is. */
@Singleton
public class Connections {
  private static final Logger LOG = Logger.getLogger(Connections.class);

  /** Settings that every connection may have, whatever its kind; adapters do not see them. */
  private static final Set<String> COMMON = Set.of(SensitiveSetting.NAME);

  private final Map<ConnectionId, OpenConnection> open = new ConcurrentHashMap<>();
  private final WarehouseRegistry registry;
  private final ConnectionSecrets secrets;
  private final TrustStore trust;
  private final ExecutorConfig config;
  private final Clock clock;
  private final Event<ConnectionReady> ready;
  private final Event<ConnectionGone> gone;

  public Connections(
      WarehouseRegistry registry,
      ConnectionSecrets secrets,
      TrustStore trust,
      ExecutorConfig config,
      Clock clock,
      MeterRegistry meters,
      Event<ConnectionReady> ready,
      Event<ConnectionGone> gone) {
    this.registry = registry;
    this.secrets = secrets;
    this.trust = trust;
    this.config = config;
    this.clock = clock;
    this.ready = ready;
    this.gone = gone;
    Gauge.builder(Metrics.CONNECTIONS, open, Map::size).register(meters);
  }

  /** A connection can be used, as it now stands. */
  public record ConnectionReady(OpenConnection connection) {}

  /** A connection cannot be used any more. */
  public record ConnectionGone(ConnectionId connection) {}

  public Optional<OpenConnection> find(ConnectionId id) {
    return Optional.ofNullable(open.get(id));
  }

  public Collection<OpenConnection> all() {
    return List.copyOf(open.values());
  }

  /** Takes over what the topic says; what is not signed by the gateway is left aside. */
  public void accept(TopicRecord record) {
    if (record.value() == null) {
      remove(new ConnectionId(record.key()));
      return;
    }
    ConnectionChanged changed = Json.read(record.value(), ConnectionChanged.class);
    changed.verify(trust, clock.instant());
    if (changed.deleted()) {
      remove(changed.connectionId());
    } else {
      replace(changed);
    }
  }

  private void replace(ConnectionChanged changed) {
    OpenConnection current = open.get(changed.connectionId());
    if (current != null && current.definition().equals(changed)) {
      return;
    }
    try {
      OpenConnection connection = connect(changed);
      close(open.put(connection.id(), connection));
      ready.fire(new ConnectionReady(connection));
    } catch (WarehouseException e) {
      LOG.warnf(
          "connection cannot be used connection=%s problem=%s",
          changed.connectionId(), e.problem());
      LOG.debug("why the connection cannot be used", e);
      remove(changed.connectionId());
    }
  }

  private OpenConnection connect(ConnectionChanged changed) {
    WarehouseAdapter adapter =
        registry
            .find(changed.kind())
            .orElseThrow(() -> new WarehouseException(Problem.MISCONFIGURED));
    Map<String, String> settings = new HashMap<>(changed.settings());
    settings.keySet().removeAll(COMMON);
    if (!adapter.settings().containsAll(settings.keySet())) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    ConnectionSettings known =
        new ConnectionSettings(changed.connectionId(), settings, secrets.open(changed));
    return new OpenConnection(
        changed,
        adapter,
        adapter.connect(known),
        new Slots(config.slots(), config.waiting(), config.slotWait()),
        new Breaker(config.breakerFailures(), config.breakerPause(), clock));
  }

  private void remove(ConnectionId id) {
    close(open.remove(id));
    gone.fire(new ConnectionGone(id));
  }

  private static void close(OpenConnection connection) {
    if (connection != null) {
      connection.close();
    }
  }

  @PreDestroy
  void closeAll() {
    open.values().forEach(OpenConnection::close);
  }
}
