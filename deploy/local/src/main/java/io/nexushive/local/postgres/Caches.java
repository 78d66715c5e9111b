package io.nexushive.local.postgres;

import java.nio.file.Path;

/** Where unpacked programs are kept for this user. */
final class Caches {
  private Caches() {}

  static Path folder() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path base =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return base.resolve("nexushive");
  }
}
