package io.nexushive.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SseParserTest {
  private final SseParser parser = new SseParser();

  @Test
  void readsIdNameAndDataOfEachEvent() {
    assertThat(events("id: 4", "event: sql", "data: {}", "", "event:done", "data:x", ""))
        .containsExactly(new SseEvent("4", "sql", "{}"), new SseEvent("4", "done", "x"));
    assertThat(parser.lastId()).isEqualTo("4");
  }

  @Test
  void joinsDataLinesAndKeepsAllButOneLeadingSpace() {
    assertThat(events("data: a", "data:  b", "data", ""))
        .containsExactly(new SseEvent(null, "message", "a\n b\n"));
  }

  @Test
  void passesOverCommentsUnknownFieldsAndEventsWithoutData() {
    assertThat(events(": keep-alive", "", "retry: 5", "event: x", "", "data: y", ""))
        .containsExactly(new SseEvent(null, "message", "y"));
  }

  private List<SseEvent> events(String... lines) {
    return List.of(lines).stream().map(parser::line).flatMap(Optional::stream).toList();
  }
}
