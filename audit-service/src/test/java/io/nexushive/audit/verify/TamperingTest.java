package io.nexushive.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.intake.Bench;
import io.nexushive.audit.record.Column;
import io.nexushive.audit.verify.VerifyReport.Kind;
import io.nexushive.model.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever owns the tables can change them, but not unnoticed. */
class TamperingTest {
  private static final Chain TRACES = Bench.chain(EventType.TRACE_RECORDED, 0);
  private static final Chain APPROVED = Bench.chain(EventType.QUERY_APPROVED, 1);
  private static final Chain EMPTY = Bench.chain(EventType.ANSWER_READY, 2);
  private static final String OF_TRACES = " WHERE chain_id = '" + TRACES.id() + "'";

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
  void tenRecordsInEachOfTwoChainsUnderTwoRoots() throws Exception {
    bench.tamper("TRUNCATE audit.record, audit.chain");
    deleteRoots();
    Bench.Process process = bench.process();
    process.store(TRACES, Bench.records(TRACES, 0, 5, "a"));
    process.store(APPROVED, Bench.records(APPROVED, 100, 10, "a"));
    process.signer.sign();
    process.store(TRACES, Bench.records(TRACES, 5, 5, "a"));
    process.signer.sign();
  }

  @Test
  void findsNothingWhereNothingWasChanged() {
    VerifyReport report = bench.process().verify();

    assertThat(report.intact()).isTrue();
    assertThat(report.chains()).isEqualTo(2);
    assertThat(report.records()).isEqualTo(20);
    assertThat(report.roots()).isEqualTo(2);
    assertThat(report.anchors()).isEqualTo(3);
    assertThat(report.firstBreak()).isNull();
  }

  @Test
  void saysHowFarItIs() throws Exception {
    Verifier verifier = bench.process().verifier;
    assertThat(verifier.progress()).isEqualTo(new VerifyProgress(false, 0, 0));

    CompletableFuture<VerifyReport> report;
    try (Connection owner = bench.owner()) {
      owner.setAutoCommit(false);
      try (Statement lock = owner.createStatement()) {
        lock.execute("LOCK TABLE audit.record IN ACCESS EXCLUSIVE MODE");
      }
      report = CompletableFuture.supplyAsync(verifier::verify);
      await().until(() -> verifier.progress().running());
      assertThatThrownBy(verifier::verify).hasMessageContaining("0 of 0 records");
    }
    report.get(30, TimeUnit.SECONDS);

    assertThat(verifier.progress()).isEqualTo(new VerifyProgress(false, 20, 20));
  }

  @Test
  void findsAChangeOfAnyColumn() throws Exception {
    bench.tamper(
        "DROP TABLE IF EXISTS audit.copy", "CREATE TABLE audit.copy AS SELECT * FROM audit.record");
    bench.tamper(
        "INSERT INTO audit.chain VALUES ('%s', 'cluster', '%s', '%s', 2)"
            .formatted(EMPTY.id(), EMPTY.topicId(), EMPTY.topic()));
    List<String> columns = new ArrayList<>();
    for (Column column : Column.values()) {
      String other =
          switch (column) {
            case CHAIN_ID -> "'" + EMPTY.id() + "'";
            case STANDING -> "'conflict'";
            default ->
                switch (column.type()) {
                  case TEXT -> "coalesce(" + column.columnName() + ", '') || 'x'";
                  case UUID -> "'" + TRACES.topicId() + "'";
                  case LONG -> "coalesce(" + column.columnName() + ", 0) + 1000";
                  case BOOL -> "true";
                  case TIME ->
                      "coalesce(" + column.columnName() + ", now()) + interval '1 microsecond'";
                };
          };
      columns.add(column.columnName());
      check(column.columnName(), other);
    }
    columns.add("hash");
    check("hash", "sha256(hash)");

    assertThat(
            bench.texts(
                "SELECT column_name FROM information_schema.columns"
                    + " WHERE table_schema = 'audit' AND table_name = 'record'"))
        .as("every column of the table was tried")
        .containsExactlyInAnyOrderElementsOf(columns);
  }

