package io.nexushive.runtime.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads all partitions of one topic on a thread of its own, outside of any consumer group: every
 * replica sees every record. It has caught up when it has read what was there when it started.
 */
public final class TopicTail implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TopicTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private final String topic;
  private final Optional<Instant> from;
  private final Consumer<TopicRecord> handler;
  private final Thread thread;
  private final AtomicBoolean caughtUp = new AtomicBoolean();
  private volatile boolean closed;
  private volatile KafkaConsumer<String, byte[]> consumer;

  /**
   * @param kafka the {@code kafka.*} configuration
   * @param from the time from which on records are read; empty: from the beginning
   * @param handler called for each record, in the order of its partition; what it throws is logged
   *     and the record skipped, because one bad record must not keep the others from being seen
   */
  TopicTail(
      Map<String, Object> kafka,
      String bootstrap,
      String topic,
      Optional<Instant> from,
      Consumer<TopicRecord> handler) {
    this.settings = KafkaSettings.client(kafka, bootstrap);
    this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    // A record is handed over at once however long this is; it is how often the broker says that
    // there is none.
    this.settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) QUIET.toMillis());
    this.topic = topic;
    this.from = from;
    this.handler = handler;
    this.thread = new Thread(this::run, "tail-" + topic);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether everything that was on the topic at the start has been handled. */
  public boolean caughtUp() {
    return caughtUp.get();
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Map<TopicPartition, Long> next = new HashMap<>();
    while (!closed) {
      try (KafkaConsumer<String, byte[]> opened =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
        consumer = opened;
        follow(opened, next);
      } catch (WakeupException e) {
        LOG.debugf("tail was woken topic=%s", topic);
      } catch (RuntimeException e) {
        LOG.warnf(e, "tail lost its broker and starts again topic=%s", topic);
        pause();
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> opened, Map<TopicPartition, Long> next) {
    List<TopicPartition> partitions =
        opened.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    opened.assign(partitions);
    Map<TopicPartition, Long> end = opened.endOffsets(partitions);
    position(opened, partitions, next, end);
    while (!closed) {
      boolean done =
          end.entrySet().stream().allMatch(e -> opened.position(e.getKey()) >= e.getValue());
      if (done) {
        caughtUp.set(true);
        end = Map.of();
      }
      for (ConsumerRecord<String, byte[]> record : opened.poll(POLL)) {
        handle(record);
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
    }
  }

  private void position(
      KafkaConsumer<String, byte[]> opened,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> next,
      Map<TopicPartition, Long> end) {
    Map<TopicPartition, OffsetAndTimestamp> byTime = new HashMap<>();
    from.ifPresent(
        instant -> {
          Map<TopicPartition, Long> query = new HashMap<>();
          partitions.forEach(p -> query.put(p, instant.toEpochMilli()));
          byTime.putAll(opened.offsetsForTimes(query));
        });
    for (TopicPartition partition : partitions) {
      if (next.containsKey(partition)) {
        opened.seek(partition, next.get(partition));
      } else if (from.isEmpty()) {
        opened.seekToBeginning(List.of(partition));
      } else {
        OffsetAndTimestamp found = byTime.get(partition);
        opened.seek(partition, found == null ? end.get(partition) : found.offset());
      }
    }
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    try {
      handler.accept(TopicRecord.of(record));
    } catch (RuntimeException e) {
      LOG.errorf(
          e,
          "record skipped topic=%s partition=%d offset=%d",
          record.topic(),
          record.partition(),
          record.offset());
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_AFTER_FAILURE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
