package io.nexushive.executor.catalog;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nexushive.executor.Metrics;
import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.connection.OpenConnection;
import io.nexushive.executor.connection.SensitiveSetting;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.id.ConnectionId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Reads a connection's schema and says what changed. */
@Singleton
public class CatalogSync {
  private final CatalogView view;
  private final CatalogPublisher publisher;
  private final ExecutorConfig.Catalog config;
  private final MeterRegistry meters;
  private final SyncLog log;
  private final Clock clock;
  private final Map<ConnectionId, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** How many tables' values were looked at, in all readings together. */
  private final Map<ConnectionId, Integer> looked = new ConcurrentHashMap<>();

  public CatalogSync(
      CatalogView view,
      CatalogPublisher publisher,
      ExecutorConfig config,
      MeterRegistry meters,
      SyncLog log,
      Clock clock) {
    this.view = view;
    this.publisher = publisher;
    this.config = config.catalog();
    this.meters = meters;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Reads and publishes now; one reading of a connection at a time.
   *
   * @throws io.nexushive.executor.warehouse.WarehouseException when the warehouse cannot be read
   */
  public CatalogChanges sync(OpenConnection connection) {
    ReentrantLock lock = locks.computeIfAbsent(connection.id(), id -> new ReentrantLock());
    lock.lock();
    Timer.Sample sample = Timer.start(meters);
    String outcome = "failed";
    log.update(connection.id(), s -> s.started(clock.instant()));
    try {
      Optional<Catalog> before = view.catalog(connection.id());
      List<CatalogTable> tables = connection.aside(w -> read(w, connection, before));
      CatalogChanges changes =
          publisher.publish(
              connection.id(),
              connection.dialect(),
              tables,
              before,
              view.isAgeing(connection.id()));
      outcome = "completed";
      log.update(connection.id(), s -> s.completed(changes, clock.instant()));
      return changes;
    } catch (RuntimeException e) {
      log.update(connection.id(), s -> s.failed(e, clock.instant()));
      throw e;
    } finally {
      sample.stop(meters.timer(Metrics.CATALOG_SYNC, "outcome", outcome));
      lock.unlock();
    }
  }

  /** Takes back what was said of a connection that is gone. */
  public void retract(ConnectionId connection) {
    view.catalog(connection).ifPresent(publisher::retract);
    locks.remove(connection);
    log.forget(connection);
    looked.remove(connection);
  }

  private List<CatalogTable> read(
      Warehouse warehouse, OpenConnection connection, Optional<Catalog> before) {
    TableReader reader =
        new TableReader(connection.id(), SensitiveSetting.of(connection.definition()), config);
    Map<String, CatalogTable> known = new TreeMap<>();
    before.ifPresent(c -> c.tables().forEach(t -> known.put(t.key(), t)));
    long end = System.nanoTime() + config.profileBudget().toNanos();
    List<TableSchema> declaredTables = new ArrayList<>(warehouse.schema());
    Collections.rotate(declaredTables, -startOf(connection.id(), declaredTables.size()));
    List<CatalogTable> tables = new ArrayList<>();
    for (TableSchema table : declaredTables) {
      if (System.nanoTime() - end < 0) {
        tables.add(reader.read(warehouse, table));
        looked.merge(connection.id(), 1, Integer::sum);
      } else {
        // Out of time: what was found the last time still says more than nothing.
        CatalogTable declared = reader.declared(table);
        CatalogTable last = known.get(declared.key());
        tables.add(last != null && sameShape(last, declared) ? unsigned(last) : declared);
      }
    }
    return KeySuggestions.added(tables);
  }

  /** Where the last reading ran out of time, so that all tables have their turn. */
  private int startOf(ConnectionId connection, int tables) {
    return tables == 0 ? 0 : Math.floorMod(looked.getOrDefault(connection, 0), tables);
  }

  private static boolean sameShape(CatalogTable a, CatalogTable b) {
    return shape(a).equals(shape(b));
  }

  private static List<String> shape(CatalogTable table) {
    return table.columns().stream()
        .map(c -> c.name() + " " + c.nativeType() + " " + c.nullable() + " " + c.sensitive())
        .toList();
  }

  private static CatalogTable unsigned(CatalogTable table) {
    return table.withKeys(
        table.primaryKey(), table.foreignKeys().stream().filter(k -> !k.suggested()).toList());
  }
}
