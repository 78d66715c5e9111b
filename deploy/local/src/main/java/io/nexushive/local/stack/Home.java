package io.nexushive.local.stack;

import io.nexushive.model.envelope.ServiceName;
import java.nio.file.Path;

/**
 * The data folder. Everything that survives a restart is in it.
 *
 * @param dir usually {@code .nexus} in the project's folder
 */
public record Home(Path dir) {
  public Home {
    dir = dir.toAbsolutePath().normalize();
  }

  /** Says which form this folder has. */
  public Path format() {
    return dir.resolve("format");
  }

  /** Held by the launcher as long as it runs. */
  public Path lock() {
    return dir.resolve("run").resolve("lock");
  }

  /** What the running launcher says of itself. */
  public Path state() {
    return dir.resolve("run").resolve("state.json");
  }

  public Path pidFile(String name) {
    return dir.resolve("run").resolve(name + ".pid");
  }

  public Path log(String name) {
    return dir.resolve("logs").resolve(name + ".log");
  }

  public Path logs() {
    return dir.resolve("logs");
  }

  public Path keys() {
    return dir.resolve("keys");
  }

  public Path kafka() {
    return dir.resolve("kafka");
  }

  public Path postgres() {
    return dir.resolve("postgres");
  }

  public Path demoAccounts() {
    return dir.resolve("secrets").resolve("demo-accounts.json");
  }

  public Path tokenKey() {
    return dir.resolve("secrets").resolve("token-key.pem");
  }

  public Path warehouses() {
    return dir.resolve("warehouses");
  }

  public Path auditRoots() {
    return dir.resolve("audit-roots");
  }

  /** Class data that a service's JVM shares with its next start. */
  public Path classData(ServiceName service) {
    return dir.resolve("cache").resolve(service.wire() + ".jsa");
  }
}
