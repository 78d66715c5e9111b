package io.nexushive.local.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.logging.LogManager;

/**
 * The broker as a process of its own: {@code BrokerMain <data folder> <port> <controller port>}.
 */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) throws IOException {
    try (InputStream settings =
        BrokerMain.class.getResourceAsStream("/broker-logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    }
    LocalKafka kafka =
        LocalKafka.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "broker-shutdown"));
    kafka.awaitShutdown();
  }
}
