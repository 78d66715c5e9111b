package io.nexushive.gateway.request;

import static io.nexushive.gateway.testing.Users.as;
import static io.nexushive.gateway.testing.Users.ask;
import static io.nexushive.gateway.testing.Users.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.nexushive.gateway.testing.SseClient;
import io.nexushive.gateway.testing.Traces;
import io.nexushive.gateway.testing.Waiting;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.RequestCancelled;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestTest {
  Stack stack;

  @TestHTTPResource("/")
  URI base;

  @Test
  void followsTheRequestAndNeverStepsBack() {
    String id = ask("ann", "How much?");
    AgentState asked = published(id);
    AgentState translated = asked.translated(null, candidate(1));
    stack.say(EventType.QUERY_TRANSLATED, ServiceName.TRANSLATOR, id, translated);
    awaitStatus(id, "translated");
    stack.say(EventType.QUERY_APPROVED, ServiceName.POLICY, id, translated);
    awaitStatus(id, "approved");
    stack.say(EventType.QUERY_TRANSLATED, ServiceName.TRANSLATOR, id, translated);
    AgentState answered = translated.executed(Traces.aResult()).answered(Traces.anAnswer());
    stack.say(EventType.ANSWER_READY, ServiceName.VISUALIZER, id, answered);
    awaitStatus(id, "answered");
    stack.say(
        EventType.QUERY_REJECTED, ServiceName.POLICY, id, asked.translated(null, candidate(2)));
    String marker = ask("ann", "How much?");
    stack.say(
        EventType.QUERY_TRANSLATED,
        ServiceName.TRANSLATOR,
        marker,
        published(marker).translated(null, candidate(1)));
    awaitStatus(marker, "translated");

    as("ann")
        .get("/api/requests/" + id)
        .then()
        .statusCode(200)
        .body("status", equalTo("answered"))
        .body("state.candidate.sql", equalTo("SELECT 1"))
        .body("state.result.rows[0][0]", equalTo(Traces.SECRET))
        .body("state.request.signature", nullValue())
        .body("state.request.schema_view", nullValue())
        .body("state.grant", nullValue());
  }

  @Test
  void showsOthersNoRows() {
    String id = ask("ann", "How much?");
    stack.say(
        EventType.ANSWER_READY,
        ServiceName.VISUALIZER,
        id,
        published(id).executed(Traces.aResult()).answered(Traces.anAnswer()));
    awaitStatus(id, "answered");

    for (String reader : List.of("stella", "aurel", "adam")) {
      as(reader)
          .get("/api/requests/" + id)
          .then()
          .statusCode(200)
          .body(not(containsString(Traces.SECRET)))
          .body("state.result.row_count", equalTo(1));
    }
    as("bob").get("/api/requests/" + id).then().statusCode(404);
    given().get("/api/requests/" + id).then().statusCode(401);
    as("ann").get("/api/requests/nonsense").then().statusCode(404);
  }

  @Test
  void withdrawingTellsEverybodyOnce() {
    String id = ask("ann", "How much?");
    try (SseClient stream = SseClient.open(base, token("ann"), id, null)) {
      as("bob").delete("/api/requests/" + id).then().statusCode(404);
      as("stella").delete("/api/requests/" + id).then().statusCode(403);
      given().delete("/api/requests/" + id).then().statusCode(401);
      as("ann")
          .delete("/api/requests/" + id)
          .then()
          .statusCode(200)
          .body("status", equalTo("cancelled"));
      as("ann")
          .delete("/api/requests/" + id)
          .then()
          .statusCode(200)
          .body("status", equalTo("cancelled"));

      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("error", "done");
      assertThat(stream.events().get(1).data()).contains("cancelled");
    }
    assertThat(stack.payloads(EventType.REQUEST_CANCELLED, id, RequestCancelled.class))
        .singleElement()
        .satisfies(cancelled -> assertThat(cancelled.by()).isEqualTo("ann"));
    assertThat(stack.payloads(EventType.REQUEST_FAILED, id, AgentState.class)).hasSize(1);
  }

  @Test
  void whatHasEndedCannotBeWithdrawn() {
    String id = ask("ann", "How much?");
    stack.say(
        EventType.QUESTION_ANSWERED,
        ServiceName.TRANSLATOR,
        id,
        published(id).answered(Traces.anAnswer()));
    awaitStatus(id, "answered");

    as("ann")
        .delete("/api/requests/" + id)
        .then()
        .statusCode(200)
        .body("status", equalTo("answered"));
    assertThat(stack.payloads(EventType.REQUEST_CANCELLED, id, RequestCancelled.class)).isEmpty();
  }

  @Test
  void aRequestOverKafkaGetsARow() {
    Request request = stack.request("How much?", "ann", "analyst");
    String id = request.requestId().toString();
    stack.say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, id, AgentState.asked(request));

    awaitStatus(id, "asked");
  }

  @Test
  void aForgedRequestOverKafkaGetsNone() throws Exception {
    Signer forger =
        new Signer(
            "gateway-1", KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
    Request forged = stack.request("How much?", "ann", "admin").signedBy(forger);
    String id = forged.requestId().toString();
    stack.say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, id, AgentState.asked(forged));
    Request genuine = stack.request("How much?", "ann", "analyst");
    for (int i = 0; i < 6; i++) {
      Request next = stack.request("How much?", "ann", "analyst");
      stack.say(
          EventType.QUESTION_ASKED,
          ServiceName.GATEWAY,
          next.requestId().toString(),
          AgentState.asked(next));
      genuine = next;
    }

    awaitStatus(genuine.requestId().toString(), "asked");
    as("ann").get("/api/requests/" + id).then().statusCode(404);
  }

  @Test
  void theSweeperEndsWhatRanOutOfTimeOnce() {
    Request request = expiring(Duration.ofSeconds(2));
    String id = request.requestId().toString();
    stack.say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, id, AgentState.asked(request));
    awaitStatus(id, "asked");
    try (SseClient stream = SseClient.open(base, token("ann"), id, null)) {
      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("error", "done");
      assertThat(stream.events().get(0).data()).contains("deadline_exceeded");
      assertThat(stream.events().get(1).data()).contains("timed_out");
    }
    awaitStatus(id, "timed_out");
    stack.say(
        EventType.ANSWER_READY,
        ServiceName.VISUALIZER,
        id,
        AgentState.asked(request).answered(Traces.anAnswer()));
    ask("ann", "How much?");

    assertThat(stack.payloads(EventType.REQUEST_FAILED, id, AgentState.class)).hasSize(1);
    as("ann").get("/api/requests/" + id).then().body("status", equalTo("timed_out"));
  }

  @Test
  void theSweeperLeavesAloneWhoseStreamHasHadItsEnd() {
    Request request = expiring(Duration.ofSeconds(2));
    String id = request.requestId().toString();
    stack.say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, id, AgentState.asked(request));
    awaitStatus(id, "asked");
    // The stream has its answer; what tells the row of it is still on its way.
    Traces traces = new Traces(stack, id);
    traces.answer();
    traces.done(Outcome.ANSWERED);
    Request later = expiring(Duration.ofSeconds(3));
    String laterId = later.requestId().toString();
    stack.say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, laterId, AgentState.asked(later));
    awaitStatus(laterId, "timed_out");

    as("ann").get("/api/requests/" + id).then().body("status", equalTo("asked"));
    assertThat(stack.payloads(EventType.REQUEST_FAILED, id, AgentState.class)).isEmpty();
    try (SseClient stream = SseClient.open(base, token("ann"), id, null)) {
      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("answer", "done");
    }
  }

  @Test
  void aRequestThatWaitsForReviewOutlivesItsDeadline() {
    Request request = expiring(Duration.ofSeconds(2));
    String id = request.requestId().toString();
    AgentState state = Waiting.until(stack, request, Instant.now().plusSeconds(60));
    stack.say(EventType.REVIEW_REQUESTED, ServiceName.POLICY, id, state);
    awaitStatus(id, "pending_review");
    Request other = expiring(Duration.ofSeconds(2));
    String otherId = other.requestId().toString();
    stack.say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, otherId, AgentState.asked(other));
    awaitStatus(otherId, "timed_out");

    as("ann").get("/api/requests/" + id).then().body("status", equalTo("pending_review"));
  }

  private AgentState published(String id) {
    Awaitility.await()
        .until(() -> !stack.payloads(EventType.QUESTION_ASKED, id, AgentState.class).isEmpty());
    return stack.payloads(EventType.QUESTION_ASKED, id, AgentState.class).get(0);
  }

  private Request expiring(Duration in) {
    Request fresh = stack.request("How much?", "ann", "analyst");
    Instant now = Instant.now();
    return new Request(
            new RequestId(Uuids.v7()),
            fresh.tenantId(),
            null,
            fresh.projectId(),
            fresh.question(),
            new Asker("ann", new TreeSet<>(Set.of("analyst"))),
            fresh.connectionId(),
            null,
            false,
            3,
            now,
            now.plus(in),
            null)
        .signedBy(stack.keys().signer(ServiceName.GATEWAY));
  }

  private static Candidate candidate(int attempt) {
    return new Candidate(
        "SELECT 1", Dialect.SQLITE, "one", SqlSource.SEMANTIC_PARSER, null, attempt);
  }

  private static void awaitStatus(String id, String status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                as("ann")
                    .get("/api/requests/" + id)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo(status)));
  }
}
