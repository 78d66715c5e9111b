package io.nexushive.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.local.FreePorts;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaTest {
  @TempDir Path dir;

  @Test
  void keepsTopicsAndRecordsOverARestart() throws Exception {
    String topic = EventType.QUESTION_ASKED.topic();
    try (LocalKafka kafka = LocalKafka.start(dir, FreePorts.next(), FreePorts.next())) {
      Topics.create(kafka.bootstrapServers(), 3);
      send(kafka, topic);
    }
    try (LocalKafka kafka = LocalKafka.start(dir, FreePorts.next(), FreePorts.next())) {
      Topics.create(kafka.bootstrapServers(), 3);
      assertThat(read(kafka, topic)).containsExactly("kept");
    }
  }

  @Test
  void createsEveryTopicOfTheContractsAsTheySay() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(dir, FreePorts.next(), FreePorts.next());
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Topics.create(kafka.bootstrapServers(), 3);
      List<String> names = EventType.topics().stream().map(Topic::name).toList();
      Map<String, TopicDescription> found = admin.describeTopics(names).allTopicNames().get();
      assertThat(found.values()).allSatisfy(t -> assertThat(t.partitions()).hasSize(3));

      assertThat(setting(admin, EventType.QUERY_EXECUTED, "retention.ms"))
          .isEqualTo(Long.toString(Duration.ofHours(1).toMillis()));
      assertThat(setting(admin, EventType.POLICY_CHANGED, "cleanup.policy")).isEqualTo("compact");
      assertThat(setting(admin, EventType.POLICY_CHANGED, "min.compaction.lag.ms"))
          .isEqualTo(Long.toString(Duration.ofDays(7).toMillis()));
    }
  }

  private static String setting(Admin admin, EventType type, String name) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, type.topic());
    Config config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
    return config.get(name).value();
  }

  private static void send(LocalKafka kafka, String topic) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, "key", "kept")).get();
    }
  }

  private static List<String> read(LocalKafka kafka, String topic) {
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(10)).records(partition).stream()
          .map(r -> r.value())
          .toList();
    }
  }
}
