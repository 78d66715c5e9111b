package io.nexushive.executor.connection;

import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.runtime.resilience.CircuitBreaker;
import java.util.function.Function;

/** A connection as it now stands, with the warehouse behind it and the bounds of its use. */
public final class OpenConnection implements AutoCloseable {
  private final ConnectionChanged definition;
  private final WarehouseAdapter adapter;
  private final Warehouse warehouse;
  private final Slots slots;
  private final CircuitBreaker breaker;

  OpenConnection(
      ConnectionChanged definition,
      WarehouseAdapter adapter,
      Warehouse warehouse,
      Slots slots,
      CircuitBreaker breaker) {
    this.definition = definition;
    this.adapter = adapter;
    this.warehouse = warehouse;
    this.slots = slots;
    this.breaker = breaker;
  }

  public ConnectionId id() {
    return definition.connectionId();
  }

  /** What the gateway said of it. */
  public ConnectionChanged definition() {
    return definition;
  }

  public Dialect dialect() {
    return adapter.dialect();
  }

  /**
   * Does {@code work} in one of the connection's places.
   *
   * @throws WarehouseException of {@link Problem#BUSY} or {@link Problem#UNREACHABLE} when it is
   *     not even tried, or whatever went wrong
   */
  public <T> T use(Function<Warehouse, T> work) {
    try (Slots.Place ignored = slots.take()) {
      if (!breaker.allows()) {
        throw new WarehouseException(Problem.UNREACHABLE);
      }
      return observed(work);
    }
  }

  /**
   * Does {@code work} beside the places: for reading the schema and for tests, which must not keep
   * questions waiting and say themselves whether the warehouse is well.
   */
  public <T> T aside(Function<Warehouse, T> work) {
    return observed(work);
  }

  private <T> T observed(Function<Warehouse, T> work) {
    Runnable learnt = breaker::failed;
    try {
      T result = work.apply(warehouse);
      learnt = breaker::succeeded;
      return result;
    } catch (WarehouseException e) {
      if (e.problem().undecided()) {
        learnt = breaker::undecided;
      } else if (!e.problem().illness()) {
        learnt = breaker::succeeded;
      }
      throw e;
    } finally {
      learnt.run();
    }
  }

  /** The warehouse did not come back from a statement that it was told to stop. */
  public void unresponsive() {
    breaker.failed();
  }

  /** How many places are free. */
  public int freeSlots() {
    return slots.free();
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
