package io.nexushive.gateway.review;

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
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.nexushive.gateway.request.Upkeep;
import io.nexushive.gateway.testing.SseClient;
import io.nexushive.gateway.testing.Traces;
import io.nexushive.gateway.testing.Waiting;
import io.nexushive.local.postgres.Role;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Grant;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReviewDecided;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReviewTest {
  Stack stack;

  @Inject TrustStore trust;

  @TestHTTPResource("/")
  URI base;

  @Inject Upkeep upkeep;

  @Test
  void theInboxShowsEachWhatIsHisToSee() {
    AgentState waiting = waiting("ann");
    String id = id(waiting);

    as("stella")
        .get("/api/reviews?limit=100")
        .then()
        .statusCode(200)
        .body("reviews.review_id", hasItem(id))
        .body("open", greaterThan(0));
    as("adam").get("/api/reviews?limit=100").then().body("reviews.review_id", hasItem(id));
    as("ann")
        .get("/api/reviews?limit=100")
        .then()
        .body("reviews.review_id", hasItem(id))
        .body("open", equalTo(0))
        .body("reviews.find { it.review_id == '" + id + "' }.may_decide", equalTo(false));
    for (String other : List.of("bob", "vera", "aurel")) {
      as(other)
          .get("/api/reviews?limit=100")
          .then()
          .statusCode(200)
          .body("reviews.review_id", not(hasItem(id)))
          .body("open", equalTo(0));
    }
    given().get("/api/reviews").then().statusCode(401);
    as("stella").get("/api/reviews?status=nonsense").then().statusCode(400);
    as("stella").get("/api/reviews?limit=0").then().statusCode(400);
    as("stella").get("/api/reviews?cursor=nonsense").then().statusCode(404);
  }

  @Test
  void theInboxHasPages() {
    String older = id(waiting("ann"));
    String newer = id(waiting("bob"));

    Response first = as("stella").get("/api/reviews?limit=1");
    first.then().body("reviews.review_id", equalTo(List.of(newer)));
    String next = first.path("next_cursor");
    as("stella")
        .get("/api/reviews?limit=1&cursor=" + next)
        .then()
        .body("reviews.review_id", equalTo(List.of(older)));
  }

  @Test
  void aReviewShowsWhatADecisionRestsOnAndNoSignature() {
    AgentState waiting = waiting("ann");

    for (String reader : List.of("ann", "stella", "adam")) {
      as(reader)
          .get("/api/reviews/" + id(waiting))
          .then()
          .statusCode(200)
          .body("review.question", equalTo("List all names"))
          .body("review.asker", equalTo("ann"))
          .body("review.asker_roles", equalTo(List.of("analyst")))
          .body("review.status", equalTo("open"))
          .body("review.request_id", equalTo(key(waiting)))
          .body("review.expires_at", notNullValue())
          .body("review.may_decide", equalTo(!reader.equals("ann")))
          .body("candidate.sql", equalTo(Waiting.ASKED))
          .body("verdict.sql", equalTo(Waiting.TO_RUN))
          .body("verdict.reasons[0].rule", equalTo("row-level"))
          .body("verdict.lineage[0].table", equalTo("sales"))
          .body(not(containsString("signature")));
    }
    for (String other : List.of("bob", "vera", "aurel")) {
      as(other).get("/api/reviews/" + id(waiting)).then().statusCode(404);
    }
    given().get("/api/reviews/" + id(waiting)).then().statusCode(401);
    as("stella").get("/api/reviews/nonsense").then().statusCode(404);
    as("stella").get("/api/reviews/" + Uuids.v7()).then().statusCode(404);
    as("ann")
        .get("/api/requests/" + key(waiting))
        .then()
        .body("state.ticket", nullValue())
        .body("deadline", notNullValue());
  }

  @Test
  void anApprovalIsSignedAndTheStreamGoesOn() throws Exception {
    AgentState waiting = waiting("ann");
    Traces traces = new Traces(stack, key(waiting));
    traces.step("policy");
    traces.done(Outcome.PENDING_REVIEW);
    String paused;
    try (SseClient stream = SseClient.open(base, token("ann"), key(waiting), null)) {
      paused = stream.untilEnd().get(1).id();
    }
    try (SseClient stream = SseClient.open(base, token("ann"), key(waiting), paused)) {
      decide("stella", waiting, "approve", "for the audit")
          .then()
          .statusCode(200)
          .body("review.status", equalTo("approved"))
          .body("review.decided_by", equalTo("stella"))
          .body("review.reason", equalTo("for the audit"))
          .body("review.may_decide", equalTo(false));
      Awaitility.await().until(() -> stream.names().equals(List.of("trace")));
      assertThat(stream.events().get(0).data()).contains("stella has approved this");

      ReviewDecided decided = said(waiting).get(0);
      decided.verify(trust, Instant.now());
      decided.state().request().verify(trust, Instant.now());
      assertThat(decided.approved()).isTrue();
      assertThat(decided.steward()).isEqualTo("stella");
      assertThat(decided.stewardRoles()).containsExactly("steward");
      assertThat(decided.state().request().deadline()).isAfter(Instant.now().plusSeconds(30));
      assertThat(decided.state().ticket()).isEqualTo(waiting.ticket());
      awaitStatus(waiting, "reviewed");

      policyGrants(decided.state());
      awaitStatus(waiting, "approved");
      AgentState answered = decided.state().executed(Traces.aResult()).answered(Traces.anAnswer());
      traces.result();
      traces.done(Outcome.ANSWERED);
      stack.say(EventType.ANSWER_READY, ServiceName.VISUALIZER, key(waiting), answered);

      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("trace", "result", "done");
    }
    awaitStatus(waiting, "answered");
    awaitEmptyOutbox(waiting);
  }

  @Test
  void aRejectionNeedsAReason() {
    AgentState waiting = waiting("ann");
    decide("stella", waiting, "reject", null).then().statusCode(400);
    decide("stella", waiting, "reject", "  ")
        .then()
        .statusCode(400)
        .body("detail", containsString("reason"));
    decide("stella", waiting, "maybe", "x").then().statusCode(400);
    decide("stella", waiting, "approve", "x".repeat(1_001)).then().statusCode(413);
    as("stella")
        .contentType("application/json")
        .post("/api/reviews/" + id(waiting) + "/decision")
        .then()
        .statusCode(400);

    decide("adam", waiting, "reject", "Ask for a sum.")
        .then()
        .statusCode(200)
        .body("review.status", equalTo("rejected"));
    assertThat(said(waiting).get(0).approved()).isFalse();
    assertThat(said(waiting).get(0).reason()).isEqualTo("Ask for a sum.");
  }

  @Test
  void nobodyDecidesOnWhatHeAskedOrWithoutTheRole() {
    AgentState own = waiting("stella");
    decide("stella", own, "approve", null)
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"))
        .body("detail", containsString("yourself"));
    as("stella")
        .get("/api/reviews/" + id(own))
        .then()
        .statusCode(200)
        .body("review.may_decide", equalTo(false));
    AgentState anns = waiting("ann");
    decide("ann", anns, "approve", null).then().statusCode(403);
    for (String other : List.of("bob", "vera", "aurel")) {
      decide(other, anns, "approve", null).then().statusCode(404);
    }
    given()
        .contentType("application/json")
        .body(Map.of("decision", "approve"))
        .post("/api/reviews/" + id(anns) + "/decision")
        .then()
        .statusCode(401);
    assertThat(said(own)).isEmpty();
    assertThat(said(anns)).isEmpty();
  }

  @Test
  void oneOfManyDecisionsIsTaken() throws Exception {
    AgentState waiting = waiting("ann");
    String stella = token("stella");
    String adam = token("adam");
    List<Integer> codes =
        atOnce(
            8,
            i ->
                given()
                    .header("Authorization", "Bearer " + (i % 2 == 0 ? stella : adam))
                    .contentType("application/json")
                    .body(Map.of("decision", i % 2 == 0 ? "approve" : "reject", "reason", "x"))
                    .post("/api/reviews/" + id(waiting) + "/decision")
                    .statusCode());

    assertThat(codes).containsOnlyOnce(200).contains(409);
    assertThat(codes.stream().filter(code -> code == 409)).hasSize(7);
    assertThat(said(waiting)).hasSize(1);
    decide("stella", waiting, "approve", null)
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"))
        .body("detail", containsString("already"));
  }

  @Test
  void whatNobodyDecidesEndsWithTheTicketAndNotBefore() throws SQLException {
    Request request = request("ann", Instant.now().plusMillis(500));
    AgentState waiting = announce(Waiting.until(stack, request, Instant.now().plusSeconds(3_600)));
    Traces traces = new Traces(stack, key(waiting));
    traces.done(Outcome.PENDING_REVIEW);
    String paused;
    try (SseClient stream = SseClient.open(base, token("ann"), key(waiting), null)) {
      paused = stream.untilEnd().get(0).id();
    }
    Awaitility.await().until(() -> Instant.now().isAfter(request.deadline().plusMillis(1_500)));
    awaitStatus(waiting, "pending_review");
    try (SseClient stream = SseClient.open(base, token("ann"), key(waiting), paused)) {
      letAnHourPass(waiting);
      List<SseClient.Event> events = stream.untilEnd();
      assertThat(events).extracting(SseClient.Event::name).containsExactly("error", "done");
      assertThat(events.get(0).data()).contains("review_expired").contains("No steward");
      assertThat(events.get(1).data()).contains("timed_out");
    }

    awaitStatus(waiting, "timed_out");
    decide("stella", waiting, "approve", null)
        .then()
        .statusCode(410)
        .body("code", equalTo("review_expired"));
    as("stella")
        .get("/api/reviews?status=all&limit=100")
        .then()
        .body("reviews.find { it.review_id == '" + id(waiting) + "' }.status", equalTo("expired"));
    as("stella")
        .get("/api/reviews?limit=100")
        .then()
        .body("reviews.review_id", not(hasItem(id(waiting))));
    assertThat(said(waiting)).isEmpty();
  }

  @Test
  void whatIsWithdrawnCannotBeDecided() {
    AgentState waiting = waiting("ann");
    as("ann").delete("/api/requests/" + key(waiting)).then().statusCode(200);

    decide("stella", waiting, "approve", null)
        .then()
        .statusCode(409)
        .body("detail", containsString("withdrawn"));
    as("stella")
        .get("/api/reviews/" + id(waiting))
        .then()
        .body("review.status", equalTo("withdrawn"));
    assertThat(said(waiting)).isEmpty();
  }

  @Test
  void whatARetiredKeySignedSaysThatItHasToBeAskedAgain() {
    AgentState waiting = waiting("ann");
    stack.keys().rotate(ServiceName.POLICY, Duration.ofHours(1), Duration.ofSeconds(2));
    // While the keys overlap nothing changes.
    as("stella").get("/api/reviews/" + id(waiting)).then().body("review.status", equalTo("open"));
    stack.keys().retire(waiting.ticket().signature().kid());
    Awaitility.await()
        .untilAsserted(
            () ->
                as("stella")
                    .get("/api/reviews/" + id(waiting))
                    .then()
                    .body("review.status", not(equalTo("open"))));

    for (String reader : List.of("ann", "stella")) {
      as(reader)
          .get("/api/reviews/" + id(waiting))
          .then()
          .body("review.status", equalTo("invalid"))
          .body("review.may_decide", equalTo(false))
          .body("review.advice", containsString("has to be asked again"));
    }
    as("stella")
        .contentType("application/json")
        .body(Map.of("decision", "approve"))
        .post("/api/reviews/" + id(waiting) + "/decision")
        .then()
        .statusCode(409)
        .body("detail", containsString("has to be asked again"));
    assertThat(said(waiting)).isEmpty();

    upkeep.endUnbelieved(Instant.now());

    awaitStatus(waiting, "timed_out");
    as("ann")
        .get("/api/reviews/" + id(waiting))
        .then()
        .body("review.status", equalTo("expired"))
        .body("review.advice", containsString("has to be asked again"));
    // Under the new key reviews go on.
    as("stella")
        .contentType("application/json")
        .body(Map.of("decision", "approve"))
        .post("/api/reviews/" + id(waiting("ann")) + "/decision")
        .then()
        .statusCode(200);
  }

  @Test
  void aProgramsAttributesArePartOfWhatTheGatewaySignsForIt() throws Exception {
    Signer robot = StackResource.robot(stack);
    Request asked = stack.request("List all names", StackResource.ROBOT, "analyst").signedBy(robot);
    AgentState waiting = Waiting.until(stack, asked, Instant.now().plusSeconds(600));
    announce(waiting);
    as("stella")
        .contentType("application/json")
        .body(Map.of("decision", "approve"))
        .post("/api/reviews/" + id(waiting) + "/decision")
        .then()
        .statusCode(200);

    Awaitility.await().until(() -> !said(waiting).isEmpty());
    Request renewed = said(waiting).get(0).state().request();
    renewed.verify(stack.keys().trustStore(), Instant.now());
    assertThat(renewed.asker().attributes()).isEqualTo(Map.of("segments", List.of("Public")));
  }

  @Test
  void aForgedTicketIsNoReview() {
    Request request = request("ann", Instant.now().plusSeconds(60));
    AgentState forged =
        Waiting.until(
            request, Instant.now().plusSeconds(60), stack.keys().signer(ServiceName.EXECUTOR));
    AgentState genuine =
        Waiting.until(
            stack, request("ann", Instant.now().plusSeconds(60)), Instant.now().plusSeconds(60));
    AgentState swapped =
        AgentState.asked(request)
            .translated(null, forged.candidate())
            .waiting((Verdict.ReviewRequired) forged.verdict(), genuine.ticket());
    stack.say(EventType.REVIEW_REQUESTED, ServiceName.POLICY, key(forged), forged);
    stack.say(EventType.REVIEW_REQUESTED, ServiceName.POLICY, key(swapped), swapped);
    announce(genuine);
    // One partition may be read after another; a second one on the first's is read after it.
    announce(Waiting.until(stack, request, Instant.now().plusSeconds(60)));

    as("stella").get("/api/reviews/" + id(forged)).then().statusCode(404);
  }

  @Test
  void aWaitThatPolicyBeganAnewCanBeDecidedAgain() throws Exception {
    AgentState waiting = waiting("ann");
    decide("stella", waiting, "approve", null).then().statusCode(200);
    AgentState again =
        announce(
            Waiting.until(
                stack, said(waiting).get(0).state().request(), Instant.now().plusSeconds(60)));
    awaitStatus(again, "pending_review");

    decide("stella", waiting, "approve", null).then().statusCode(409);
    decide("stella", again, "approve", null).then().statusCode(200);
    assertThat(said(waiting)).hasSize(2);
  }

  @Test
  void aDecisionThatACrashLeftBehindIsPublished() throws SQLException {
    AgentState waiting = waiting("ann");
    decide("stella", waiting, "approve", null).then().statusCode(200);
    awaitEmptyOutbox(waiting);
    ReviewDecided decided = said(waiting).get(0);
    String eventId = ReviewDecided.eventId(waiting.ticket()).toString();
    leaveBehind(stack, EventType.REVIEW_DECIDED, eventId, waiting, decided);

    Awaitility.await().untilAsserted(() -> assertThat(said(waiting)).hasSize(2));
    assertThat(
            stack.read(EventType.REVIEW_DECIDED.topic(), r -> key(waiting).equals(r.key())).stream()
                .map(r -> new String(r.headers().lastHeader("ce_id").value()))
                .distinct())
        .containsExactly(eventId);
    awaitEmptyOutbox(waiting);
  }

  @Test
  void whatTheTopicForgotOfAWaitIsToldFromTheRow() {
    AgentState waiting = waiting("ann");
    String seen;
    try (SseClient stream = SseClient.open(base, token("ann"), key(waiting), null)) {
      List<SseClient.Event> events = stream.untilEnd();
      assertThat(events)
          .extracting(SseClient.Event::name)
          .containsExactly("sql", "verdict", "review_required", "done");
      assertThat(events.get(2).data()).contains(id(waiting));
      assertThat(events.get(3).data()).contains("pending_review");
      seen = events.get(3).id();
    }
    try (SseClient stream = SseClient.open(base, token("ann"), key(waiting), seen)) {
      decide("stella", waiting, "approve", null).then().statusCode(200);
      Awaitility.await().until(() -> stream.names().equals(List.of("trace")));
      assertThat(stream.ended()).isFalse();
    }
    assertThat(traces(waiting)).hasSize(1);
  }

  @Test
  void aDecisionThatNobodyFollowsEndsAtItsOwnDeadline() throws SQLException {
    AgentState waiting = waiting("ann");
    new Traces(stack, key(waiting)).done(Outcome.PENDING_REVIEW);
    decide("stella", waiting, "approve", null).then().statusCode(200);
    as("ann")
        .get("/api/requests/" + key(waiting))
        .then()
        .body("status", equalTo("reviewed"))
        .body("deadline", lessThanOrEqualTo(Instant.now().plusSeconds(61).toString()));
    letAnHourPass(waiting);

    awaitStatus(waiting, "timed_out");
  }

  private void letAnHourPass(AgentState waiting) throws SQLException {
    for (String earlier :
        List.of(
            "UPDATE gateway.reviews SET expires_at = expires_at - interval '61 minutes'",
            "UPDATE gateway.requests SET deadline = deadline - interval '61 minutes'")) {
      change(stack, earlier + " WHERE request_id = ?::uuid", key(waiting));
    }
  }

  private AgentState waiting(String asker) {
    Request request = asked(stack, asker, "List all names").request();
    return announce(Waiting.until(stack, request, Instant.now().plusSeconds(3_600)));
  }

  private AgentState announce(AgentState waiting) {
    stack.say(EventType.REVIEW_REQUESTED, ServiceName.POLICY, key(waiting), waiting);
    Awaitility.await()
        .until(() -> as("adam").get("/api/reviews/" + id(waiting)).statusCode() == 200);
    return waiting;
  }

  private Request request(String asker, Instant deadline) {
    Request fresh = stack.request("List all names", asker, "analyst");
    return new Request(
            new RequestId(Uuids.v7()),
            fresh.tenantId(),
            null,
            fresh.projectId(),
            fresh.question(),
            fresh.asker(),
            fresh.connectionId(),
            null,
            false,
            3,
            Instant.now(),
            deadline,
            null)
        .signedBy(stack.keys().signer(ServiceName.GATEWAY));
  }

  private void policyGrants(AgentState waiting) {
    Verdict.ReviewRequired review = waiting.verdict().fold(a -> null, r -> r, d -> null);
    Grant grant =
        Grant.issue(
            UUID.randomUUID(),
            waiting.request(),
            review.sql(),
            review.obligations(),
            waiting.request().deadline(),
            stack.keys().signer(ServiceName.POLICY));
    stack.say(
        EventType.QUERY_APPROVED,
        ServiceName.POLICY,
        key(waiting),
        waiting.granted(
            new Verdict.Allowed(
                review.sql(),
                review.obligations(),
                review.basis(),
                review.reasons(),
                review.lineage()),
            grant));
  }

  private static Response decide(String who, AgentState waiting, String decision, String reason) {
    Map<String, String> body = new java.util.HashMap<>();
    body.put("decision", decision);
    body.put("reason", reason);
    return as(who)
        .contentType("application/json")
        .body(body)
        .post("/api/reviews/" + id(waiting) + "/decision");
  }

  private List<ReviewDecided> said(AgentState waiting) {
    return stack.payloads(EventType.REVIEW_DECIDED, key(waiting), ReviewDecided.class);
  }

  private List<TraceEvent> traces(AgentState waiting) {
    return stack.traces(key(waiting));
  }

  private void awaitEmptyOutbox(AgentState waiting) {
    Awaitility.await()
        .untilAsserted(
            () -> {
              try (Connection connection = stack.postgres().connect(Role.NEXUS_GATEWAY);
                  PreparedStatement statement =
                      connection.prepareStatement(
                          "SELECT count(*) FROM gateway.outbox WHERE key = ?")) {
                statement.setString(1, key(waiting));
                try (java.sql.ResultSet row = statement.executeQuery()) {
                  row.next();
                  assertThat(row.getInt(1)).isZero();
                }
              }
            });
  }

  private static String id(AgentState waiting) {
    return waiting.ticket().id().toString();
  }
}