  private static void check(String column, String other) throws Exception {
    bench.tamper("UPDATE audit.record SET " + column + " = " + other + OF_TRACES + " AND seq = 4");

    VerifyReport report = bench.process().verify();

    assertThat(report.intact()).as(column).isFalse();
    assertThat(report.breaks())
        .as(column)
        .anySatisfy(
            found -> {
              assertThat(found.chain()).isEqualTo(TRACES.name());
              assertThat(found.seq()).isEqualTo(4);
            });
    bench.tamper("DELETE FROM audit.record", "INSERT INTO audit.record SELECT * FROM audit.copy");
    assertThat(bench.process().verify().intact()).isTrue();
  }

  @Test
  void findsAColumnThatWasEmptied() throws Exception {
    bench.tamper("UPDATE audit.record SET payload = NULL" + OF_TRACES + " AND seq = 9");

    expect(Kind.RECORD_ALTERED, 9L);
  }

  @Test
  void findsAnAlteredChain() throws Exception {
    bench.tamper("UPDATE audit.chain SET topic = 'other'" + OF_TRACES);
    assertThat(bench.process().verify().firstBreak().kind()).isEqualTo(Kind.RECORD_ALTERED);

    bench.tamper(
        "UPDATE audit.chain SET topic = '" + TRACES.topic() + "', cluster_id = 'x'" + OF_TRACES);
    assertThat(bench.process().verify().firstBreak().kind()).isEqualTo(Kind.CHAIN_ALTERED);
  }

  @Test
  void findsADeletedRecord() throws Exception {
    bench.tamper("DELETE FROM audit.record" + OF_TRACES + " AND seq = 3");

    expect(Kind.RECORD_MISSING, 3L);
  }

  @Test
  void findsADeletedRecordWhoseFollowersWereRenumbered() throws Exception {
    bench.tamper(
        "DELETE FROM audit.record" + OF_TRACES + " AND seq = 3",
        "UPDATE audit.record SET seq = seq + 1000" + OF_TRACES + " AND seq > 3",
        "UPDATE audit.record SET seq = seq - 1001" + OF_TRACES + " AND seq > 1000");

    expect(Kind.RECORD_ALTERED, 3L);
  }

  @Test
  void findsTwoRecordsThatWereExchanged() throws Exception {
    bench.tamper(
        "UPDATE audit.record SET seq = 1000" + OF_TRACES + " AND seq = 3",
        "UPDATE audit.record SET seq = 3" + OF_TRACES + " AND seq = 4",
        "UPDATE audit.record SET seq = 4" + OF_TRACES + " AND seq = 1000");

    expect(Kind.RECORD_ALTERED, 3L);
  }

  @Test
  void findsATailThatWasCutOff() throws Exception {
    bench.tamper("DELETE FROM audit.record" + OF_TRACES + " AND seq > 8");

    expect(Kind.TAIL_MISSING, 10L);
  }

  @Test
  void findsAChainThatWasWrittenAnew() throws Exception {
    bench.tamper("DELETE FROM audit.record" + OF_TRACES);
    // Consistent in itself, as only the service's own code could make it.
    bench.process().store(TRACES, Bench.records(TRACES, 0, 10, "b"));

    expect(Kind.CHAIN_REPLACED, 5L);
  }

  @Test
  void findsATailThatWasWrittenAnew() throws Exception {
    bench.tamper("DELETE FROM audit.record" + OF_TRACES + " AND seq > 7");
    bench.process().store(TRACES, Bench.records(TRACES, 7, 3, "b"));

    expect(Kind.CHAIN_REPLACED, 10L);
  }

  @Test
  void findsAChainThatIsGone() throws Exception {
    bench.tamper("DELETE FROM audit.record" + OF_TRACES, "DELETE FROM audit.chain" + OF_TRACES);

    VerifyReport.Break found = bench.process().verify().firstBreak();
    assertThat(found.kind()).isEqualTo(Kind.CHAIN_MISSING);
    assertThat(found.chain()).isEqualTo(TRACES.name());
  }

