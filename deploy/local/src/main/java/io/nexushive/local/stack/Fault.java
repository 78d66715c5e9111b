package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import io.nexushive.model.envelope.ServiceName;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A death that a test orders: the service halts, as by a power cut, when it comes to the point.
 *
 * @param point taken, before-publish or before-commit
 * @param event at the how-manyeth event that it comes to that point, from 1
 */
public record Fault(ServiceName service, String point, int event) {
  private static final Set<String> POINTS = Set.of("taken", "before-publish", "before-commit");

  public Fault {
    if (!POINTS.contains(point) || event < 1) {
      throw new LocalStackException(
          "a fault is <service>:<point>[:<event>], point one of " + POINTS);
    }
  }

  /** Reads {@code <service>:<point>[:<event>]}; empty for an absent or empty text. */
  public static Optional<Fault> parse(String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    String[] parts = text.split(":", -1);
    try {
      ServiceName service =
          Arrays.stream(ServiceName.values())
              .filter(s -> s.wire().equals(parts[0]))
              .findFirst()
              .orElseThrow(() -> new LocalStackException("there is no service " + parts[0]));
      String point = parts.length > 1 ? parts[1] : "";
      return Optional.of(
          new Fault(service, point, parts.length > 2 ? Integer.parseInt(parts[2]) : 1));
    } catch (NumberFormatException e) {
      throw new LocalStackException("the event of a fault is a number: " + text, e);
    }
  }

  /** What the service is told. */
  public Map<String, String> environment() {
    return Map.of(
        "NEXUSHIVE_FAULT_HALT_AT", point, "NEXUSHIVE_FAULT_AT_EVENT", Integer.toString(event));
  }
}
