package io.nexushive.benchmarks.warehouse;

import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Query;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseAdapter;
import io.nexushive.model.envelope.Dialect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/** Measures how long statements are on their way to their warehouse. */
final class Arrivals {
  private final Map<String, Long> left = new ConcurrentHashMap<>();
  private final AtomicLong number = new AtomicLong();
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

  /** Marks {@code sql} so that it is known again, and begins to measure. */
  String leave(String sql) {
    String marked = sql + " -- " + number.incrementAndGet();
    left.put(marked, System.nanoTime());
    return marked;
  }

  double longestMs() {
    return longest.get() / 1e6;
  }

  private void arrived(String sql) {
    Long at = left.remove(sql);
    if (at != null) {
      longest.accumulate(System.nanoTime() - at);
    }
  }

  /** The same adapter, whose warehouses tell when a statement reaches them. */
  WarehouseAdapter watch(WarehouseAdapter adapter) {
    return new WarehouseAdapter() {
      @Override
      public String kind() {
        return adapter.kind();
      }

      @Override
      public Dialect dialect() {
        return adapter.dialect();
      }

      @Override
      public Set<String> settings() {
        return adapter.settings();
      }

      @Override
      public Warehouse connect(ConnectionSettings settings) {
        return watch(adapter.connect(settings));
      }
    };
  }

  private Warehouse watch(Warehouse warehouse) {
    return (Warehouse)
        Proxy.newProxyInstance(
            Warehouse.class.getClassLoader(),
            new Class<?>[] {Warehouse.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("execute")) {
                arrived(((Query) arguments[0]).sql());
              }
              try {
                return method.invoke(warehouse, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
