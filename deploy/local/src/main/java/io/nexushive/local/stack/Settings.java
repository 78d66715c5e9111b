package io.nexushive.local.stack;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to start and where.
 *
 * @param root the project's folder, with the built services in it
 * @param fault for tests: which service dies where, on its first start only
 */
public record Settings(Path root, Home home, Ports ports, Optional<Fault> fault) {
  public Settings {
    root = root.toAbsolutePath().normalize();
  }
}
