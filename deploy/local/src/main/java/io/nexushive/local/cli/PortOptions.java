package io.nexushive.local.cli;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.stack.Ports;
import java.util.List;
import picocli.CommandLine.Option;

/** Where things listen. */
final class PortOptions {
  @Option(
      names = "--port",
      description = "The gateway's port (NEXUS_PORT; default: ${DEFAULT-VALUE}).",
      defaultValue = "${env:NEXUS_PORT:-" + Ports.GATEWAY + "}")
  private int gateway;

  @Option(
      names = "--service-port",
      description =
          "First of five ports for the other services (NEXUS_SERVICE_PORT; default: ${DEFAULT-VALUE}).",
      defaultValue = "${env:NEXUS_SERVICE_PORT:-" + Ports.INTERNAL + "}")
  private int internal;

  @Option(
      names = "--kafka-port",
      description = "First of two ports for Kafka (NEXUS_KAFKA_PORT; default: ${DEFAULT-VALUE}).",
      defaultValue = "${env:NEXUS_KAFKA_PORT:-" + Ports.KAFKA + "}")
  private int kafka;

  @Option(
      names = "--postgres-port",
      description = "PostgreSQL's port (NEXUS_POSTGRES_PORT; default: ${DEFAULT-VALUE}).",
      defaultValue = "${env:NEXUS_POSTGRES_PORT:-" + Ports.POSTGRES + "}")
  private int postgres;

  Ports ports() {
    Ports ports = Ports.of(gateway, internal, kafka, postgres);
    List<Integer> all = List.copyOf(ports.uses().keySet());
    if (all.size() < 9 || all.stream().anyMatch(p -> p < 1 || p > 65_535)) {
      throw new LocalStackException("the ports must differ and lie between 1 and 65535: " + all);
    }
    return ports;
  }

  List<String> arguments() {
    return List.of(
        "--port=" + gateway,
        "--service-port=" + internal,
        "--kafka-port=" + kafka,
        "--postgres-port=" + postgres);
  }
}
