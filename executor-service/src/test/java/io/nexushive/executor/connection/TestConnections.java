package io.nexushive.executor.connection;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.id.TenantId;
import io.nexushive.runtime.resilience.CircuitBreaker;
import java.time.Clock;

/** Connections without the topic that they are announced on. */
public final class TestConnections {
  private TestConnections() {}

  /** A connection with the places and the breaker that {@code config} says. */
  public static OpenConnection open(
      WarehouseAdapter adapter, ConnectionSettings settings, ExecutorConfig config) {
    return new OpenConnection(
        new ConnectionChanged(
            settings.id(),
            new TenantId("default"),
            "Test",
            adapter.kind(),
            settings.values(),
            null,
            null,
            false,
            null),
        adapter,
        adapter.connect(settings),
        new Slots(config.slots(), config.waiting(), config.slotWait()),
        new CircuitBreaker(config.breakerFailures(), config.breakerPause(), Clock.systemUTC()));
  }
}
