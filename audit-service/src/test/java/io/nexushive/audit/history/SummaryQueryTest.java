package io.nexushive.audit.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.intake.Bench;
import io.nexushive.model.event.EventType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sums that the database keeps, on a real one. */
class SummaryQueryTest {
  private static final String EMPTY =
      "TRUNCATE audit.record, audit.chain, audit.record_sum, audit.request_sum";
  private static final int RECORDS = Integer.getInteger("nexushive.audit.records", 64_000);
  private static final Duration LONGEST = Duration.ofMillis(300);

  @TempDir static Path dir;
  private static Bench bench;

  private final UUID request = UUID.randomUUID();
  private final RecordRows rows = new RecordRows(bench);

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
    bench.tamper(EMPTY);
  }

  @Test
  void sumsUpWhatComesInTogetherAndOneByOne() throws Exception {
    everything(false);
    AuditSummary together = summary("ours");
    empty();
    everything(true);

    assertThat(summary("ours"))
        .usingRecursiveComparison()
        .ignoringFields("since")
        .isEqualTo(together);
    assertThat(together.records()).isEqualTo(12);
    assertThat(together.asked()).isEqualTo(2);
    assertThat(together.unproved()).isEqualTo(1);
    assertThat(together.byStatus()).isEqualTo(Map.of("answered", 1L));
    assertThat(together.waiting()).isEqualTo(1);
    assertThat(together.byDecision()).isEqualTo(Map.of("allow", 1L, "deny", 1L));
    assertThat(together.bySource()).isEqualTo(Map.of("semantic_parser", 1L));
    assertThat(together.fallbacks()).isEqualTo(1);
    assertThat(together.byErrorCode()).isEmpty();
    assertThat(together.retries()).isEqualTo(1);
    assertThat(together.deadLetters()).isEqualTo(1);
    assertThat(together.duplicates()).isEqualTo(1);
    assertThat(together.conflicts()).isEqualTo(1);
    assertThat(together.durationP50Ms()).isEqualTo(2_000);
    AuditSummary theirs = summary("theirs");
    assertThat(theirs.records()).isEqualTo(2);
    assertThat(theirs.asked()).isEqualTo(1);
    assertThat(theirs.deadLetters()).isEqualTo(1);
  }

  private void everything(boolean each) throws SQLException {
    UUID waiting = UUID.randomUUID();
    List<Runnable> all =
        List.of(
            // A trace may be recorded before its question is.
            () -> rows.end(request, "pending_review", 1_000),
            () -> rows.question(request, "ours"),
            () -> rows.add(EventType.QUESTION_ASKED, request, "tenant", "ours"),
            () -> rows.add(EventType.QUERY_REJECTED, request, "tenant", "ours", "decision", "deny"),
            () ->
                rows.add(EventType.QUERY_APPROVED, request, "tenant", "ours", "decision", "allow"),
            () ->
                rows.add(
                    EventType.ANSWER_READY,
                    request,
                    "tenant",
                    "ours",
                    "sql_source",
                    "semantic_parser",
                    "model_asked",
                    "gpt"),
            () -> rows.end(request, "answered", 2_000),
            () ->
                rows.add(
                    EventType.TRACE_RECORDED,
                    request,
                    "trace_kind",
                    "done",
                    "outcome",
                    "failed",
                    "event_time",
                    RecordRows.NOW.plusMillis(9_000).toString(),
                    "standing",
                    "conflict"),
            () -> rows.add("nexus.dead-letter.policy.v1", null),
            () -> rows.question(waiting, "ours"),
            () ->
                rows.add(
                    EventType.TRACE_RECORDED,
                    waiting,
                    "trace_kind",
                    "done",
                    "outcome",
                    "pending_review",
                    "event_time",
                    RecordRows.NOW.toString()),
            () -> rows.question(UUID.randomUUID(), "theirs"),
            () ->
                rows.add(
                    EventType.QUERY_EXECUTED, waiting, "tenant", "ours", "standing", "duplicate"));
    for (Runnable one : all) {
      one.run();
      if (each) {
        rows.store();
      }
    }
    if (!each) {
      rows.store();
    }
  }

  @Test
  void countsWhatWasRecordedBeforeItKeptSums() throws Exception {
    bench.tamper(
        "DROP FUNCTION audit.sum_up CASCADE",
        "DROP TABLE audit.record_sum, audit.request_sum",
        "DELETE FROM audit.flyway_schema_history WHERE version = '2'");
    everything(true);

    assertThat(bench.flyway().migrate().migrationsExecuted).isEqualTo(1);

    AuditSummary before = summary("ours");
    empty();
    everything(true);
    assertThat(before)
        .usingRecursiveComparison()
        .ignoringFields("since")
        .isEqualTo(summary("ours"));
  }

  @Test
  void keepsARecordWhateverItClaims() throws Exception {
    StringBuilder odd = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      odd.append(UUID.randomUUID());
    }
    String[] claims = {"tenant", "decision", "sql_source", "error_code", "model_asked"};
    List<String> columns = new ArrayList<>();
    for (String claim : claims) {
      columns.addAll(List.of(claim, odd.toString()));
    }
    rows.add(EventType.QUERY_EXECUTED, request, columns.toArray(String[]::new)).store();
    rows.add(EventType.QUESTION_ASKED, request, "tenant", "").store();

    assertThat(bench.texts("SELECT count(*) FROM audit.record")).containsExactly("2");
    assertThat(summary("ours").records()).isZero();
  }

  @Test
  void writersDoNotWaitForEachOther() throws Exception {
    List<UUID> requests = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      requests.add(UUID.randomUUID());
    }
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int w = 0; w < 4; w++) {
        List<UUID> order = new ArrayList<>(requests);
        java.util.Collections.shuffle(order, new java.util.Random(w));
        running.add(
            writers.submit(
                () -> {
                  RecordRows own = new RecordRows(bench);
                  for (int round = 0; round < 10; round++) {
                    order.forEach(id -> own.question(id, "ours").end(id, "answered", 5));
                    own.store();
                  }
                  return null;
                }));
      }
      for (Future<?> writer : running) {
        writer.get();
      }
    } finally {
      writers.shutdownNow();
    }
    assertThat(summary("ours").records()).isEqualTo(4 * 10 * 50 * 2);
    assertThat(summary("ours").byStatus()).isEqualTo(Map.of("answered", 50L));
  }

  /** Sixteen records a request; {@code -Dnexushive.audit.records} says how many in all. */
  @Test
  void answersAtOnceHoweverMuchIsRecorded() throws Exception {
    int requests = RECORDS / 16;
    long start = System.nanoTime();
    for (int first = 0; first < requests; first += 1_000) {
      generate(first, Math.min(requests, first + 1_000));
    }
    long stored = System.nanoTime();
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      long begin = System.nanoTime();
      AuditSummary found = summary("ours");
      took.add((System.nanoTime() - begin) / 1_000_000);
      assertThat(found.records()).isEqualTo(requests * 16L);
      assertThat(found.byStatus().get("answered")).isEqualTo(requests);
    }
    took.sort(null);
    System.out.printf(
        "%d records stored in %d s; summary: median %d ms, longest %d ms%n",
        requests * 16, (stored - start) / 1_000_000_000, took.get(5), took.get(10));
    assertThat(took.get(5)).isLessThan(LONGEST.toMillis());
  }

  private static void generate(int first, int end) throws SQLException {
    Chain questions = RecordRows.chain(EventType.QUESTION_ASKED.topic());
    Chain executed = RecordRows.chain(EventType.QUERY_EXECUTED.topic());
    Chain traces = RecordRows.chain(EventType.TRACE_RECORDED.topic());
    try (Connection connection = bench.database().getConnection();
        Statement statement = connection.createStatement()) {
      for (Chain chain : List.of(questions, executed, traces)) {
        RecordRows.open(connection, chain);
      }
      statement.execute(
          """
          INSERT INTO audit.record (chain_id, seq, kafka_offset, stored_at, standing, hash, event_time, request_id,
              tenant, asker_verified, decision, sql_source, trace_kind, outcome, payload)
          SELECT CASE n WHEN 0 THEN uuid '%1$s' WHEN 1 THEN uuid '%2$s' ELSE uuid '%3$s' END,
              i * 16 + n + 1, i * 16 + n, now() - random() * interval '20 hours', 'first', sha256(''),
              now() + n * interval '10 ms',
              md5(i::text)::uuid,
              CASE WHEN n < 2 THEN 'ours' END, CASE WHEN n = 0 THEN true END,
              CASE WHEN n = 1 THEN 'allow' END, CASE WHEN n = 1 THEN 'semantic_parser' END,
              CASE WHEN n = 15 THEN 'done' WHEN n > 1 THEN 'trace' END, CASE WHEN n = 15 THEN 'answered' END,
              repeat('payload ', 100)
          FROM generate_series(%4$d, %5$d - 1) AS i, generate_series(0, 15) AS n"""
              .formatted(questions.id(), executed.id(), traces.id(), first, end));
    }
  }

  private static AuditSummary summary(String tenant) {
    Instant since = Instant.now().minus(Duration.ofHours(24));
    return new SummaryQuery(new HistoryStore(bench.database())).since(tenant, since);
  }
}
