package io.nexushive.gateway.knowledge;

import static io.nexushive.gateway.testing.Users.as;
import static io.nexushive.gateway.testing.Users.ask;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.testing.Definitions;
import io.nexushive.gateway.testing.Traces;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.FeedbackGiven;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PolicyDouble.class, restrictToAnnotatedClass = true)
class KnowledgeTest {
  private static final String DEFINED = "SELECT sum(net) FROM sales WHERE region = 'EMEA' AND ";

  Stack stack;

  @Inject TrustStore trust;
  @Inject ConnectionDirectory directory;

  @Test
  void feedbackIsKeptAndTold() {
    String request = answered("ann", "Feedback only?");

    feedback("ann", request, Map.of("helpful", false, "reason", " wrong year "))
        .then()
        .statusCode(201)
        .body("knowledge_id", nullValue());
    FeedbackGiven told =
        stack.payloads(EventType.FEEDBACK_GIVEN, request, FeedbackGiven.class).get(0);
    assertThat(told.by()).isEqualTo("ann");
    assertThat(told.helpful()).isFalse();
    assertThat(told.reason()).isEqualTo("wrong year");
  }

  @Test
  void feedbackIsTheAskersOnFinishedAnswers() {
    String request = answered("ann", "Whose feedback?");
    Map<String, Object> up = Map.of("helpful", true);

    given()
        .contentType("application/json")
        .body(Map.of("request_id", request, "helpful", true))
        .post("/api/feedback")
        .then()
        .statusCode(401);
    feedback("aurel", request, up).then().statusCode(403);
    feedback("bob", request, up).then().statusCode(404);
    feedback("stella", request, up).then().statusCode(403);
    feedback("ann", UUID.randomUUID().toString(), up).then().statusCode(404);
    feedback("ann", ask("ann", "Still open?"), up).then().statusCode(409);
    feedback("ann", request, Map.of()).then().statusCode(400);
    feedback("ann", request, Map.of("helpful", true, "reason", "x".repeat(1_001)))
        .then()
        .statusCode(413);
    feedback("ann", request, Map.of("helpful", true, "corrected_sql", " ")).then().statusCode(400);
    feedback("ann", request, Map.of("helpful", true, "corrected_sql", "x".repeat(20_001)))
        .then()
        .statusCode(413);
    as("ann").contentType("application/json").post("/api/feedback").then().statusCode(400);
  }

  @Test
  void whatPolicyDeniesIsNoCandidate() {
    PolicyDouble.deny("forbidden_column");
    String request = answered("ann", "Denied correction?");

    correct("ann", request, "SELECT forbidden_column FROM sales")
        .then()
        .statusCode(422)
        .body("code", equalTo("sql_rejected"))
        .body("detail", containsString("Nobody may use forbidden_column"));
    assertThat(stack.payloads(EventType.FEEDBACK_GIVEN, request, FeedbackGiven.class)).isEmpty();
  }

  @Test
  void anApprovedCorrectionIsAnnouncedSigned() {
    String id = candidate("ann", "How much in EMEA, signed?", DEFINED + "signed = 1");
    as("ann").get(path(id)).then().statusCode(200).body("state", equalTo("candidate"));
    assertThat(said(id)).isEmpty();

    decide("stella", id, "approve", null)
        .then()
        .statusCode(200)
        .body("state", equalTo("approved"))
        .body("decided_by", equalTo("stella"))
        .body("may_decide", equalTo(false));

    KnowledgeChanged changed = said(id).get(0);
    changed.verify(trust, Instant.now());
    assertThat(changed.question()).isEqualTo("How much in EMEA, signed?");
    assertThat(changed.approvedBy()).isEqualTo("stella");
    KnowledgeChanged.Literal literal = changed.literals().get(0);
    assertThat(changed.sql().substring(literal.start(), literal.end())).isEqualTo("'EMEA'");
    decide("stella", id, "approve", null).then().statusCode(409);
    decide("stella", id, "reject", "late").then().statusCode(409);
  }

  @Test
  void stewardsDecideAndNotOnTheirOwn() {
    String anns = candidate("ann", "Who decides?", DEFINED + "who = 1");
    String stellas = candidate("stella", "Who decides on a steward's?", DEFINED + "who = 2");

    for (String verb : List.of("approve", "reject", "retire")) {
      given()
          .contentType("application/json")
          .body(Map.of("reason", "x"))
          .post(path(anns) + "/" + verb)
          .then()
          .statusCode(401);
      for (String other : List.of("ann", "bob", "vera", "aurel", "adam")) {
        decide(other, anns, verb, "x").then().statusCode(403);
      }
      decide("stella", UUID.randomUUID().toString(), verb, "x").then().statusCode(404);
      decide("stella", "nonsense", verb, "x").then().statusCode(404);
    }
    decide("stella", stellas, "approve", null)
        .then()
        .statusCode(403)
        .body("detail", containsString("another steward"));
    decide("stella", stellas, "reject", "x").then().statusCode(403);
    decide("stella", anns, "retire", "x").then().statusCode(409);
    decide("stella", anns, "reject", " ").then().statusCode(400);
    decide("stella", anns, "reject", "x".repeat(1_001)).then().statusCode(413);
    decide("stella", anns, "reject", "Counts refunds.").then().statusCode(200);
    as("ann")
        .get(path(anns))
        .then()
        .body("state", equalTo("rejected"))
        .body("reason", equalTo("Counts refunds."));
  }

