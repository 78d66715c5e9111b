package io.nexushive.audit.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nexushive.audit.chain.Chain;
import io.nexushive.local.FreePorts;
import io.nexushive.local.kafka.LocalKafka;
import io.nexushive.local.kafka.Topics;
import io.nexushive.model.event.EventType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever dies, and in whatever order, each record is stored once. */
class IntakeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOPIC = EventType.TRACE_RECORDED.topic();

  @TempDir static Path dir;
  private static Bench bench;
  private static LocalKafka kafka;

  private final List<Intake> running = new ArrayList<>();

  @BeforeAll
  static void start() {
    kafka = LocalKafka.start(dir.resolve("kafka"), FreePorts.next(), FreePorts.next());
    Topics.create(kafka.bootstrapServers(), 1);
    bench = new Bench(dir);
  }

  @AfterAll
  static void stop() {
    bench.close();
    kafka.close();
  }

  @AfterEach
  void stopIntakes() throws Exception {
    for (Intake intake : running) {
      intake.stop(null);
    }
  }

  @Test
  void aSuccessorStoresNothingTwiceWhateverTheGroupCommitted() throws Exception {
    long before = stored();
    say(50, "kill");
    Bench.Process first = run();
    awaitStored(before + 50);
    stopIntakes();
    try (Admin admin = admin()) {
      // As if nothing had been committed before the process died.
      admin
          .removeMembersFromConsumerGroup(
              "audit",
              new RemoveMembersFromConsumerGroupOptions(
                  Set.of(new MemberToRemove("audit-bench-audit"))))
          .all()
          .get();
      admin.deleteConsumerGroups(List.of("audit")).all().get();
    }
    say(10, "after");

    Bench.Process second = run();

    awaitStored(before + 60);
    assertThat(first.isAlive()).isFalse();
    assertThat(second.verify().intact()).isTrue();
    assertEveryOffsetOnce();
  }

  @Test
  void keepsWhatTheTopicForgetsWhileTheDatabaseIsAway() throws Exception {
    long before = stored();
    Bench.Process process = run();
    say(5, "before");
    awaitStored(before + 5);
    bench.stopDatabase();
    say(20, "night");
    await().atMost(PATIENCE).until(() -> lines() == 20);
    assertThat(process.isStoring()).isFalse();
    assertThat(process.isAlive()).isTrue();
    // An hour passes: the topic keeps nothing. The service is killed, too, in the middle of a line.
    forget();
    stopIntakes();
    Files.writeString(bench.spool(), "{\"chain\":{\"clu", StandardOpenOption.APPEND);
    Bench.Process successor = run();
    say(3, "still night");
    await().atMost(PATIENCE).until(() -> lines() == 23);

    bench.startDatabase();

    awaitStored(before + 28);
    say(2, "day");
    awaitStored(before + 30);
    assertThat(lines()).isZero();
    assertThat(successor.verify().intact()).isTrue();
    assertEveryOffsetOnce();
  }

  @Test
  void aTopicThatIsMadeAnewGetsAChainOfItsOwn() throws Exception {
    String topic = "nexus.made.anew.v1";
    create(topic);
    Bench.Process process = run();
    say(topic, 5, "old");
    awaitCount(topic, 5);
    makeAnew(topic);
    say(topic, 7, "new");

    awaitCount(topic, 12);
    assertThat(chains(topic)).isEqualTo(2);
    assertThat(process.verify().intact()).isTrue();
  }

  @Test
  void aTopicThatWasMadeWhileNobodyReadIsFound() throws Exception {
    long before = stored();
    run();
    say(1, "heard");
    awaitStored(before + 1);
    stopIntakes();
    String topic = "nexus.made.meanwhile.v1";
    create(topic);
    say(topic, 3, "unheard");

    run();

    awaitCount(topic, 3);
  }

  private Bench.Process run() {
    Bench.Process process = bench.process();
    Intake intake = process.intake(kafka.bootstrapServers());
    running.add(intake);
    intake.start(null);
    return process;
  }

  private static void say(int count, String what) throws Exception {
    say(TOPIC, count, what);
  }

  private static void say(String topic, int count, String what) throws Exception {
    Chain any = Bench.chain(EventType.TRACE_RECORDED, 0);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ConsumerRecord<byte[], byte[]> record : Bench.records(any, 0, count, what)) {
        producer
            .send(new ProducerRecord<>(topic, 0, record.key(), record.value(), record.headers()))
            .get();
      }
    }
  }

  private static void forget() throws Exception {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(-1)))
          .all()
          .get();
    }
  }

  private static void create(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static void makeAnew(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      await().atMost(PATIENCE).until(() -> !admin.listTopics().names().get().contains(topic));
    }
    create(topic);
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static long lines() throws Exception {
    return Files.exists(bench.spool()) ? Files.readString(bench.spool()).lines().count() : 0;
  }

  private static long stored() throws Exception {
    return count(TOPIC);
  }

  private static void awaitStored(long expected) {
    awaitCount(TOPIC, expected);
  }

  private static void awaitCount(String topic, long expected) {
    await().atMost(PATIENCE).ignoreExceptions().until(() -> count(topic) == expected);
  }

  private static long count(String topic) throws Exception {
    return Long.parseLong(
        bench
            .texts(
                "SELECT count(*) FROM audit.record JOIN audit.chain USING (chain_id)"
                    + " WHERE topic = '"
                    + topic
                    + "'")
            .get(0));
  }

  private static long chains(String topic) throws Exception {
    return Long.parseLong(
        bench.texts("SELECT count(*) FROM audit.chain WHERE topic = '" + topic + "'").get(0));
  }

  private static void assertEveryOffsetOnce() throws Exception {
    List<String> offsets =
        bench.texts(
            "SELECT kafka_offset FROM audit.record JOIN audit.chain USING (chain_id)"
                + " WHERE topic = '"
                + TOPIC
                + "' ORDER BY seq");
    assertThat(offsets)
        .isEqualTo(LongStream.range(0, offsets.size()).mapToObj(Long::toString).toList());
  }
}
