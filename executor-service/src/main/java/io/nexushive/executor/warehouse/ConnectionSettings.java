package io.nexushive.executor.warehouse;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.nexushive.model.id.ConnectionId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an adapter needs to reach a warehouse.
 *
 * @param values settings by name, only such as the adapter knows
 * @param secret the opened credential; {@code null} where none is needed
 */
public record ConnectionSettings(
    ConnectionId id, Map<String, String> values, @JsonIgnore String secret) {
  public ConnectionSettings {
    Objects.requireNonNull(id, "id");
    values = Map.copyOf(values);
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(v -> !v.isBlank());
  }

  /**
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when it is not set
   */
  public String require(String name) {
    return find(name).orElseThrow(() -> new WarehouseException(Problem.MISCONFIGURED));
  }

  @Override
  public String toString() {
    return "ConnectionSettings[" + id + "]";
  }
}
