package io.nexushive.executor.warehouse;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind of warehouse that this build can speak to. */
@Singleton
public class WarehouseRegistry {
  private final Map<String, WarehouseAdapter> byKind;

  @Inject
  public WarehouseRegistry(@Any Instance<WarehouseAdapter> adapters) {
    this(adapters.stream().toList());
  }

  /**
   * @throws IllegalStateException when two adapters claim the same kind
   */
  public WarehouseRegistry(Collection<WarehouseAdapter> adapters) {
    byKind =
        adapters.stream()
            .collect(Collectors.toUnmodifiableMap(WarehouseAdapter::kind, Function.identity()));
  }

  /** What people fill in for each kind, by the name that they know it under. */
  public List<ConnectionForm> forms() {
    return byKind.values().stream()
        .map(WarehouseAdapter::form)
        .sorted(Comparator.comparing(ConnectionForm::label))
        .toList();
  }

  public Optional<WarehouseAdapter> find(String kind) {
    return Optional.ofNullable(byKind.get(kind));
  }
}
