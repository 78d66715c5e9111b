package io.nexushive.audit.intake;

import io.nexushive.audit.AuditConfig;
import io.nexushive.runtime.config.ServiceConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the Kafka clients of the intake. */
@Singleton
public class Clients {
  private static final String GROUP = "audit";
  private static final int SESSION_MS = 30_000;
  private static final int FETCH_MAX_BYTES = 4 * 1024 * 1024;
  private static final int RECONNECT_MAX_MS = 1_000;

  private final Map<String, Object> common;
  private final String instance;
  private final AuditConfig.Intake config;

  public Clients(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
      ServiceConfig service,
      AuditConfig config) {
    this.common = new HashMap<>(kafka);
    common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    common.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MAX_MS);
    this.instance = service.instance();
    this.config = config.intake();
  }

  Cluster cluster() {
    return new Cluster(common);
  }

  KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    // With a name of its own, a replica that restarts has its partitions back at once.
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance + "-" + GROUP);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batch());
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MAX_BYTES);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, (int) config.discovery().toMillis());
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
