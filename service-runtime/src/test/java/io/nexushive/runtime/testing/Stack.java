package io.nexushive.runtime.testing;

import io.nexushive.local.keys.KeyRing;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What runs around a service under test, and what its neighbours would say to it.
 *
 * @param keys every service's keys, to sign as its neighbours do
 * @param postgres {@code null} where none was asked for
 */
public record Stack(String bootstrap, KeyRing keys, Path dir, LocalPostgres postgres) {

  /**
   * A question by {@code subject} with {@code roles}, signed as the gateway does, with a minute to
   * live.
   */
  public Request request(String question, String subject, String... roles) {
    Instant now = Instant.now();
    return new Request(
            new RequestId(Uuids.v7()),
            new TenantId("default"),
            null,
            new ProjectId("default"),
            question,
            new Asker(subject, new TreeSet<>(Set.of(roles))),
            new ConnectionId("demo"),
            null,
            false,
            Request.MAX_RETRY_BUDGET,
            now,
            now.plus(Duration.ofMinutes(1)),
            null)
        .signedBy(keys.signer(ServiceName.GATEWAY));
  }

  /** Says {@code type} as {@code from} would; returns the event's id. */
  public String say(EventType type, ServiceName from, String key, Object payload) {
    String id = Uuids.v7().toString();
    sayAgain(id, type, from, key, Json.bytes(payload));
    return id;
  }

  /** Says something under an id that may have been used before, with whatever bytes. */
  public void sayAgain(String id, EventType type, ServiceName from, String key, byte[] payload) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(type.topic(), key, payload);
    CloudEvent.of(id, type, from, key, Instant.now())
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(record).get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the broker did not take the record", e);
    }
  }

  /** All that is on a topic now, oldest first within a partition, that fits {@code wanted}. */
  public List<ConsumerRecord<String, byte[]>> read(
      String topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                r -> {
                  if (wanted.test(r)) {
                    found.add(r);
                  }
                });
      }
    }
    return found;
  }

  /** The payloads on the topic of {@code type} with that key. */
  public <T> List<T> payloads(EventType type, String key, Class<T> payload) {
    return read(type.topic(), r -> key.equals(r.key())).stream()
        .map(r -> Json.read(r.value(), payload))
        .toList();
  }

  /** What was said of the request with that id, in order. */
  public List<TraceEvent> traces(String request) {
    return payloads(EventType.TRACE_RECORDED, request, TraceRecord.class).stream()
        .flatMap(record -> record.events().stream())
        .toList();
  }
}
