package io.nexushive.audit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.intake.Bench;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.TenantId;
import io.nexushive.runtime.token.Caller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of trace records, however what was said is portioned, on a real database. */
class TraceRecordsTest {
  private static final Instant START = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final Chain TRACES = Bench.chain(EventType.TRACE_RECORDED, 0);
  private static final Chain EARLIER =
      new Chain("cluster", UUID.randomUUID(), "nexus.trace.recorded.v1", 0);

  @TempDir static Path dir;
  private static Bench bench;

  private final UUID request = UUID.randomUUID();
  private final Bench.Process process = bench.process();
  private long offset;

  @BeforeAll
  static void start() {
    bench = new Bench(dir);
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @BeforeEach
  void ask() throws SQLException {
    bench.tamper("TRUNCATE audit.record, audit.chain, audit.record_sum, audit.request_sum");
    new RecordRows(bench).question(request, "ours").store();
  }

  @ParameterizedTest
  @ValueSource(strings = {"012", "01|2", "0|12", "0|1|2"})
  void anEndIsTheSameHoweverItIsPortioned(String portions) throws Exception {
    List<String> events = List.of(event(0, "trace", ""), error(1), done(2, "failed"));
    for (String portion : portions.split("\\|")) {
      int[] numbers = portion.chars().map(Character::getNumericValue).toArray();
      say(
          numbers[numbers.length - 1],
          IntStream.of(numbers).mapToObj(events::get).toArray(String[]::new));
    }

    for (List<Entry> read : List.of(everything(), outcomes())) {
      RequestSummary summary = new Fold(request, read).summary(false);
      assertThat(summary.status()).isEqualTo("failed");
      assertThat(summary.errorCode()).isEqualTo("busy");
      assertThat(summary.endedAt()).isEqualTo(at(2));
    }
    assertThat(sums().byStatus()).isEqualTo(Map.of("failed", 1L));
    assertThat(history(false))
        .extracting(HistoryEvent::kind, HistoryEvent::eventId)
        .containsExactly(tuple("trace", id(0)), tuple("error", id(1)), tuple("done", id(2)));
  }

  @Test
  void anErrorThatIsNotTheLastWordIsToldInListsToo() throws Exception {
    say(2, error(1), event(2, "trace", ""));
    say(3, done(3, "failed"));

    assertThat(new Fold(request, outcomes()).summary(false).errorCode()).isEqualTo("busy");
  }

  @Test
  void theHistoryShowsEachEventWithThePlaceOfItsRecord() throws Exception {
    say(
        2,
        event(0, "trace", ",\"stage\":\"plan\",\"status\":\"started\",\"duration_ms\":7"),
        event(1, "result", ",\"data\":{\"rows\":[[\"Zebra-4711\"]]}"),
        done(2, "answered"));

    List<HistoryEvent> shown = history(true);
    assertThat(shown)
        .extracting(
            HistoryEvent::at,
            HistoryEvent::eventId,
            HistoryEvent::type,
            HistoryEvent::kind,
            HistoryEvent::stage,
            HistoryEvent::status,
            HistoryEvent::durationMs,
            HistoryEvent::outcome)
        .containsExactly(
            tuple(at(0), id(0), "trace.recorded", "trace", "plan", "started", 7L, null),
            tuple(at(1), id(1), "trace.recorded", "result", null, null, null, null),
            tuple(at(2), id(2), "trace.recorded", "done", null, null, null, "answered"));
    assertThat(shown).allSatisfy(event -> assertThat(event.seq()).isEqualTo(1));
    assertThat(shown).extracting(HistoryEvent::hash).containsOnly(shown.get(0).hash());
    assertThat(shown).extracting(HistoryEvent::standing).containsOnly("first");
    assertThat(shown.get(1).payload().get("id").asText()).isEqualTo(id(1));
    assertThat(shown.get(1).payload().at("/data/rows/count").asInt()).isEqualTo(1);
    assertThat(shown.toString()).doesNotContain("Zebra-4711");
    assertThat(history(false)).extracting(HistoryEvent::payload).containsOnlyNulls();
  }

  @Test
  void whatIsSaidAgainInOtherPortionsIsShownAgainAndEndsOnce() throws Exception {
    say(1, event(0, "trace", ""), event(1, "trace", ""));
    say(0, event(0, "trace", ""));
    say(2, event(1, "trace", ""), done(2, "answered"));

    assertThat(history(false))
        .extracting(HistoryEvent::eventId)
        .containsExactly(id(0), id(0), id(1), id(1), id(2));
    assertThat(sums().byStatus()).isEqualTo(Map.of("answered", 1L));
  }

  @Test
  void anAlteredPayloadKeepsNobodyFromReadingTheRest() throws Exception {
    for (String altered : List.of("no json", "{\"events\":7}", "{\"events\":[7]}", "7")) {
      say(1, event(0, "trace", ""), done(1, "answered"));
      bench.tamper("UPDATE audit.record SET payload = '" + altered + "' WHERE trace_kind = 'done'");
      assertThat(history(true)).extracting(HistoryEvent::kind).contains("done");
    }
  }

  /** Requests from before an upgrade are not over otherwise. */
  @Test
  void understandsTheEarlierVersion() throws Exception {
    say(EARLIER, 0, "{\"request_id\":\"" + request + "\"," + event(0, "trace", "").substring(1));
    say(
        EARLIER,
        1,
        "{\"request_id\":\"%s\",\"kind\":\"done\",\"data\":{\"outcome\":\"answered\"}}"
            .formatted(request));

    for (List<Entry> read : List.of(everything(), outcomes())) {
      assertThat(new Fold(request, read).summary(false).status()).isEqualTo("answered");
    }
    assertThat(sums().byStatus()).isEqualTo(Map.of("answered", 1L));
    assertThat(history(true))
        .extracting(
            HistoryEvent::at,
            HistoryEvent::type,
            HistoryEvent::eventId,
            HistoryEvent::kind,
            HistoryEvent::outcome,
            event -> event.payload().at("/data/outcome").asText(null))
        .containsExactly(
            tuple(at(0), "trace.recorded", id(0), "trace", null, null),
            tuple(at(1), "trace.recorded", id(1), "done", "answered", "answered"));
  }

  /** Says events as one record, under the id of the last. */
  private void say(int last, String... events) throws SQLException {
    say(
        TRACES,
        last,
        "{\"request_id\":\"%s\",\"events\":[%s]}".formatted(request, String.join(",", events)));
  }

  private void say(Chain chain, int last, String value) throws SQLException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    process.store(chain, List.of(Bench.record(chain, offset++, id(last), at(last), bytes)));
  }

