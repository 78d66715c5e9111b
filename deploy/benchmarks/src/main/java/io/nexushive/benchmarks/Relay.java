package io.nexushive.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The baseline: a message goes over five topics, handed on by plain clients that do nothing else.
 * Delivery is as strict as the product's: idempotent producers, all acknowledgements, a hop waits
 * for the broker before it goes on.
 */
final class Relay implements AutoCloseable {
  private static final int HOPS = 5;
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrap;
  private final List<String> topics = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final KafkaProducer<String, byte[]> entry;
  private volatile boolean closed;

  Relay(String bootstrap, int partitions) throws Exception {
    this.bootstrap = bootstrap;
    String run = UUID.randomUUID().toString().substring(0, 8);
    for (int hop = 0; hop < HOPS; hop++) {
      topics.add("bench.relay." + run + "." + hop);
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(topics.stream().map(t -> new NewTopic(t, partitions, (short) 1)).toList())
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    entry = producer();
    for (int hop = 0; hop < HOPS; hop++) {
      int from = hop;
      Thread thread = new Thread(() -> hop(from), "relay-hop-" + hop);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** One message through all hops. */
  long send(byte[] payload) throws Exception {
    String key = UUID.randomUUID().toString();
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    waiting.put(key, arrived);
    long start = System.nanoTime();
    entry.send(new ProducerRecord<>(topics.get(0), key, payload)).get();
    arrived.get(30, TimeUnit.SECONDS);
    return System.nanoTime() - start;
  }

  private void hop(int from) {
    try (KafkaConsumer<String, byte[]> in =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers",
                    bootstrap,
                    "group.id",
                    topics.get(from) + ".group",
                    "auto.offset.reset",
                    "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        KafkaProducer<String, byte[]> out = producer()) {
      in.subscribe(List.of(topics.get(from)));
      while (!closed) {
        for (ConsumerRecord<String, byte[]> record : in.poll(POLL)) {
          if (from == HOPS - 1) {
            CompletableFuture<Void> arrived = waiting.remove(record.key());
            if (arrived != null) {
              arrived.complete(null);
            }
          } else {
            out.send(new ProducerRecord<>(topics.get(from + 1), record.key(), record.value()))
                .get();
          }
        }
      }
    } catch (Exception e) {
      if (!closed) {
        waiting.values().forEach(w -> w.completeExceptionally(e));
      }
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "acks",
            "all",
            "enable.idempotence",
            true,
            "linger.ms",
            0),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  @Override
  public void close() throws Exception {
    closed = true;
    for (Thread thread : threads) {
      thread.join(2_000);
    }
    entry.close();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.deleteTopics(topics).all().get(30, TimeUnit.SECONDS);
    }
  }
}