  @Test
  void theListShowsEachWhatIsHisToSee() {
    String approved = candidate("ann", "Listed approved?", DEFINED + "listed = 1");
    decide("stella", approved, "approve", null).then().statusCode(200);
    String open = candidate("ann", "Listed open?", DEFINED + "listed = 2");

    as("stella").get("/api/knowledge?q=LISTED").then().body(ids(), hasItem(open));
    as("ann").get("/api/knowledge?q=listed").then().body(ids(), hasItem(open));
    as("bob")
        .get("/api/knowledge?q=listed")
        .then()
        .statusCode(200)
        .body(ids(), equalTo(List.of(approved)));
    as("bob").get(path(open)).then().statusCode(404);
    as("bob").get(path(approved)).then().statusCode(200);
    as("stella")
        .get("/api/knowledge?q=listed&state=candidate")
        .then()
        .body(ids(), equalTo(List.of(open)));
    Response first = as("stella").get("/api/knowledge?q=listed&limit=1");
    first.then().body(ids(), equalTo(List.of(open)));
    as("stella")
        .get("/api/knowledge?q=listed&limit=1&cursor=" + first.path("next_cursor"))
        .then()
        .body(ids(), equalTo(List.of(approved)));
    given().get("/api/knowledge").then().statusCode(401);
    given().get(path(approved)).then().statusCode(401);
    as("aurel").get("/api/knowledge").then().statusCode(403);
    as("aurel").get(path(approved)).then().statusCode(403);
    as("stella").get("/api/knowledge?limit=0").then().statusCode(400);
    as("stella").get("/api/knowledge?state=nonsense").then().statusCode(400);
    as("stella").get("/api/knowledge?cursor=nonsense").then().statusCode(404);
  }

  @Test
  void privateConnectionsHaveNoCandidates() {
    connection("knowledge-anns", "ann");
    String request = answered("ann", "On my own connection?", "knowledge-anns");

    correct("ann", request, "SELECT 1")
        .then()
        .statusCode(409)
        .body("detail", containsString("yours alone"));
  }

  @Test
  void knowledgeOfAConnectionThatBecamePrivateIsItsOwners() {
    connection("knowledge-moved", null);
    String request = answered("ann", "Moved away?", "knowledge-moved");
    String id = correct("ann", request, DEFINED + "moved = 1").path("knowledge_id");
    decide("stella", id, "approve", null).then().statusCode(200);
    as("bob").get(path(id)).then().statusCode(200);

    connection("knowledge-moved", "ann");

    as("ann").get(path(id)).then().statusCode(200);
    for (String other : List.of("bob", "stella")) {
      as(other).get(path(id)).then().statusCode(404);
      as(other).get("/api/knowledge?q=moved").then().body(ids(), not(hasItem(id)));
    }
    choose("bob", id, "knowledge-moved").then().statusCode(404);
  }

  @Test
  void whatPolicyDeniesFromNowOnRetiresWithTheReason() {
    String stays = candidate("ann", "Stays in use?", DEFINED + "stays = 1");
    String goes = candidate("ann", "Goes out of use?", DEFINED + "later_forbidden = 1");
    decide("stella", stays, "approve", null).then().statusCode(200);
    decide("stella", goes, "approve", null).then().statusCode(200);

    PolicyDouble.deny("later_forbidden");

    Awaitility.await().until(() -> said(goes).size() == 2);
    KnowledgeChanged gone = said(goes).get(1);
    gone.verify(trust, Instant.now());
    assertThat(gone.retired()).isTrue();
    assertThat(gone.revision()).isGreaterThan(said(goes).get(0).revision());
    assertThat(gone.sql()).isNull();
    as("ann")
        .get(path(goes))
        .then()
        .body("state", equalTo("retired"))
        .body("decided_by", nullValue())
        .body("reason", containsString("Nobody may use later_forbidden"));
    as("ann").get(path(stays)).then().body("state", equalTo("approved"));
    choose("ann", goes, "demo").then().statusCode(404);
  }

  @Test
  void aConnectionsEndRetiresItsKnowledge() {
    connection("knowledge-ends", null);
    String request = answered("ann", "Ends with it?", "knowledge-ends");
    String id = correct("ann", request, DEFINED + "ends = 1").path("knowledge_id");
    decide("stella", id, "approve", null).then().statusCode(200);

    directory.remove(new ConnectionId("knowledge-ends"));

    Awaitility.await().until(() -> said(id).size() == 2);
    assertThat(said(id).get(1).retired()).isTrue();
  }

