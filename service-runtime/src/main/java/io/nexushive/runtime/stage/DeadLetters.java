package io.nexushive.runtime.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventType;
import io.nexushive.runtime.topic.EventPublisher;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Puts aside what cannot be handled, as it came, with the reason. */
@Singleton
public class DeadLetters {
  /** Why the record is here. */
  public static final String REASON = "nexus_dead_letter_reason";

  /** Topic, partition and offset where it was, joined by slashes. */
  public static final String ORIGIN = "nexus_dead_letter_origin";

  private final EventPublisher publisher;
  private final MeterRegistry registry;
  private final String topic;

  public DeadLetters(EventPublisher publisher, ServiceName service, MeterRegistry registry) {
    this.publisher = publisher;
    this.registry = registry;
    this.topic = EventType.deadLetter(service).name();
  }

  /**
   * Puts {@code record} aside.
   *
   * @param reason a short constant word, used as a metric's tag too
   */
  public CompletionStage<?> put(ConsumerRecord<String, byte[]> record, String reason) {
    registry.counter(Metrics.DEAD_LETTERS, "topic", record.topic(), "reason", reason).increment();
    RecordHeaders headers = new RecordHeaders(record.headers());
    headers.add(REASON, reason.getBytes(StandardCharsets.UTF_8));
    headers.add(
        ORIGIN,
        (record.topic() + "/" + record.partition() + "/" + record.offset())
            .getBytes(StandardCharsets.UTF_8));
    return publisher.send(new ProducerRecord<>(topic, null, record.key(), record.value(), headers));
  }
}
