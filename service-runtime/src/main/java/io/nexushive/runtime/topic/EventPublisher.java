package io.nexushive.runtime.topic;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.trace.TraceContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes events, idempotently and acknowledged by all in-sync replicas. One producer per process
 * keeps their order.
 */
@Singleton
public class EventPublisher {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaProducer<String, byte[]> producer;
  private final KafkaClientMetrics metrics;
  private final ServiceName service;
  private final Clock clock;

  public EventPublisher(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
      @io.smallrye.common.annotation.Identifier("default-kafka-broker") Map<String, Object> kafka,
      ServiceName service,
      Clock clock,
      MeterRegistry registry) {
    Map<String, Object> settings = KafkaSettings.client(kafka, bootstrap);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Kafka 4 waits 5 ms for company by default; over six hops that is 30 ms of nothing.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KafkaSettings.MAX_MESSAGE_BYTES);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, service.wire() + "-publisher");
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    this.metrics = new KafkaClientMetrics(producer);
    this.metrics.bindTo(registry);
    this.service = service;
    this.clock = clock;
  }

  /**
   * Writes one event.
   *
   * @param key the request's or object's id; events of one key keep their order
   * @param payload written as JSON; {@code null} is a tombstone
   * @param eventId the same for the same thing said twice
   * @return completes when the broker has acknowledged it, exceptionally when it will not
   */
  public CompletionStage<RecordPosition> publish(
      EventType type, String key, Object payload, String eventId) {
    return publish(
        type, key, payload == null ? null : Json.bytes(payload), eventId, TraceContext.current());
  }

  /** As above, with the payload's bytes and the trace that it belongs to given. */
  public CompletionStage<RecordPosition> publish(
      EventType type,
      String key,
      byte[] payload,
      String eventId,
      Map<String, String> traceHeaders) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(type.topic(), key, payload);
    CloudEvent.of(eventId, type, service, key, clock.instant())
        .headers()
        .forEach((k, v) -> add(record, k, v));
    traceHeaders.forEach((k, v) -> add(record, k, v));
    return send(record);
  }

  /** Writes a record as it is given; for dead letters, which keep the form in which they came. */
  public CompletionStage<RecordPosition> send(ProducerRecord<String, byte[]> record) {
    CompletableFuture<RecordPosition> sent = new CompletableFuture<>();
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure == null) {
              sent.complete(new RecordPosition(metadata.partition(), metadata.offset()));
            } else {
              sent.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException e) {
      sent.completeExceptionally(e);
    }
    return sent;
  }

  /** Where a record landed. */
  public record RecordPosition(int partition, long offset) {}

  @PreDestroy
  void close() {
    metrics.close();
    producer.close(CLOSE_TIMEOUT);
  }

  private static void add(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