  @Test
  void anotherQueryForTheSameQuestionReplacesTheFirst() {
    String first = candidate("ann", "Which one holds?", DEFINED + "holds = 1");
    String second = candidate("bob", "which one holds?", DEFINED + "holds = 2");
    decide("stella", first, "approve", null).then().statusCode(200);
    decide("stella", second, "approve", null).then().statusCode(200);

    as("stella").get(path(first)).then().body("state", equalTo("retired"));
    as("stella").get(path(second)).then().body("state", equalTo("approved"));
    assertThat(said(first).get(1).retired()).isTrue();
    decide("stella", second, "retire", null).then().statusCode(400);
    decide("stella", second, "retire", "Both were wrong.").then().statusCode(200);
    assertThat(said(second).get(1).retired()).isTrue();
  }

  @Test
  void theSameProposalIsOneCandidate() {
    String once = candidate("ann", "Proposed twice?", DEFINED + "twice = 1");
    assertThat(candidate("bob", "Proposed twice?", DEFINED + "twice = 1")).isEqualTo(once);
  }

  @Test
  void theAnswersOwnSqlCanBeProposed() {
    String request = answered("ann", "Is it right as it is?");
    String id =
        feedback("ann", request, Map.of("helpful", true, "propose", true)).path("knowledge_id");
    as("ann").get(path(id)).then().body("sql", equalTo("SELECT answered FROM sales"));
    feedback(
            "ann",
            request,
            Map.of("helpful", true, "propose", true, "corrected_sql", "SELECT 1 FROM sales"))
        .then()
        .statusCode(400);
  }

  @Test
  void aQueryCanBeAskedAgainWithOtherValues() {
    String id = candidate("ann", "Chosen with values?", DEFINED + "chosen = 1");
    choose("bob", id, "demo").then().statusCode(404);
    decide("stella", id, "approve", null).then().statusCode(200);

    String request = choose("bob", id, "demo").then().statusCode(202).extract().path("request_id");

    AgentState asked = stack.payloads(EventType.QUESTION_ASKED, request, AgentState.class).get(0);
    asked.request().verify(trust, Instant.now());
    assertThat(asked.request().choice().id()).isEqualTo(id);
    assertThat(asked.request().choice().parameters()).containsEntry("region", "APAC");
    connection("knowledge-other", null);
    choose("bob", id, "knowledge-other").then().statusCode(404);
    as("bob")
        .contentType("application/json")
        .body(Map.of("question", "x", "parameters", Map.of("a", "b")))
        .post("/api/ask")
        .then()
        .statusCode(400);
  }

  private String candidate(String author, String question, String sql) {
    return correct(author, answered(author, question), sql)
        .then()
        .statusCode(201)
        .extract()
        .path("knowledge_id");
  }

  private String answered(String asker, String question) {
    return answered(asker, question, "demo");
  }

  /** Asks, and answers as the other services would. */
  private String answered(String asker, String question, String connection) {
    String id =
        as(asker)
            .contentType("application/json")
            .body(Map.of("question", question, "connection_id", connection))
            .post("/api/ask")
            .then()
            .statusCode(202)
            .extract()
            .path("request_id");
    Awaitility.await()
        .until(() -> !stack.payloads(EventType.QUESTION_ASKED, id, AgentState.class).isEmpty());
    AgentState state = stack.payloads(EventType.QUESTION_ASKED, id, AgentState.class).get(0);
    Candidate candidate =
        new Candidate(
            "SELECT answered FROM sales",
            Dialect.SQLITE,
            "As it was.",
            SqlSource.SEMANTIC_PARSER,
            null,
            1);
    stack.say(
        EventType.ANSWER_READY,
        ServiceName.VISUALIZER,
        id,
        state.translated(null, candidate).executed(Traces.aResult()).answered(Traces.anAnswer()));
    Awaitility.await()
        .until(() -> "answered".equals(as(asker).get("/api/requests/" + id).path("status")));
    return id;
  }

  private void connection(String id, String owner) {
    directory.put(Definitions.connection(id, owner));
  }

  private List<KnowledgeChanged> said(String id) {
    return stack.payloads(EventType.KNOWLEDGE_CHANGED, id, KnowledgeChanged.class);
  }

  private static Response correct(String who, String request, String sql) {
    return feedback(who, request, Map.of("helpful", false, "corrected_sql", sql));
  }

  private static Response feedback(String who, String request, Map<String, Object> fields) {
    Map<String, Object> body = new HashMap<>(fields);
    body.put("request_id", request);
    return as(who).contentType("application/json").body(body).post("/api/feedback");
  }

  private static Response decide(String who, String id, String verb, String reason) {
    Map<String, Object> body = new HashMap<>();
    body.put("reason", reason);
    return as(who).contentType("application/json").body(body).post(path(id) + "/" + verb);
  }

  private static Response choose(String who, String id, String connection) {
    return as(who)
        .contentType("application/json")
        .body(
            Map.of(
                "question",
                "Chosen with values?",
                "connection_id",
                connection,
                "verified_query_id",
                id,
                "parameters",
                Map.of("region", "APAC")))
        .post("/api/ask");
  }

  private static String ids() {
    return "knowledge.knowledge_id";
  }

  private static String path(String id) {
    return "/api/knowledge/" + id;
  }
}
