package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.GatewayException;
import io.nexushive.local.client.SseEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A connection as its owner sees it. */
record Connected(Hive hive, String owner, String id) {
  private static final Duration SOON = Duration.ofSeconds(60);

  /**
   * Makes one and waits until its tables were read.
   *
   * @param secret {@code null} for none
   */
  static Connected make(
      Hive hive, String owner, String kind, Map<String, String> settings, String secret) {
    Map<String, Object> draft = new HashMap<>();
    draft.put("name", "Shop");
    draft.put("kind", kind);
    draft.put("settings", settings);
    draft.put("secret", secret);
    JsonNode made = hive.as(owner).post("/api/connections", draft);
    Connected connected = new Connected(hive, owner, made.path("connection_id").asText());
    connected.awaitTables();
    return connected;
  }

  /** The connection, its last test and its last reading. */
  JsonNode detail() {
    return hive.as(owner).get("/api/connections/" + id);
  }

  void awaitTables() {
    await("the tables are read")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(sync().path("state").asText()).as("%s", sync()).isEqualTo("completed"));
  }

  private JsonNode sync() {
    return detail().path("sync");
  }

  /** Has the tables read once more. */
  void readAgain() {
    String before = sync().path("ended_at").asText();
    hive.as(owner).post("/api/connections/" + id + "/sync", Map.of());
    await("the tables are read again")
        .atMost(SOON)
        .until(
            () ->
                sync().hasNonNull("ended_at") && !sync().path("ended_at").asText().equals(before));
    awaitTables();
  }

  /** Has it tested; what the executor says of it. */
  JsonNode test() {
    hive.as(owner).post("/api/connections/" + id + "/test", Map.of());
    return await("the test has an outcome")
        .atMost(SOON)
        .until(() -> detail().at("/test/outcome"), outcome -> !outcome.isMissingNode());
  }

  /** Asks on behalf of the owner. */
  Asked ask(String question) {
    return ask(owner, question);
  }

  /** Asks and waits for the end, or for a question back. */
  Asked ask(String user, String question) {
    return follow(user, hive.as(user).ask(question, Map.of("connection_id", id)), question);
  }

  /** Waits for the end of a question that was asked. */
  Asked follow(String user, String request, String question) {
    List<SseEvent> events = new ArrayList<>();
    hive.as(user)
        .follow(
            request,
            event -> {
              events.add(event);
              return !event.name().equals("clarification");
            });
    return new Asked(request, question, events);
  }

  /** What the audit has of a question, once it knows how that ended. */
  JsonNode audited(Asked asked) {
    return await("the audit knows the end")
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(GatewayException.class)
        .until(
            () -> hive.as("auditor").get("/api/query-audit/" + asked.requestId()).path("request"),
            request -> !request.path("status").asText("running").equals("running"));
  }
}
