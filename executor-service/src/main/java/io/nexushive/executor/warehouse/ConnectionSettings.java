package io.nexushive.executor.warehouse;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.nexushive.model.id.ConnectionId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an adapter needs to reach a warehouse.
 *
 * @param values settings by name, only such as the adapter knows
 * @param secret the opened credential; {@code null} where none is needed
 */
public record ConnectionSettings(
    ConnectionId id, Map<String, String> values, @JsonIgnore String secret) {
  private static final int LARGEST_PORT = 65_535;

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
    return find(name)
        .orElseThrow(
            () -> new WarehouseException(Problem.MISCONFIGURED, name + " is missing", null));
  }

  /**
   * @param form that the whole value must have
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when it is not set, or otherwise
   */
  public String require(String name, Pattern form) {
    String value = require(name);
    if (!form.matcher(value).matches()) {
      throw new WarehouseException(Problem.MISCONFIGURED, name + " has the wrong form", null);
    }
    return value;
  }

  /**
   * The setting {@code port}.
   *
   * @param usual where it is not set
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when it is no port
   */
  public int port(int usual) {
    try {
      int port = find("port").map(Integer::parseInt).orElse(usual);
      if (port > 0 && port <= LARGEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new WarehouseException(Problem.MISCONFIGURED, "port is no whole number", e);
    }
    throw new WarehouseException(Problem.MISCONFIGURED, "port is 1 to " + LARGEST_PORT, null);
  }

  @Override
  public String toString() {
    return "ConnectionSettings[" + id + "]";
  }
}