  @Test
  void findsWhatWasCutOffSinceTheLastRootWhileTheProcessKnowsIt() throws Exception {
    Bench.Process process = bench.process();
    process.store(TRACES, Bench.records(TRACES, 10, 2, "a"));
    bench.tamper("DELETE FROM audit.record" + OF_TRACES + " AND seq > 10");

    VerifyReport.Break found = process.verify().firstBreak();
    assertThat(found.kind()).isEqualTo(Kind.TAIL_MISSING);
    assertThat(found.seq()).isEqualTo(12);
  }

  @Test
  void findsARootThatWasAltered() throws Exception {
    List<String> lines = Files.readAllLines(roots());
    // The first root says less, so that an older state of the chain would do.
    Files.write(roots(), List.of(lines.get(0).replace("\"seq\":5", "\"seq\":4"), lines.get(1)));

    VerifyReport report = bench.process().verify();
    assertThat(report.breaks()).extracting(VerifyReport.Break::kind).contains(Kind.ROOT_FORGED);
  }

  @Test
  void findsARootThatIsMissing() throws Exception {
    List<String> lines = Files.readAllLines(roots());
    Files.write(roots(), lines.subList(1, 2));

    assertThat(bench.process().verify().firstBreak().kind()).isEqualTo(Kind.ROOT_MISSING);
  }

  @Test
  void findsRootsThatWereCutOffWhileTheProcessKnowsThem() throws Exception {
    Bench.Process process = bench.process();
    assertThat(process.verify().intact()).isTrue();
    Files.write(roots(), Files.readAllLines(roots()).subList(0, 1));

    assertThat(process.verify().firstBreak().kind()).isEqualTo(Kind.ROOT_MISSING);
  }

  @Test
  void saysSoBeforeItAppendsToABrokenChain() throws Exception {
    bench.tamper("UPDATE audit.record SET payload = 'x'" + OF_TRACES + " AND seq = 10");
    Bench.Process process = bench.process();
    process.store(TRACES, Bench.records(TRACES, 10, 1, "a"));
    assertThat(broken(process)).isEqualTo(1);
    assertThat(process.verify().firstBreak().seq()).isEqualTo(10);
  }

  @Test
  void saysSoBeforeItAppendsToACutChain() throws Exception {
    bench.tamper("DELETE FROM audit.record" + OF_TRACES + " AND seq > 8");
    Bench.Process process = bench.process();
    process.store(TRACES, Bench.records(TRACES, 8, 2, "a"));
    assertThat(broken(process)).isEqualTo(1);
    assertThat(process.verify().firstBreak().kind()).isEqualTo(Kind.CHAIN_REPLACED);
  }

  private static double broken(Bench.Process process) {
    return process.metrics.get("nexushive.audit.chains.broken").counter().count();
  }

  @Test
  void goesOnAfterARootThatACrashCutOff() throws Exception {
    Files.writeString(roots(), "{\"number\":3,\"at\":\"20", StandardOpenOption.APPEND);
    Bench.Process process = bench.process();
    process.store(TRACES, Bench.records(TRACES, 10, 1, "a"));
    process.signer.sign();

    VerifyReport report = bench.process().verify();
    assertThat(report.breaks()).isEmpty();
    assertThat(process.metrics.find("nexushive.audit.chains.broken").counter()).isNull();
    assertThat(report.roots()).isEqualTo(3);
  }

  private static void expect(Kind kind, Long seq) {
    VerifyReport report = bench.process().verify();
    assertThat(report.intact()).isFalse();
    assertThat(report.firstBreak().kind()).isEqualTo(kind);
    assertThat(report.firstBreak().chain()).isEqualTo(TRACES.name());
    assertThat(report.firstBreak().seq()).isEqualTo(seq);
    assertThat(report.breaks()).hasSize(1);
  }

  private static Path roots() throws IOException {
    try (Stream<Path> files = Files.list(bench.roots())) {
      return files.filter(f -> f.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }

  private static void deleteRoots() throws IOException {
    if (Files.exists(bench.roots())) {
      Files.delete(roots());
    }
  }
}
