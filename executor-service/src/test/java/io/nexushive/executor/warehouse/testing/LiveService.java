package io.nexushive.executor.warehouse.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Finds the live service of a kind: the variable {@code NEXUSHIVE_LIVE_<KIND>} names a file with a
 * connection's {@code settings} and {@code secret} as JSON. Says loudly what the tests speak to.
 */
public final class LiveService {
  private static final Logger LOG = Logger.getLogger(LiveService.class);

  private LiveService() {}

  public static Optional<ConnectionSettings> find(String kind) {
    String variable = "NEXUSHIVE_LIVE_" + kind.toUpperCase(Locale.ROOT);
    String file = System.getenv(variable);
    if (file == null) {
      LOG.warnf(
          "%s is not set: the tests of %s speak to a DOUBLE over DuckDB, not to the service.",
          variable, kind);
      return Optional.empty();
    }
    LOG.warnf("The tests of %s speak to the LIVE service of %s.", kind, variable);
    try {
      JsonNode json = Json.read(Files.readAllBytes(Path.of(file)), JsonNode.class);
      Map<String, String> settings = new TreeMap<>();
      json.path("settings")
          .fields()
          .forEachRemaining(f -> settings.put(f.getKey(), f.getValue().asText()));
      JsonNode secret = json.path("secret");
      return Optional.of(
          new ConnectionSettings(
              new ConnectionId("live"),
              settings,
              secret.isObject() ? secret.toString() : secret.asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
