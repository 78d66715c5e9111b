package io.nexushive.executor.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.executor.Metrics;
import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.warehouse.ConnectionForm;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.WarehouseRegistry;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.resilience.CircuitBreaker;
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
  private final Map<ConnectionId, Unusable> unusable = new ConcurrentHashMap<>();
  private final WarehouseRegistry registry;
  private final ConnectionSecrets secrets;
  private final TrustStore trust;
  private final ExecutorConfig config;
  private final Clock clock;
  private final Event<ConnectionReady> ready;
  private final Event<ConnectionGone> gone;
  private final Event<ConnectionDeleted> deleted;

  public Connections(
      WarehouseRegistry registry,
      ConnectionSecrets secrets,
      TrustStore trust,
      ExecutorConfig config,
      Clock clock,
      MeterRegistry meters,
      Event<ConnectionReady> ready,
      Event<ConnectionGone> gone,
      Event<ConnectionDeleted> deleted) {
    this.registry = registry;
    this.secrets = secrets;
    this.trust = trust;
    this.config = config;
    this.clock = clock;
    this.ready = ready;
    this.gone = gone;
    this.deleted = deleted;
    Gauge.builder(Metrics.CONNECTIONS, open, Map::size).register(meters);
  }

  /** A connection can be used, as it now stands. */
  public record ConnectionReady(OpenConnection connection) {}

  /** A connection cannot be used any more. */
  public record ConnectionGone(ConnectionId connection) {}

  /** The gateway said that a connection is deleted for good. */
  public record ConnectionDeleted(ConnectionId connection) {}

  /** A connection that was announced and cannot be opened. */
  private record Unusable(ConnectionChanged definition, WarehouseException why) {}

  /** What the gateway last said of a connection, whether it can be used or not. */
  public Optional<ConnectionChanged> definition(ConnectionId id) {
    return find(id)
        .map(OpenConnection::definition)
        .or(() -> Optional.ofNullable(unusable.get(id)).map(Unusable::definition));
  }

  /**
   * The connection, ready to be used.
   *
   * @throws WarehouseException that says why it cannot be
   */
  public OpenConnection require(ConnectionId id) {
    Unusable broken = unusable.get(id);
    if (broken != null) {
      throw new WarehouseException(broken.why());
    }
    return find(id).orElseThrow(() -> new WarehouseException(Problem.MISCONFIGURED));
  }

  /** What people fill in for each kind. */
  public List<ConnectionForm> forms() {
    return registry.forms().stream().map(f -> f.with(List.of(SensitiveSetting.FIELD))).toList();
  }

  /**
   * Checks settings without speaking to the warehouse.
   *
   * @return the form that they fill
   * @throws io.nexushive.model.error.NexusException that says which setting does not do
   */
  public ConnectionForm check(String kind, Map<String, String> settings) {
    ConnectionForm form =
        forms().stream()
            .filter(f -> f.kind().equals(kind))
            .findFirst()
            .orElseThrow(
                () ->
                    new NexusException(
                        ErrorCode.INVALID_REQUEST, "kind: there is no such kind of warehouse."));
    form.require(settings);
    WarehouseAdapter adapter = registry.find(kind).orElseThrow();
    adapter
        .connect(new ConnectionSettings(new ConnectionId("checked"), ofKind(settings), null))
        .close();
    return form;
  }

  private static Map<String, String> ofKind(Map<String, String> settings) {
    Map<String, String> own = new HashMap<>(settings);
    own.keySet().removeAll(COMMON);
    return own;
  }

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
      deleted.fire(new ConnectionDeleted(changed.connectionId()));
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
      unusable.remove(connection.id());
      close(open.put(connection.id(), connection));
      ready.fire(new ConnectionReady(connection));
    } catch (WarehouseException e) {
      LOG.warnf(
          "connection cannot be used connection=%s problem=%s",
          changed.connectionId(), e.problem());
      LOG.debug("why the connection cannot be used", e);
      remove(changed.connectionId());
      unusable.put(changed.connectionId(), new Unusable(changed, e));
    }
  }

  private OpenConnection connect(ConnectionChanged changed) {
    WarehouseAdapter adapter =
        registry
            .find(changed.kind())
            .orElseThrow(() -> new WarehouseException(Problem.MISCONFIGURED));
    Map<String, String> settings = ofKind(changed.settings());
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
        new CircuitBreaker(config.breakerFailures(), config.breakerPause(), clock));
  }

  private void remove(ConnectionId id) {
    unusable.remove(id);
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
