package io.nexushive.gateway.stream;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.Uuids;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the events of one request back from the broker, as far as it still has them. */
@Singleton
public class TraceReplay {
  private static final String TOPIC = EventType.TRACE_RECORDED.topic();
  private static final Duration POLL = Duration.ofMillis(200);

  /** Clocks of machines that make request ids may differ by this much. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private static final int WAITING = 64;

  private final Map<String, Object> settings;
  private final Duration timeout;
  private final ThreadPoolExecutor workers;

  public TraceReplay(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
      GatewayConfig config) {
    this.settings = new HashMap<>(kafka);
    this.settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.timeout = config.stream().replayTimeout();
    int replays = config.stream().replays();
    this.workers =
        new ThreadPoolExecutor(
            replays,
            replays,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "trace-replay");
              thread.setDaemon(true);
              return thread;
            });
    this.workers.allowCoreThreadTimeOut(true);
  }

  /** What is on the topic of {@code request} at the time of the call, oldest first. */
  CompletionStage<List<Entry>> read(RequestId request) {
    CompletableFuture<List<Entry>> read = new CompletableFuture<>();
    try {
      workers.execute(
          () -> {
            try {
              read.complete(readNow(request));
            } catch (RuntimeException e) {
              read.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      read.completeExceptionally(e);
    }
    return read;
  }

  private List<Entry> readNow(RequestId request) {
    Instant until = Instant.now().plus(timeout);
    String key = request.toString();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = partitionOf(key, consumer.partitionsFor(TOPIC).size());
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      seek(consumer, partition, request, end);
      List<Entry> entries = new ArrayList<>();
      while (consumer.position(partition) < end) {
        if (Instant.now().isAfter(until)) {
          throw new IllegalStateException("reading a request back took too long");
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (key.equals(record.key()) && record.value() != null) {
            entries.addAll(Entries.of(record.offset(), record.value()));
          }
        }
      }
      return entries;
    }
  }

  private static void seek(
      KafkaConsumer<String, byte[]> consumer,
      TopicPartition partition,
      RequestId request,
      long end) {
    if (request.value().version() != 7) {
      consumer.seekToBeginning(List.of(partition));
      return;
    }
    long from = Uuids.timeOf(request.value()).minus(SKEW).toEpochMilli();
    OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, from)).get(partition);
    consumer.seek(partition, found == null ? end : found.offset());
  }

  /** As the producer's default partitioner chooses it. */
  static TopicPartition partitionOf(String key, int partitions) {
    int hash = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)));
    return new TopicPartition(TOPIC, hash % partitions);
  }

  @PreDestroy
  void stop() {
    workers.shutdownNow();
  }
}
