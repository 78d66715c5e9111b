package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.SseEvent;
import io.nexushive.model.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A question and everything that its stream said. */
record Asked(String requestId, String question, List<SseEvent> events) {
  Asked {
    events = List.copyOf(events);
  }

  /** The data of the only event of that name. */
  JsonNode one(String name) {
    List<JsonNode> found = all(name);
    assertThat(found).as("%s events of \"%s\" in %s", name, question, events).hasSize(1);
    return found.get(0);
  }

  List<JsonNode> all(String name) {
    return events.stream()
        .filter(e -> e.name().equals(name))
        .map(e -> Json.read(e.data().getBytes(StandardCharsets.UTF_8), JsonNode.class))
        .toList();
  }

  Optional<JsonNode> last(String name) {
    List<JsonNode> found = all(name);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }

  /** How it ended; also sees that it ended once and last. */
  String outcome() {
    JsonNode done = one("done");
    assertThat(events.get(events.size() - 1).name()).isEqualTo("done");
    return done.path("outcome").asText();
  }

  /** The result's rows; numbers are {@link BigDecimal}, the rest text. */
  List<List<Object>> rows() {
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode row : one("result").path("rows")) {
      List<Object> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.isNumber() ? cell.decimalValue() : cell.asText()));
      rows.add(cells);
    }
    return rows;
  }

  /** All that is said in words: plan, answer, notes. */
  String words() {
    StringBuilder words = new StringBuilder();
    for (String name : List.of("plan", "clarification", "answer", "error")) {
      all(name).forEach(data -> words.append(data).append('\n'));
    }
    return words.toString();
  }
}
