package io.nexushive.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.SseEvent;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;

/** Shows the events of a request and remembers how it ended. */
abstract class AskOutput {
  static final int PENDING = 4;
  static final int DENIED = 5;
  static final int UNANSWERED = 6;
  static final int ASKS_BACK = 7;

  private int exitCode = Nexus.FAILED;
  private Asks open = Asks.NOTHING;

  /** Shows one event; says whether more are wanted. */
  final boolean show(SseEvent event) {
    JsonNode data =
        event.data().isBlank()
            ? Json.mapper().createObjectNode()
            : Json.read(event.data().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    print(event, data);
    switch (event.name()) {
      case "done" -> {
        exitCode = codeOf(data.path("outcome").asText());
        return exitCode == PENDING || exitCode == ASKS_BACK;
      }
      case "clarification" -> open = Asks.back(data);
      case "plan" -> open = Asks.PLAN;
      default -> {
        // The rest is only to be shown.
      }
    }
    return true;
  }

  /** What waits for a reply, if the request does. */
  final Asks open() {
    return open;
  }

  final int exitCode() {
    return exitCode;
  }

  abstract void print(SseEvent event, JsonNode data);

  private static int codeOf(String outcome) {
    return switch (outcome) {
      case "answered" -> Nexus.OK;
      case "pending_review" -> PENDING;
      case "denied" -> DENIED;
      case "pending_reply" -> ASKS_BACK;
      case "unanswered" -> UNANSWERED;
      default -> Nexus.FAILED;
    };
  }
}
