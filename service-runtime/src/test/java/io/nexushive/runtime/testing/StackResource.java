package io.nexushive.runtime.testing;

import io.nexushive.local.kafka.LocalKafka;
import io.nexushive.local.kafka.Topics;
import io.nexushive.local.keys.KeyRing;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.signature.Signer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Starts what a service needs around it and configures the service for it:
 * {@code @QuarkusTestResource(value = StackResource.class, initArgs = {@ResourceArg(name =
 * "service", value = "policy"), …})}.
 *
 * <p>Arguments: {@code service}, the service under test, whose key it signs with; {@code postgres},
 * {@code true} for a database too. A field of type {@link Stack} in the test is set to what runs.
 */
public class StackResource implements QuarkusTestResourceLifecycleManager {
  /** A registered program: an analyst with the attribute {@code segments} of Public. */
  public static final String ROBOT = "robot";

  private static final int PARTITIONS = 3;

  private ServiceName service = ServiceName.VISUALIZER;
  private boolean withPostgres;
  private Path dir;
  private LocalKafka kafka;
  private LocalPostgres postgres;
  private Stack stack;

  @Override
  public void init(Map<String, String> args) {
    service =
        ServiceName.valueOf(args.getOrDefault("service", "visualizer").toUpperCase(Locale.ROOT));
    withPostgres = Boolean.parseBoolean(args.get("postgres"));
  }

  @Override
  public Map<String, String> start() {
    try {
      dir = Files.createTempDirectory("nexus-stack");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    kafka = LocalKafka.start(dir.resolve("kafka"), freePort(), freePort());
    Topics.create(kafka.bootstrapServers(), PARTITIONS);
    KeyRing keys = KeyRing.createOrLoad(dir.resolve("keys"));
    keys.addClient(ROBOT, Set.of("analyst"), Map.of("segments", List.of("Public")));

    Map<String, String> config = new HashMap<>();
    config.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    config.put("nexushive.instance", service.wire() + "-test");
    config.put("nexushive.trust-file", keys.trustFile().toString());
    keys.privateKeyFile(service)
        .ifPresent(file -> config.put("nexushive.signing.key-file", file.toString()));
    if (service == ServiceName.EXECUTOR) {
      config.put("nexushive.executor.credential-keys-file", keys.credentialKeysFile().toString());
    }
    if (service == ServiceName.GATEWAY) {
      config.put(
          "nexushive.gateway.connections.credential-keys-file",
          keys.credentialPublicKeysFile().toString());
    }
    if (withPostgres) {
      postgres = LocalPostgres.start(dir.resolve("postgres"), freePort());
      configureDatabase(config);
    }
    stack = new Stack(kafka.bootstrapServers(), keys, dir, postgres);
    return config;
  }

  /** The key of {@link #ROBOT}. */
  public static Signer robot(Stack stack) {
    try {
      return Signer.fromPem(ROBOT + "-1", Files.readString(stack.keys().privateKeyFile(ROBOT)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void configureDatabase(Map<String, String> config) {
    if (service == ServiceName.AUDIT) {
      config.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(Role.NEXUS_AUDIT.schema()));
      config.put("quarkus.datasource.username", Role.NEXUS_AUDIT.roleName());
      config.put("quarkus.datasource.password", postgres.password(Role.NEXUS_AUDIT));
      config.put("quarkus.flyway.username", Role.NEXUS_AUDIT_OWNER.roleName());
      config.put("quarkus.flyway.password", postgres.password(Role.NEXUS_AUDIT_OWNER));
    } else {
      config.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(Role.NEXUS_GATEWAY.schema()));
      config.put("quarkus.datasource.username", Role.NEXUS_GATEWAY.roleName());
      config.put("quarkus.datasource.password", postgres.password(Role.NEXUS_GATEWAY));
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(stack, new TestInjector.MatchesType(Stack.class));
  }

  @Override
  public void stop() {
    if (postgres != null) {
      postgres.close();
    }
    if (kafka != null) {
      kafka.close();
    }
    deleteTree(dir);
  }

  private static void deleteTree(Path root) {
    if (root == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(StackResource::delete);
    } catch (IOException | UncheckedIOException e) {
      // What cannot be deleted lies in the temporary folder and harms no later test.
      System.err.println("left behind: " + root);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
