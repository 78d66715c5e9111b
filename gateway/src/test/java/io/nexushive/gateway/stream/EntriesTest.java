package io.nexushive.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload.Done;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.model.trace.TracePayload.Token;
import io.nexushive.model.trace.TraceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesTest {
  private static TraceEvent event(TraceKind kind, Object data) {
    return new TraceEvent(
        UUID.randomUUID(),
        kind,
        ServiceName.TRANSLATOR,
        "linking",
        "completed",
        "Übersicht {\"id\": \"x\"}]",
        Instant.parse("2026-03-01T00:00:00Z"),
        null,
        data == null ? null : Json.tree(data));
  }

  private static List<Entry> entries(String json) {
    return Entries.of(7, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void givesEachEventAsItWasWritten() {
    List<TraceEvent> said =
        List.of(
            event(TraceKind.TRACE, null),
            event(TraceKind.TOKEN, new Token("}\u00e9\u4e2d]")),
            event(TraceKind.DONE, new Done(Outcome.PENDING_REPLY)));

    List<Entry> entries =
        Entries.of(7, Json.bytes(new TraceRecord(new RequestId(Uuids.v7()), said)));

    assertThat(entries).extracting(Entry::event).isEqualTo(said);
    assertThat(entries)
        .extracting(Entry::eventId)
        .isEqualTo(said.stream().map(e -> e.id().toString()).toList());
    assertThat(entries).extracting(Entry::position).containsExactly(7_000L, 7_001L, 7_002L);
    assertThat(entries).extracting(Entry::isPause).containsExactly(false, false, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"events\":null}",
        "{\"events\":[1,\"a\",[{\"id\":\"x\"}],null,{}]}",
        "{\"events\":[{\"id\":{\"id\":\"x\"}}]}",
        "{\"other\":[{\"id\":\"x\"}]}",
      })
  void findsNothingInWhatIsNoRecord(String json) {
    assertThat(entries(json)).isEmpty();
  }

  @Test
  void keepsWhatCameBeforeTheFirstBrokenByte() {
    assertThat(entries("{\"events\":[{\"id\":\"a\"},{\"id\":\"b\",,"))
        .extracting(Entry::eventId)
        .containsExactly("a");
  }

  @Test
  void aKindThatIsInsideTheDataEndsNothing() {
    assertThat(
            entries(
                "{\"events\":[{\"id\":\"a\",\"kind\":\"trace\",\"data\":{\"kind\":\"done\"}}]}"))
        .singleElement()
        .returns(null, Entry::outcome);
  }
}
