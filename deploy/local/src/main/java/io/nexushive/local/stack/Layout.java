package io.nexushive.local.stack;

import io.nexushive.local.LocalStackException;
import io.nexushive.model.envelope.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build leaves what is to be started. */
final class Layout {
  private Layout() {}

  /** The runnable jar of a service. */
  static Path serviceJar(Path root, ServiceName service) {
    String module = service == ServiceName.GATEWAY ? "gateway" : service.wire() + "-service";
    return built(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
  }

  /** The launcher's own jar; what it needs stands in {@code lib} beside it. */
  static Path launcherJar(Path root) {
    return built(root.resolve("deploy/local/target/nexus/nexus-local-launcher.jar"));
  }

  private static Path built(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new LocalStackException(jar + " is missing: build first, ./nexus up does it");
    }
    return jar;
  }
}
