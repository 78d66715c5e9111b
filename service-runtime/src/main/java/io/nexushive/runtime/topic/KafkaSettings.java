package io.nexushive.runtime.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Settings that every Kafka client of ours has. */
final class KafkaSettings {
  /** No message is larger; the broker refuses it too. */
  static final int MAX_MESSAGE_BYTES = 1024 * 1024;

  private KafkaSettings() {}

  /** The {@code kafka.*} configuration (security among it) as client settings. */
  static Map<String, Object> client(Map<String, Object> kafka, String bootstrap) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    // Brokers may be gone for a while; the first reconnection should not wait for a second one.
    settings.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return settings;
  }
}
