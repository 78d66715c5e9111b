package io.nexushive.local.stack;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nexushive.local.SecretFiles;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the launcher says of itself and of what it started, for the other commands.
 *
 * @param pid the launcher's own process
 */
public record RunState(long pid, Phase phase, Instant startedAt, Ports ports, List<Part> parts) {
  public RunState {
    parts = List.copyOf(parts);
  }

  /** How far the launcher is. */
  public enum Phase {
    STARTING,
    READY,
    STOPPING;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One process; its id stands in {@link Home#pidFile} while it runs.
   *
   * @param restarts how often it had to be started again
   */
  public record Part(String name, int port, int restarts, Instant startedAt) {}

  /** Reads what a launcher wrote, if one did. */
  public static Optional<RunState> read(Home home) {
    try {
      return Optional.of(Json.read(Files.readAllBytes(home.state()), RunState.class));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void write(Home home) throws IOException {
    SecretFiles.write(home.state(), Json.mapper().writeValueAsString(this));
  }
}
