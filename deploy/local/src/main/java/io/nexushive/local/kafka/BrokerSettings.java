package io.nexushive.local.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** Settings of a single node on a small machine; topics are created on purpose only. */
final class BrokerSettings {
  /** Kafka's own default: 1 MiB and the overhead of a record batch. */
  static final int MAX_MESSAGE_BYTES = (1 << 20) + 12;

  private BrokerSettings() {}

  static Properties of(Path dataDir, int port, int controllerPort) {
    Properties p = new Properties();
    p.put("node.id", "1");
    p.put("process.roles", "broker,controller");
    p.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("log.dirs", dataDir.resolve("log").toAbsolutePath().toString());
    p.put("auto.create.topics.enable", "false");
    p.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    replicateNothing(p);
    staySmall(p);
    return p;
  }

  private static void replicateNothing(Properties p) {
    p.put("default.replication.factor", "1");
    p.put("min.insync.replicas", "1");
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "3");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void staySmall(Properties p) {
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "4");
    p.put("background.threads", "2");
    p.put("num.recovery.threads.per.data.dir", "2");
    p.put("group.coordinator.threads", "1");
    // A group of one member has nobody to wait for.
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("log.cleaner.threads", "1");
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    p.put("log.cleaner.io.buffer.size", Integer.toString(256 << 10));
    // Two index files a segment are mapped at full size, for every partition.
    p.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    p.put("log.segment.bytes", Integer.toString(64 << 20));
    p.put("metadata.log.segment.bytes", Integer.toString(16 << 20));
  }
}
