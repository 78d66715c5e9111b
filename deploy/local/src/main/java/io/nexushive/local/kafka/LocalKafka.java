package io.nexushive.local.kafka;

import io.nexushive.local.LocalStackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One Kafka node in this process, broker and controller at once. Its data outlives it. */
public final class LocalKafka implements AutoCloseable {
  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private LocalKafka(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts the broker and returns when it takes requests.
   *
   * @param dataDir where its log lives; created when missing, taken up again when not
   * @param port where clients connect, on 127.0.0.1
   * @param controllerPort where the node speaks to itself
   * @throws LocalStackException when it cannot start
   */
  public static LocalKafka start(Path dataDir, int port, int controllerPort) {
    Properties settings = BrokerSettings.of(dataDir, port, controllerPort);
    try {
      Files.createDirectories(dataDir);
      Path file = dataDir.resolve("server.properties");
      try (Writer out = Files.newBufferedWriter(file)) {
        settings.store(out, null);
      }
      if (!Files.exists(dataDir.resolve("log").resolve("meta.properties"))) {
        format(file);
      }
      KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
      server.startup();
      return new LocalKafka(server, "127.0.0.1:" + port);
    } catch (IOException | RuntimeException e) {
      throw new LocalStackException(
          "Kafka cannot start with its data in " + dataDir + ": " + e.getMessage(), e);
    }
  }

  private static void format(Path settings) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int exit =
        StorageTool.execute(
            new String[] {
              "format",
              "--cluster-id",
              Uuid.randomUuid().toString(),
              "--config",
              settings.toString()
            },
            new PrintStream(said, true, StandardCharsets.UTF_8));
    if (exit != 0) {
      throw new LocalStackException(said.toString(StandardCharsets.UTF_8).strip());
    }
  }

  /** Where clients connect, as {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Returns when the broker has stopped. */
  void awaitShutdown() {
    server.awaitShutdown();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