  private String event(int number, String kind, String more) {
    return "{\"id\":\"%s\",\"kind\":\"%s\",\"agent\":\"policy\",\"at\":\"%s\"%s}"
        .formatted(id(number), kind, at(number), more);
  }

  private String error(int number) {
    return event(number, "error", ",\"data\":{\"code\":\"busy\",\"message\":\"m\"}");
  }

  private String done(int number, String outcome) {
    return event(number, "done", ",\"data\":{\"outcome\":\"" + outcome + "\"}");
  }

  private String id(int number) {
    return new UUID(request.getMostSignificantBits(), number).toString();
  }

  private static Instant at(int number) {
    return START.plusSeconds(number);
  }

  private static HistoryStore store() {
    return new HistoryStore(bench.database());
  }

  private List<Entry> everything() {
    return store().entries(request);
  }

  private List<Entry> outcomes() {
    return store().outcomes(List.of(request)).get(request);
  }

  private static AuditSummary sums() {
    return new SummaryQuery(store()).since("ours", START.minus(Duration.ofHours(1)));
  }

  /** What an auditor sees of the request but for its question. */
  private List<HistoryEvent> history(boolean payloads) {
    Caller auditor = new Caller("otto", new TenantId("ours"), Set.of("auditor"));
    return new History(store(), new SummaryQuery(store()), Clock.systemUTC())
        .request(auditor, request, payloads).events().stream()
            .filter(event -> !event.type().equals("question.asked"))
            .toList();
  }
}
