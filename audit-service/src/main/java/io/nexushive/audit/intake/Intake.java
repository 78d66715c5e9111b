package io.nexushive.audit.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.audit.AuditConfig;
import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.intake.Writer.Arrived;
import io.nexushive.runtime.config.ServiceConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reads every topic on a thread of its own and stores each batch before it asks for the next. Where
 * to read on is what the chains say, not what the group committed: the two cannot disagree after a
 * crash, and a database that was restored is filled up again as far as the topics reach. While the
 * database is away, the partitions rest and nothing is lost but time.
 */
@Singleton
public class Intake {
  private static final Logger LOG = Logger.getLogger(Intake.class);
  private static final String GROUP = "audit";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LAST_WORDS = Duration.ofSeconds(4);

  private final Map<String, Object> settings;
  private final AuditConfig config;
  private final Schema schema;
  private final Writer writer;
  private final Heads heads;
  private final IntakeState state;
  private final MeterRegistry registry;
  private final Thread thread;
  private final Set<TopicPartition> unplaced = new HashSet<>();
  private final Map<TopicPartition, Chain> chains = new HashMap<>();
  private volatile boolean closed;

  public Intake(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
      ServiceConfig service,
      AuditConfig config,
      Schema schema,
      Writer writer,
      Heads heads,
      IntakeState state,
      MeterRegistry registry) {
    this.settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, service.instance() + "-" + GROUP);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.intake().batch());
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, config.intake().fetchMinBytes());
    settings.put(
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) config.intake().fetchWait().toMillis());
    settings.put(
        ConsumerConfig.METADATA_MAX_AGE_CONFIG, (int) config.intake().discovery().toMillis());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 30_000);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
    settings.putIfAbsent(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    this.config = config;
    this.schema = schema;
    this.writer = writer;
    this.heads = heads;
    this.state = state;
    this.registry = registry;
    this.thread = new Thread(this::run, "audit-intake");
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    closed = true;
    thread.join(LAST_WORDS.toMillis());
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed && !schema.migrate()) {
        rest();
      }
      while (!closed) {
        try {
          follow();
        } catch (WakeupException | InterruptException e) {
          LOG.debug("intake was woken");
        } catch (KafkaException | IllegalStateException e) {
          state.storing(false);
          LOG.warn("intake lost its broker and starts again", e);
          rest();
        }
      }
    } finally {
      if (!closed) {
        LOG.error("intake ended; nothing is recorded any more");
      }
      state.ended();
    }
  }

  private void follow() {
    unplaced.clear();
    chains.clear();
    try (Cluster cluster = new Cluster(adminSettings());
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(Pattern.compile(config.topics()), new Placing(consumer));
      while (!closed) {
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
        if (!unplaced.isEmpty()) {
          place(consumer, cluster);
        }
        if (!batch.isEmpty()) {
          registry.timer(AuditMetrics.BATCH).record(() -> keep(consumer, cluster, batch));
          consumer.commitAsync();
        }
      }
    }
  }

  /** Starts reading new partitions where their chains end. */
  private void place(KafkaConsumer<byte[], byte[]> consumer, Cluster cluster) {
    cluster.refresh(unplaced);
    Map<TopicPartition, Chain> news = new HashMap<>();
    unplaced.forEach(partition -> news.put(partition, cluster.chain(partition)));
    try {
      writer.open(news.values());
    } catch (SQLException e) {
      failed(e);
      return;
    }
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(unplaced);
    for (Map.Entry<TopicPartition, Chain> entry : news.entrySet()) {
      long next = heads.get(entry.getValue()).offset() + 1;
      long first = beginnings.getOrDefault(entry.getKey(), 0L);
      if (next > 0 && first > next) {
        registry.counter(AuditMetrics.MISSED).increment(first - next);
        LOG.errorf(
            "the topic no longer holds what was not recorded chain=%s from=%d to=%d",
            entry.getValue().name(), next, first - 1);
      }
      consumer.seek(entry.getKey(), Math.max(next, first));
    }
    chains.putAll(news);
    consumer.resume(unplaced);
    unplaced.clear();
    state.storing(true);
  }

  /** Stores a batch, for as long as it takes. */
  private void keep(
      KafkaConsumer<byte[], byte[]> consumer,
      Cluster cluster,
      ConsumerRecords<byte[], byte[]> batch) {
    while (!closed) {
      try {
        writer.store(arrived(batch, cluster));
        consumer.resume(placed(consumer));
        state.storing(true);
        return;
      } catch (SQLException e) {
        failed(e);
        // Stay a member of the group: ask for nothing, but ask.
        consumer.pause(consumer.assignment());
        consumer.poll(config.intake().retry());
      }
    }
  }

  /** What came, but for partitions that another replica has by now. */
  private List<Arrived> arrived(ConsumerRecords<byte[], byte[]> batch, Cluster cluster) {
    List<Arrived> all = new ArrayList<>(batch.count());
    for (TopicPartition partition : batch.partitions()) {
      Chain chain = chains.get(partition);
      if (chain == null) {
        continue;
      }
      List<ConsumerRecord<byte[], byte[]>> records = batch.records(partition);
      if (heads.get(chain) != null && records.get(0).offset() <= heads.get(chain).offset()) {
        // Seen already, or the topic was deleted and made again under its name.
        cluster.refresh(List.of(partition));
        chain = cluster.chain(partition);
        chains.put(partition, chain);
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        all.add(new Arrived(chain, record));
      }
    }
    return all;
  }

  private Collection<TopicPartition> placed(KafkaConsumer<byte[], byte[]> consumer) {
    Set<TopicPartition> placed = new HashSet<>(consumer.assignment());
    placed.removeAll(unplaced);
    return placed;
  }

  private void failed(SQLException e) {
    if (state.isStoring()) {
      LOG.warn("the database does not take records; they stay on their topics until it does", e);
    }
    state.storing(false);
    registry.counter(AuditMetrics.STORE_FAILURES).increment();
  }

  private Map<String, Object> adminSettings() {
    Map<String, Object> admin = new HashMap<>(settings);
    admin
        .keySet()
        .removeIf(
            key ->
                ConsumerConfig.configNames().contains(key)
                    && !org.apache.kafka.clients.admin.AdminClientConfig.configNames()
                        .contains(key));
    return admin;
  }

  private void rest() {
    try {
      Thread.sleep(config.intake().retry().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** New partitions rest until it is known where their chains end. */
  private final class Placing implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;

    Placing(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions);
      unplaced.addAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      for (TopicPartition partition : partitions) {
        unplaced.remove(partition);
        Chain chain = chains.remove(partition);
        if (chain != null) {
          heads.remove(chain);
        }
      }
    }
  }
}
