package io.nexushive.gateway.reply;

import static io.nexushive.gateway.testing.Requests.asked;
import static io.nexushive.gateway.testing.Requests.atOnce;
import static io.nexushive.gateway.testing.Requests.awaitStatus;
import static io.nexushive.gateway.testing.Requests.change;
import static io.nexushive.gateway.testing.Requests.key;
import static io.nexushive.gateway.testing.Requests.leaveBehind;
import static io.nexushive.gateway.testing.Users.as;
import static io.nexushive.gateway.testing.Users.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.nexushive.gateway.testing.SseClient;
import io.nexushive.gateway.testing.Traces;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Clarification;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReplyGiven;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReplyTest {
  private static final Clarification BACK =
      new Clarification("Which December is meant?", List.of("December 2025", "December 2024"));

  private static final String QUESTION = "How many orders were there in December?";

  Stack stack;

  @Inject TrustStore trust;

  @TestHTTPResource("/")
  URI base;

  @Test
  void aReplyBecomesPartOfTheSignedRequestAndTheStreamGoesOn() throws Exception {
    AgentState waiting = askedBack("ann");
    Traces traces = new Traces(stack, key(waiting));
    traces.done(Outcome.PENDING_REPLY);
    String paused;
    try (SseClient stream = SseClient.open(base, token("ann"), key(waiting), null)) {
      paused = stream.untilEnd().get(0).id();
    }
    as("ann")
        .get("/api/requests/" + key(waiting))
        .then()
        .body("status", equalTo("pending_reply"))
        .body("state.clarification.choices[1]", equalTo("December 2024"));
    try (SseClient stream = SseClient.open(base, token("ann"), key(waiting), paused)) {
      reply("ann", waiting, null, " December 2024 ")
          .then()
          .statusCode(202)
          .body("links.stream", notNullValue());
      Awaitility.await().until(() -> stream.names().equals(List.of("trace")));
      assertThat(stream.events().get(0).data()).contains("You said: December 2024");

      ReplyGiven given = said(waiting).get(0);
      given.verify();
      given.state().request().verify(trust, Instant.now());
      assertThat(given.state().request().replies())
          .containsExactly(new Reply(BACK.question(), Reply.Action.ANSWER, "December 2024"));
      assertThat(given.state().request().deadline()).isAfter(Instant.now().plusSeconds(30));
      awaitStatus(waiting, "replied");

      stack.say(
          EventType.QUERY_TRANSLATED,
          ServiceName.TRANSLATOR,
          key(waiting),
          given.state().translated(plan(), candidate()));
      awaitStatus(waiting, "translated");
      traces.result();
      traces.done(Outcome.ANSWERED);
      stack.say(
          EventType.ANSWER_READY,
          ServiceName.VISUALIZER,
          key(waiting),
          given.state().executed(Traces.aResult()).answered(Traces.anAnswer()));
      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("trace", "result", "done");
    }
    awaitStatus(waiting, "answered");
    reply("ann", waiting, "answer", "again").then().statusCode(409);
  }

  @Test
  void itCanBeAskedBackAgain() {
    AgentState waiting = askedBack("ann");
    reply("ann", waiting, "answer", "the latest").then().statusCode(202);
    announce(
        EventType.CLARIFICATION_REQUESTED, said(waiting).get(0).state().askedBack(plan(), BACK));
    reply("ann", waiting, "answer", "December 2025").then().statusCode(202);
    assertThat(said(waiting)).hasSize(2);
    assertThat(said(waiting).get(1).state().request().replies())
        .extracting(Reply::text)
        .containsExactly("the latest", "December 2025");
  }

  @Test
  void aPlanIsConfirmedEditedOrCancelled() {
    AgentState confirmed = planned("ann");
    for (String wrong : new String[] {null, "answer", "perhaps"}) {
      reply("ann", confirmed, wrong, "x").then().statusCode(400);
    }
    reply("ann", confirmed, "edit", " ").then().statusCode(400);
    reply("ann", confirmed, "confirm", null).then().statusCode(202);
    assertThat(said(confirmed).get(0).state().candidate()).isEqualTo(candidate());
    assertThat(said(confirmed).get(0).action()).isEqualTo("confirm");

    AgentState edited = planned("ann");
    reply("ann", edited, "edit", "Profit by region").then().statusCode(202);
    assertThat(said(edited).get(0).text()).isEqualTo("Profit by region");

    AgentState cancelled = planned("ann");
    reply("ann", cancelled, "cancel", null).then().statusCode(202);
    awaitStatus(cancelled, "cancelled");
    assertThat(said(cancelled)).isEmpty();
    reply("ann", cancelled, "confirm", null).then().statusCode(409);
  }

  @Test
  void onlyTheAskerReplies() {
    AgentState waiting = askedBack("ann");
    given()
        .contentType("application/json")
        .body(Map.of("text", "2024"))
        .post("/api/requests/" + key(waiting) + "/reply")
        .then()
        .statusCode(401);
    reply("bob", waiting, "answer", "2024").then().statusCode(404);
    reply("stella", waiting, "answer", "2024")
        .then()
        .statusCode(403)
        .body("detail", containsString("Only the asker"));
    // An auditor asks nothing, so there is nothing that he replies to.
    reply("aurel", waiting, "answer", "2024").then().statusCode(403);
    assertThat(said(waiting)).isEmpty();
  }

  @Test
  void aReplyHasWords() {
    AgentState waiting = askedBack("ann");
    reply("ann", waiting, "answer", null).then().statusCode(400);
    reply("ann", waiting, "answer", "  ").then().statusCode(400);
    reply("ann", waiting, "confirm", null).then().statusCode(400);
    reply("ann", waiting, "answer", "x".repeat(2_001)).then().statusCode(413);
    as("ann")
        .contentType("application/json")
        .post("/api/requests/" + key(waiting) + "/reply")
        .then()
        .statusCode(400);
    as("ann")
        .contentType("application/json")
        .body(Map.of("text", "x"))
        .post("/api/requests/nonsense/reply")
        .then()
        .statusCode(404);
    assertThat(said(waiting)).isEmpty();
  }

  @Test
  void oneOfManyRepliesIsTaken() throws Exception {
    AgentState waiting = askedBack("ann");
    String ann = token("ann");
    List<Integer> codes =
        atOnce(
            6,
            i ->
                given()
                    .header("Authorization", "Bearer " + ann)
                    .contentType("application/json")
                    .body(Map.of("text", "answer " + i))
                    .post("/api/requests/" + key(waiting) + "/reply")
                    .statusCode());
    assertThat(codes).containsOnlyOnce(202);
    assertThat(codes.stream().filter(code -> code == 409)).hasSize(5);
    assertThat(said(waiting)).hasSize(1);
  }

  @Test
  void theDeadlineStandsStillWhileItWaitsAndTheWaitEnds() throws SQLException {
    AgentState waiting = askedBack("ann");
    new Traces(stack, key(waiting)).done(Outcome.PENDING_REPLY);
    makeOlder(waiting, "2 hours");
    Awaitility.await()
        .during(java.time.Duration.ofSeconds(3))
        .atMost(java.time.Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                as("ann")
                    .get("/api/requests/" + key(waiting))
                    .then()
                    .body("status", equalTo("pending_reply")));
    makeOlder(waiting, "23 hours");

    awaitStatus(waiting, "timed_out");
    as("ann")
        .get("/api/requests/" + key(waiting))
        .then()
        .body("state.failures[0].code", equalTo("reply_expired"));
    reply("ann", waiting, "answer", "2024")
        .then()
        .statusCode(410)
        .body("code", equalTo("reply_expired"));
    assertThat(said(waiting)).isEmpty();
  }

  @Test
  void whatTheTopicForgotOfAWaitIsToldFromTheRow() {
    AgentState waiting = askedBack("ann");
    try (SseClient stream = SseClient.open(base, token("ann"), key(waiting), null)) {
      List<SseClient.Event> events = stream.untilEnd();
      assertThat(events)
          .extracting(SseClient.Event::name)
          .containsExactly("plan", "clarification", "done");
      assertThat(events.get(1).data()).contains("December 2024");
      assertThat(events.get(2).data()).contains("pending_reply");
    }
  }

  @Test
  void aReplyThatACrashLeftBehindIsPublished() throws SQLException {
    AgentState waiting = askedBack("ann");
    reply("ann", waiting, "answer", "2024").then().statusCode(202);
    ReplyGiven given = said(waiting).get(0);
    String eventId = ReplyGiven.eventId(waiting.request()).toString();
    leaveBehind(stack, EventType.REPLY_GIVEN, eventId, waiting, given);
    Awaitility.await().untilAsserted(() -> assertThat(said(waiting)).hasSize(2));
    assertThat(
            stack.read(EventType.REPLY_GIVEN.topic(), r -> key(waiting).equals(r.key())).stream()
                .map(r -> new String(r.headers().lastHeader("ce_id").value()))
                .distinct())
        .containsExactly(eventId);
  }

  private AgentState askedBack(String asker) {
    return announce(
        EventType.CLARIFICATION_REQUESTED, asked(stack, asker, QUESTION).askedBack(plan(), BACK));
  }

  private AgentState planned(String asker) {
    return announce(
        EventType.PLAN_PROPOSED, asked(stack, asker, QUESTION).translated(plan(), candidate()));
  }

  private AgentState announce(EventType type, AgentState waiting) {
    stack.say(type, ServiceName.TRANSLATOR, key(waiting), waiting);
    awaitStatus(waiting, "pending_reply");
    return waiting;
  }

  private static Plan plan() {
    return new Plan(
        Plan.Intent.DATA,
        List.of("sales"),
        List.of(),
        List.of("Count orders."),
        List.of(),
        List.of(),
        0.9);
  }

  private static Candidate candidate() {
    return new Candidate(
        "SELECT COUNT(*) FROM sales",
        Dialect.SQLITE,
        "Counts orders.",
        SqlSource.SEMANTIC_PARSER,
        null,
        1);
  }

  private static Response reply(String who, AgentState waiting, String action, String text) {
    Map<String, String> body = new HashMap<>();
    body.put("action", action);
    body.put("text", text);
    return as(who)
        .contentType("application/json")
        .body(body)
        .post("/api/requests/" + key(waiting) + "/reply");
  }

  private List<ReplyGiven> said(AgentState waiting) {
    return stack.payloads(EventType.REPLY_GIVEN, key(waiting), ReplyGiven.class);
  }

  private void makeOlder(AgentState waiting, String time) throws SQLException {
    change(
        stack,
        "UPDATE gateway.requests SET deadline = deadline - ?::interval WHERE request_id = ?::uuid",
        time,
        key(waiting));
  }
}
