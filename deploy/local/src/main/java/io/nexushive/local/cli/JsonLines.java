package io.nexushive.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.local.client.SseEvent;
import io.nexushive.model.json.Json;
import java.io.PrintStream;

/** One line of JSON per event, for programs. */
final class JsonLines extends AskOutput {
  private final PrintStream out;

  JsonLines(PrintStream out) {
    this.out = out;
  }

  @Override
  void print(SseEvent event, JsonNode data) {
    ObjectNode line = Json.mapper().createObjectNode();
    if (event.id() != null) {
      line.put("id", event.id());
    }
    line.put("event", event.name());
    line.set("data", data);
    out.println(line);
    out.flush();
  }
}
