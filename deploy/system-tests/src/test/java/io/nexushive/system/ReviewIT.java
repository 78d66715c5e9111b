package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.GatewayClient;
import io.nexushive.local.client.GatewayException;
import io.nexushive.local.client.SseEvent;
import io.nexushive.local.stack.Stack;
import io.nexushive.model.envelope.ServiceName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A question that a steward has to agree to: from the asker to the steward's inbox and back as rows
 * in the asker's stream, while every service dies in between.
 */
@ExtendWith(HiveExtension.class)
class ReviewIT {
  private static final String QUESTION = "List all sales of yesterday";
  private static final Duration LIMIT = Duration.ofSeconds(180);

  private final Hive hive;
  private final Stack stack;

  ReviewIT(Hive hive) {
    this.hive = hive;
    this.stack = hive.stack();
  }

  @Test
  void anApprovedQuestionGoesOnAcrossARestartOfEveryService() throws Exception {
    Asked asked = waiting();
    String review = asked.one("review_required").path("ticket_id").asText();
    List<SseEvent> events = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> followed = follow(asked, events);
    await().atMost(LIMIT).until(() -> events.stream().anyMatch(e -> e.name().equals("done")));

    restartEverything();

    assertThatThrownBy(() -> decide("analyst", review, "approve", "because I say so"))
        .isInstanceOfSatisfying(GatewayException.class, e -> assertThat(e.status()).isEqualTo(403));
    GatewayClient steward = hive.as("steward");
    // A service that was killed between showing that it waits and saying so says it again.
    await().atMost(LIMIT).until(() -> inbox(steward).contains(review));
    JsonNode detail = steward.get("/api/reviews/" + review);
    assertThat(detail.path("review").path("question").asText()).isEqualTo(QUESTION);
    assertThat(detail.path("verdict").path("lineage").toString()).contains("sales");
    JsonNode decided = decide("steward", review, "approve", "for the monthly report");
    assertThat(decided.path("review").path("status").asText()).isEqualTo("approved");

    followed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    Asked whole = new Asked(asked.requestId(), QUESTION, List.copyOf(events));
    assertThat(whole.last("done").orElseThrow().path("outcome").asText())
        .as("%s", whole.events())
        .isEqualTo("answered");
    String yesterday =
        (String)
            new Warehouse(hive.demoWarehouse()).query("select max(date) from sales").get(0).get(0);
    int expected =
        new Warehouse(hive.demoWarehouse())
            .number("select count(*) from sales where date = '" + yesterday + "'")
            .intValueExact();
    assertThat(whole.rows()).hasSize(expected).isNotEmpty();
    assertThat(whole.all("trace").toString()).contains("has approved this: for the monthly report");
    assertThatThrownBy(() -> decide("admin", review, "reject", "too late"))
        .isInstanceOfSatisfying(GatewayException.class, e -> assertThat(e.status()).isEqualTo(409));
    assertAudited(asked, "approved", "for the monthly report", "answer.ready");
  }

  @Test
  void aRejectedQuestionEndsWithTheStewardsReason() throws Exception {
    Asked asked = waiting();
    String review = asked.one("review_required").path("ticket_id").asText();
    List<SseEvent> events = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> followed = follow(asked, events);
    decide("steward", review, "reject", "Ask for totals.");

    followed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    Asked whole = new Asked(asked.requestId(), QUESTION, List.copyOf(events));
    assertThat(whole.one("error").path("code").asText()).isEqualTo("review_rejected");
    assertThat(whole.one("error").path("message").asText()).contains("Ask for totals.");
    assertThat(whole.last("done").orElseThrow().path("outcome").asText()).isEqualTo("denied");
    assertThat(whole.all("result")).isEmpty();
    assertThat(whole.all("sql")).as("a rejection is not tried again").hasSize(1);
    assertAudited(asked, "rejected", "Ask for totals.", "request.failed");
  }

  private static List<String> inbox(GatewayClient steward) {
    return steward.get("/api/reviews?limit=100").path("reviews").findValuesAsText("review_id");
  }

  private Asked waiting() {
    Asked asked = hive.ask("analyst", QUESTION);
    assertThat(asked.outcome()).as("%s", asked.events()).isEqualTo("pending_review");
    String review = asked.one("review_required").path("ticket_id").asText();
    // The inbox learns of it a moment after the stream.
    await()
        .atMost(LIMIT)
        .ignoreExceptionsInstanceOf(GatewayException.class)
        .until(() -> hive.as("steward").get("/api/reviews/" + review).has("review"));
    return asked;
  }

  private CompletableFuture<Void> follow(Asked asked, List<SseEvent> events) {
    return CompletableFuture.runAsync(
        () ->
            hive.as("analyst")
                .followThroughWaits(
                    asked.requestId(),
                    event -> {
                      events.add(event);
                      return true;
                    }));
  }

  private JsonNode decide(String user, String review, String decision, String reason) {
    return hive.as(user)
        .post(
            "/api/reviews/" + review + "/decision", Map.of("decision", decision, "reason", reason));
  }

  private void restartEverything() {
    for (ServiceName service : ServiceName.values()) {
      int before = stack.restarts(service);
      stack.kill(service, Map.of());
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> stack.restarts(service) > before);
    }
    stack.awaitReady(EnumSet.allOf(ServiceName.class), LIMIT);
  }

  /** Ticket, decision with who and why, and what came of it. */
  private void assertAudited(Asked asked, String outcome, String reason, String end) {
    await()
        .atMost(LIMIT)
        .ignoreExceptionsInstanceOf(GatewayException.class)
        .untilAsserted(
            () -> {
              JsonNode events =
                  hive.as("auditor")
                      .get("/api/query-audit/" + asked.requestId() + "?payloads=true")
                      .path("events");
              assertThat(ofType(events, "review.requested").at("/payload/ticket/id").asText())
                  .isNotBlank();
              JsonNode decided = ofType(events, "review.decided");
              assertThat(decided.path("actor").asText()).isEqualTo("steward");
              assertThat(decided.path("outcome").asText()).isEqualTo(outcome);
              assertThat(decided.at("/payload/reason").asText()).isEqualTo(reason);
              assertThat(ofType(events, end).isMissingNode()).isFalse();
            });
  }

  private static JsonNode ofType(JsonNode events, String type) {
    for (JsonNode event : events) {
      if (event.path("type").asText().equals(type)) {
        return event;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }
}
