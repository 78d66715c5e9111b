package io.nexushive.audit.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.audit.AuditConfig;
import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.chain.RecordStore.Pending;
import io.nexushive.audit.record.RecordReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads every topic on a thread of its own and keeps each batch before it asks for the next. Where
 * to read on is what the chains say, not what the group committed: the two cannot disagree after a
 * crash, and a database that was restored is filled up again as far as the topics reach.
 */
@Singleton
public class Intake {
  private static final Logger LOG = Logger.getLogger(Intake.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LAST_WORDS = Duration.ofSeconds(4);

  private final Clients clients;
  private final AuditConfig config;
  private final RecordReader reader;
  private final Writer writer;
  private final Keeper keeper;
  private final Spool spool;
  private final Heads heads;
  private final IntakeState state;
  private final MeterRegistry registry;
  private final Thread thread = new Thread(this::run, "audit-intake");
  private final Set<TopicPartition> unplaced = new HashSet<>();
  private final Map<TopicPartition, Chain> chains = new HashMap<>();
  private volatile boolean closed;

  public Intake(
      Clients clients,
      AuditConfig config,
      RecordReader reader,
      Writer writer,
      Keeper keeper,
      Spool spool,
      Heads heads,
      IntakeState state,
      MeterRegistry registry) {
    this.clients = clients;
    this.config = config;
    this.reader = reader;
    this.writer = writer;
    this.keeper = keeper;
    this.spool = spool;
    this.heads = heads;
    this.state = state;
    this.registry = registry;
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    closed = true;
    thread.join(LAST_WORDS.toMillis());
    thread.interrupt();
    thread.join(LAST_WORDS.toMillis());
  }

  private void run() {
    try {
      spool.open();
      while (!closed) {
        try {
          follow();
        } catch (WakeupException | InterruptException e) {
          LOG.debug("intake was woken");
        } catch (RuntimeException e) {
          state.storing(false);
          LOG.warn("intake begins again", e);
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
    try (Cluster cluster = clients.cluster();
        KafkaConsumer<byte[], byte[]> consumer = clients.consumer()) {
      consumer.subscribe(Pattern.compile(config.topics()), new Placing(consumer));
      boolean more = false;
      while (!closed) {
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(more ? Duration.ZERO : POLL);
        more = keeper.drain();
        if (!unplaced.isEmpty()) {
          place(consumer, cluster);
        }
        if (!batch.isEmpty()) {
          setAsideRemade(consumer, cluster, batch.partitions());
          registry.timer(AuditMetrics.BATCH).record(() -> keep(consumer, batch));
          consumer.commitAsync();
        }
        if (!more && batch.count() < config.intake().batch() / 2) {
          gather();
        }
      }
    }
  }

  /**
   * Starts reading new partitions where their chains end; where the database does not say, after
   * what is spooled, or else where the group was.
   */
  private void place(KafkaConsumer<byte[], byte[]> consumer, Cluster cluster) {
    cluster.refresh(unplaced);
    Map<TopicPartition, Chain> news = new HashMap<>();
    unplaced.forEach(partition -> news.put(partition, cluster.chain(partition)));
    boolean known = spool.isEmpty() && keeper.tried(() -> writer.open(news.values()));
    if (!known && spool.isEmpty() && !keeper.isLongAway()) {
      return;
    }
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(unplaced);
    news.forEach(
        (partition, chain) -> {
          long next =
              known
                  ? heads.get(chain).offset() + 1
                  : spool.lastOffset(chain).map(o -> o + 1).orElse(consumer.position(partition));
          seek(consumer, partition, next, beginnings.getOrDefault(partition, 0L));
        });
    chains.putAll(news);
    consumer.resume(unplaced);
    unplaced.clear();
  }

  private void seek(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long next, long first) {
    if (next > 0 && first > next) {
      registry.counter(AuditMetrics.MISSED).increment(first - next);
      LOG.errorf(
          "the topic no longer holds what was not recorded partition=%s from=%d to=%d",
          partition, next, first - 1);
    }
    consumer.seek(partition, Math.max(next, first));
  }

  /**
   * Has partitions placed anew whose topic was deleted and made again under its name. The consumer
   * does not tell: once the new topic holds as many records as the old one had, it reads on where
   * it was, past the first of the new ones. Ids never come back, so what was polled before the id
   * was found unchanged belongs to the chain that it is taken for.
   */
  private void setAsideRemade(
      KafkaConsumer<byte[], byte[]> consumer,
      Cluster cluster,
      Collection<TopicPartition> partitions) {
    Set<TopicPartition> known = new HashSet<>(partitions);
    known.retainAll(chains.keySet());
    cluster.refresh(known);
    known.removeIf(partition -> cluster.chain(partition).equals(chains.get(partition)));
    // The old chain's head stays: the next root has to cover its last records.
    chains.keySet().removeAll(known);
    consumer.pause(known);
    unplaced.addAll(known);
  }

  /** Keeps a batch, for as long as it takes. */
  private void keep(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> batch) {
    Map<ConsumerRecord<byte[], byte[]>, Pending> read = new IdentityHashMap<>();
    while (!closed) {
      if (keeper.keep(pending(batch, read))) {
        consumer.resume(placed(consumer));
        return;
      }
      // Stay a member of the group: ask for nothing, but ask.
      consumer.pause(consumer.assignment());
      consumer.poll(config.intake().retry());
      keeper.drain();
    }
  }

  /** What came, but for partitions that another replica has by now or that begin anew. */
  private List<Pending> pending(
      ConsumerRecords<byte[], byte[]> batch, Map<ConsumerRecord<byte[], byte[]>, Pending> read) {
    List<Pending> all = new ArrayList<>(batch.count());
    for (TopicPartition partition : batch.partitions()) {
      if (!chains.containsKey(partition)) {
        continue;
      }
      Chain chain = chains.get(partition);
      for (ConsumerRecord<byte[], byte[]> record : batch.records(partition)) {
        all.add(read.computeIfAbsent(record, r -> new Pending(chain, reader.read(r))));
      }
    }
    return all;
  }

  private Collection<TopicPartition> placed(KafkaConsumer<byte[], byte[]> consumer) {
    Set<TopicPartition> placed = new HashSet<>(consumer.assignment());
    placed.removeAll(unplaced);
    return placed;
  }

  /**
   * Lets records gather here and not in a fetch that waits at the broker for many bytes: the broker
   * looks at all partitions of such a fetch again with every record that it writes.
   */
  private void gather() {
    sleep(config.intake().gather());
  }

  private void rest() {
    sleep(config.intake().retry());
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** New partitions rest until it is known where their chains end. */
  private final class Placing implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private boolean joined;

    Placing(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions);
      unplaced.addAll(partitions);
      if (!joined) {
        joined = true;
        // A static member that comes back as the group's leader is handed its old partitions, and
        // takes what topics it sees then for what was assigned (KIP-814): it would never look at
        // a topic that was made while it was away.
        consumer.enforceRebalance("topics may have been made meanwhile");
      }
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
