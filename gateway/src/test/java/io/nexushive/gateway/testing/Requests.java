package io.nexushive.gateway.testing;

import static io.nexushive.gateway.testing.Users.as;
import static io.nexushive.gateway.testing.Users.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.nexushive.local.postgres.Role;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.testing.Stack;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** What becomes of requests that wait for somebody. */
public final class Requests {
  private Requests() {}

  /** Asks, and waits until the question is on its way. */
  public static AgentState asked(Stack stack, String asker, String question) {
    String id = ask(asker, question);
    Awaitility.await()
        .until(() -> !stack.payloads(EventType.QUESTION_ASKED, id, AgentState.class).isEmpty());
    return stack.payloads(EventType.QUESTION_ASKED, id, AgentState.class).get(0);
  }

  public static String key(AgentState state) {
    return state.request().requestId().toString();
  }

  public static void awaitStatus(AgentState state, String status) {
    Awaitility.await()
        .untilAsserted(
            () ->
                as("adam")
                    .get("/api/requests/" + key(state))
                    .then()
                    .body("status", equalTo(status)));
  }

  /** What each of {@code count} calls at once is answered with. */
  public static List<Integer> atOnce(int count, IntUnaryOperator call) throws Exception {
    ExecutorService people = Executors.newFixedThreadPool(count);
    List<Callable<Integer>> calls =
        IntStream.range(0, count)
            .<Callable<Integer>>mapToObj(i -> () -> call.applyAsInt(i))
            .toList();
    List<Integer> codes = new ArrayList<>();
    for (Future<Integer> code : people.invokeAll(calls)) {
      codes.add(code.get());
    }
    people.shutdown();
    return codes;
  }

  /** Changes one row behind the gateway's back. */
  public static void change(Stack stack, String sql, String... values) throws SQLException {
    try (Connection connection = stack.postgres().connect(Role.NEXUS_GATEWAY);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  /** As if the process had died between the transaction and the broker. */
  public static void leaveBehind(
      Stack stack, EventType type, String eventId, AgentState state, Object payload)
      throws SQLException {
    change(
        stack,
        "INSERT INTO gateway.outbox (event_id, type, key, event, trace_context, kept_at)"
            + " VALUES (?::uuid, ?, ?, ?, '{}', now() - interval '1 hour')",
        eventId,
        type.name(),
        key(state),
        new String(Json.bytes(payload), StandardCharsets.UTF_8));
  }
}
