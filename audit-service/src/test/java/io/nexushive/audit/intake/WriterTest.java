package io.nexushive.audit.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.audit.chain.Chain;
import io.nexushive.model.event.EventType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
  private static final Chain TRACES = Bench.chain(EventType.TRACE_RECORDED, 0);

  @TempDir static Path dir;
  private static Bench bench;

  @BeforeAll
  static void start() {
    bench = new Bench(dir);
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    bench.tamper("TRUNCATE audit.record, audit.chain");
  }

  @Test
  void storesNothingTwiceWhenItComesAgainAfterAKill() throws Exception {
    List<ConsumerRecord<byte[], byte[]>> batch = Bench.records(TRACES, 0, 10, "a");
    bench.process().store(TRACES, batch);
    List<ConsumerRecord<byte[], byte[]>> again = new ArrayList<>(batch);
    again.addAll(Bench.records(TRACES, 10, 3, "a"));

    bench.process().store(TRACES, again);

    assertThat(offsets())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
    assertThat(bench.process().verify().intact()).isTrue();
  }

  @Test
  void aSecondWriterThatDoesNotKnowOfTheFirstStoresNothingTwice() throws Exception {
    Bench.Process lost = bench.process();
    lost.store(TRACES, Bench.records(TRACES, 0, 2, "a"));
    Bench.Process successor = bench.process();
    successor.store(TRACES, Bench.records(TRACES, 2, 2, "a"));

    List<ConsumerRecord<byte[], byte[]>> late = Bench.records(TRACES, 2, 3, "a");
    assertThatThrownBy(() -> lost.store(TRACES, late)).isInstanceOf(SQLException.class);
    lost.store(TRACES, late);

    assertThat(offsets()).containsExactly("0", "1", "2", "3", "4");
    assertThat(bench.process().verify().intact()).isTrue();
  }

  @Test
  void startsAnotherChainForATopicThatWasMadeAnew() throws Exception {
    Chain anew = new Chain("cluster", new java.util.UUID(8, 8), TRACES.topic(), 0);
    Bench.Process process = bench.process();
    process.store(TRACES, Bench.records(TRACES, 0, 2, "a"));
    process.store(anew, Bench.records(anew, 0, 2, "b"));

    assertThat(bench.texts("SELECT count(*) FROM audit.record")).containsExactly("4");
    assertThat(process.verify().chains()).isEqualTo(2);
  }

  @Test
  void keepsTextsAsTheyAreHoweverOdd() throws Exception {
    String odd = "tab\tline\nreturn\rback\\slash \\N \\. \\x41 é 漢 \ud83d\ude00 ' \" \u0001";
    // Longer than what is sent at once, so that it is cut in the middle of any of them.
    List<String> keys = List.of(odd, odd.repeat(5_000), odd.repeat(5_001) + "x");
    List<ConsumerRecord<byte[], byte[]>> plain = Bench.records(TRACES, 0, keys.size(), "a");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      records.add(under(keys.get(i), plain.get(i)));
    }
    bench.process().store(TRACES, records);

    assertThat(bench.texts("SELECT record_key FROM audit.record ORDER BY seq")).isEqualTo(keys);
    assertThat(bench.process().verify().intact()).isTrue();
  }

  private static ConsumerRecord<byte[], byte[]> under(
      String key, ConsumerRecord<byte[], byte[]> record) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        1,
        1,
        key.getBytes(StandardCharsets.UTF_8),
        record.value(),
        record.headers(),
        Optional.empty());
  }

  private static List<String> offsets() throws SQLException {
    return bench.texts("SELECT kafka_offset FROM audit.record ORDER BY seq");
  }
}
