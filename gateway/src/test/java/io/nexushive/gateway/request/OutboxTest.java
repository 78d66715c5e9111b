package io.nexushive.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.local.postgres.Role;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventId;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.topic.Headers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutboxTest {
  Stack stack;

  @Inject RequestStore store;

  @Test
  void publishesWhatACrashLeftBehindUnderTheSameEventId() throws SQLException {
    Request request = stack.request("How much?", "ann", "analyst");
    String id = request.requestId().toString();
    String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    store.ask(
        request,
        Json.bytes(AgentState.asked(request)),
        Map.of("traceparent", traceparent),
        null,
        "fingerprint");
    // The process died after the row was kept and before the event was sent, some time ago.
    age(request);

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(stack.read(EventType.QUESTION_ASKED.topic(), r -> id.equals(r.key())))
                    .singleElement()
                    .satisfies(
                        record -> {
                          Map<String, String> headers = Headers.text(record.headers());
                          assertThat(CloudEvent.fromHeaders(headers).id())
                              .isEqualTo(
                                  EventId.derive(id, EventType.QUESTION_ASKED, 0, "ask", 0)
                                      .toString());
                          assertThat(headers).containsEntry("traceparent", traceparent);
                        }));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(store.unpublished(java.time.Instant.now(), 100))
                    .noneMatch(left -> left.id().equals(request.requestId())));
  }

  private void age(Request request) throws SQLException {
    try (Connection connection = stack.postgres().connect(Role.NEXUS_GATEWAY);
        PreparedStatement statement =
            connection.prepareStatement(
                "UPDATE gateway.requests SET asked_at = now() - interval '1 minute'"
                    + " WHERE request_id = ?")) {
      statement.setObject(1, request.requestId().value());
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
