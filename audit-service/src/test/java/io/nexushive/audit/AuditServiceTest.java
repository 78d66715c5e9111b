package io.nexushive.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.TextNode;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Answer;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Grant;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.model.envelope.PolicyBasis;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReviewDecided;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload.Done;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.model.trace.TraceRecord;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(QuickAudit.class)
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = {
      @ResourceArg(name = "service", value = "audit"),
      @ResourceArg(name = "postgres", value = "true")
    })
class AuditServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SECRET = "Zebra-4711";

  Stack stack;

  @Test
  void keepsEveryStepOfARequestButNoneOfItsRows() throws Exception {
    Request request = ask("Show total net revenue by region", "ana", "analyst");

    as("ana", "analyst")
        .get("/internal/audit/requests/" + request.requestId() + "?payloads=true")
        .then()
        .statusCode(200)
        .body("request.status", equalTo("answered"))
        .body("request.verified", is(true))
        .body("request.asker", equalTo("ana"))
        .body("request.roles", contains("analyst"))
        .body("request.sql_asked", equalTo("SELECT asked"))
        .body("request.sql_run", equalTo("SELECT run"))
        .body("request.decision", equalTo("allow"))
        .body("request.policy_version", equalTo("policy-7"))
        .body("request.row_count", equalTo(1))
        .body("request.statement_id", equalTo("stmt-1"))
        .body("request.source", equalTo("semantic_parser"))
        .body("events.type", hasItem("query.approved"))
        .body("events.type.first()", equalTo("question.asked"))
        .body("events.type", hasItem("answer.ready"))
        .body(
            "events.findAll { it.type == 'trace.recorded' }.kind",
            contains("trace", "result", "answer", "done"))
        .body("events.standing", everyItem(equalTo("first")))
        .body("events.payload.result.rows.count", hasItem(1))
        .body("events.payload.data.rows.count", hasItem(1));

    for (String table : List.of("record", "chain")) {
      assertThat(
              count(
                  "SELECT count(*) FROM audit."
                      + table
                      + " t WHERE t::text LIKE '%"
                      + SECRET
                      + "%'"))
          .as("rows in %s", table)
          .isZero();
    }
    verifyIntact();
  }

  @Test
  void tellsWhoDecidedOnAReviewAndWhy() throws Exception {
    Request request = stack.request("List all sales", "ana", "analyst");
    Candidate candidate =
        new Candidate("SELECT asked", Dialect.SQLITE, "words", SqlSource.SEMANTIC_PARSER, null, 1);
    Verdict.ReviewRequired review =
        new Verdict.ReviewRequired(
            "SELECT run",
            new Obligations(1_000, 30_000, List.of(), List.of(), "tag"),
            new PolicyBasis("policy-7", "catalog-7"),
            List.of(new Reason("row-level", "Rows.", "sales", null)),
            List.of());
    AgentState waiting =
        AgentState.asked(request)
            .translated(null, candidate)
            .waiting(
                review,
                ReviewTicket.issue(
                    Uuids.v7(),
                    request,
                    candidate,
                    review,
                    Instant.now().plusSeconds(60),
                    stack.keys().signer(ServiceName.POLICY)));
    say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, request, AgentState.asked(request));
    say(EventType.REVIEW_REQUESTED, ServiceName.POLICY, request, waiting);
    stack.say(
        EventType.REVIEW_DECIDED,
        ServiceName.GATEWAY,
        request.requestId().toString(),
        ReviewDecided.by(
            new Asker("stella", new java.util.TreeSet<>(List.of("steward"))),
            false,
            "Ask for a sum.",
            waiting,
            Instant.now(),
            stack.keys().signer(ServiceName.GATEWAY)));
    awaitCount(
        "SELECT count(*) FROM audit.record WHERE request_id = '" + request.requestId() + "'", 3);

    String decided = "events.find { it.type == 'review.decided' }.";
    as("ana", "analyst")
        .get("/internal/audit/requests/" + request.requestId() + "?payloads=true")
        .then()
        .statusCode(200)
        .body("request.decision", equalTo("review"))
        .body(
            "events.find { it.type == 'review.requested' }.payload.ticket.id",
            equalTo(waiting.ticket().id().toString()))
        .body(decided + "actor", equalTo("stella"))
        .body(decided + "outcome", equalTo("rejected"))
        .body(decided + "reason", equalTo("Ask for a sum."));
    verifyIntact();
  }

  @Test
  void marksWhatIsSaidTwiceAndWhatContradictsIt() throws Exception {
    Request request = stack.request("How often?", "ana", "analyst");
    AgentState state = AgentState.asked(request);
    String key = request.requestId().toString();
    String id = Uuids.v7().toString();
    stack.sayAgain(id, EventType.QUESTION_ASKED, ServiceName.GATEWAY, key, Json.bytes(state));
    stack.sayAgain(id, EventType.QUESTION_ASKED, ServiceName.GATEWAY, key, Json.bytes(state));
    Request other = stack.request("Something else", "eve", "admin");
    stack.sayAgain(
        id,
        EventType.QUESTION_ASKED,
        ServiceName.GATEWAY,
        key,
        Json.bytes(AgentState.asked(other)));
    awaitCount("SELECT count(*) FROM audit.record WHERE event_id = '" + id + "'", 3);

    assertThat(
            texts("SELECT standing FROM audit.record WHERE event_id = '" + id + "' ORDER BY seq"))
        .containsExactly("first", "duplicate", "conflict");
    verifyIntact();
  }

  @Test
  void storesWhatIsNoEventAtAll() throws Exception {
    stack.sayAgain(
        "x".repeat(5_000),
        EventType.TRACE_RECORDED,
        ServiceName.GATEWAY,
        "k\0ey",
        "no json \0".getBytes(StandardCharsets.UTF_8));
    stack.sayAgain(
        "nul-" + Uuids.v7(),
        EventType.QUESTION_ASKED,
        ServiceName.GATEWAY,
        "nul",
        "{\"request\":{\"question\":\"a\\u0000b\",\"request_id\":7}}"
            .getBytes(StandardCharsets.UTF_8));
    awaitCount("SELECT count(*) FROM audit.record WHERE event_id LIKE 'sha256:%'", 1);
    awaitCount("SELECT count(*) FROM audit.record WHERE record_key = 'nul'", 1);
    verifyIntact();
  }

  @Test
  void losesNothingWhileTheDatabaseIsAway() throws Exception {
    Request before = ask("Before the night", "ana", "analyst");
    int port = stack.postgres().port();
    stack.postgres().close();
    Request during = stack.request("In the night", "ana", "analyst");
    say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, during, AgentState.asked(during));

    await().atMost(PATIENCE).until(() -> given().get("/q/health/ready").statusCode() == 503);
    given().get("/q/health/live").then().statusCode(200);

    try (LocalPostgres again = LocalPostgres.start(stack.dir().resolve("postgres"), port)) {
      await().atMost(PATIENCE).until(() -> given().get("/q/health/ready").statusCode() == 200);
      Request after = ask("After the night", "ana", "analyst");
      for (Request request : List.of(before, during, after)) {
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    as("ana", "analyst")
                            .get("/internal/audit/requests/" + request.requestId())
                            .statusCode()
                        == 200);
      }
      assertThat(again.process().isAlive()).isTrue();
      verifyIntact();
    }
    // Whatever test comes next needs a database.
    LocalPostgres.start(stack.dir().resolve("postgres"), port);
  }

  @Test
  void letsNobodyInWithoutAToken() {
    for (String path :
        List.of("verify", "verify/progress", "recent", "summary", "requests/" + Uuids.v7())) {
      given().get("/internal/audit/" + path).then().statusCode(401);
      given().auth().oauth2("no.token.atall").get("/internal/audit/" + path).then().statusCode(401);
    }
    given()
        .contentType("application/json")
        .body("{\"archived\":true}")
        .patch("/internal/audit/requests/" + Uuids.v7() + "/archive")
        .then()
        .statusCode(401);
  }

  @Test
  void showsSumsAndProofsToThoseWhoGovernOnly() {
    for (String role : List.of("viewer", "analyst", "nonsense")) {
      as("ana", role).get("/internal/audit/verify").then().statusCode(403);
      as("ana", role).get("/internal/audit/verify/progress").then().statusCode(403);
      as("ana", role).get("/internal/audit/summary").then().statusCode(403);
      as("ana", role)
          .contentType("application/json")
          .body("{\"archived\":true}")
          .patch("/internal/audit/requests/" + Uuids.v7() + "/archive")
          .then()
          .statusCode(403);
    }
    as("otto", "auditor")
        .contentType("application/json")
        .body("{\"archived\":true}")
        .patch("/internal/audit/requests/" + Uuids.v7() + "/archive")
        .then()
        .statusCode(403);
    for (String role : List.of("auditor", "steward", "admin")) {
      as("otto", role).get("/internal/audit/verify").then().statusCode(200);
      as("otto", role)
          .get("/internal/audit/verify/progress")
          .then()
          .statusCode(200)
          .body("running", is(false));
      as("otto", role).get("/internal/audit/summary").then().statusCode(200);
    }
  }

  @Test
  void showsNobodyWhatAnotherAsked() throws Exception {
    Request request = ask("Whose is it?", "ana", "analyst");
    String path = "/internal/audit/requests/" + request.requestId();

    as("bob", "analyst").get(path).then().statusCode(404).body("code", equalTo("not_found"));
    as("bob", "viewer").get(path).then().statusCode(404);
    as("otto", "auditor").get(path).then().statusCode(200);
    inTenant("otto", "elsewhere", "auditor").get(path).then().statusCode(404);
    inTenant("ana", "elsewhere", "analyst").get(path).then().statusCode(404);
    as("bob", "analyst")
        .get("/internal/audit/recent")
        .then()
        .statusCode(200)
        .body("requests.asker", everyItem(equalTo("bob")));
    as("otto", "auditor").get("/internal/audit/requests/not-an-id").then().statusCode(400);
  }

  @Test
  void doesNotBelieveAClaimToHaveAsked() throws Exception {
    Request request = ask("Whose is it really?", "ana", "analyst");
    // Somebody with access to the topic says that he asked it, and signs with no key that counts.
    Request stolen =
        new Request(
            request.requestId(),
            request.tenantId(),
            null,
            null,
            request.question(),
            new io.nexushive.model.envelope.Asker("eve", new java.util.TreeSet<>(Set.of("viewer"))),
            request.connectionId(),
            null,
            false,
            0,
            request.askedAt(),
            request.deadline(),
            request.signature());
    say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, stolen, AgentState.asked(stolen));
    awaitCount(
        "SELECT count(*) FROM audit.record WHERE asker = 'eve' AND asker_verified = false", 1);

    as("eve", "viewer")
        .get("/internal/audit/requests/" + request.requestId())
        .then()
        .statusCode(404);
    as("ana", "analyst")
        .get("/internal/audit/requests/" + request.requestId())
        .then()
        .statusCode(200)
        .body("request.asker", equalTo("ana"));
  }

  @Test
  void listsFiltersAndArchives() throws Exception {
    Request first = ask("One", "carla", "analyst");
    Request second = ask("Two", "carla", "analyst");
    String recent = "/internal/audit/recent?limit=1";

    String cursor =
        as("carla", "analyst")
            .get(recent)
            .then()
            .statusCode(200)
            .body("requests.request_id", contains(second.requestId().toString()))
            .extract()
            .path("next_cursor");
    as("carla", "analyst")
        .get(recent + "&cursor=" + cursor)
        .then()
        .body("requests.request_id", contains(first.requestId().toString()));
    as("carla", "analyst")
        .get(recent + "&status=denied")
        .then()
        .statusCode(200)
        .body("requests.size()", is(0));
    as("carla", "analyst")
        .get(recent + "&policy_decision=allow&fallback_mode=false&status=answered")
        .then()
        .body("requests.size()", is(1));
    as("carla", "analyst").get("/internal/audit/recent?limit=0").then().statusCode(400);

    as("stella", "steward")
        .contentType("application/json")
        .body("{\"archived\":true,\"reason\":\"done\"}")
        .patch("/internal/audit/requests/" + second.requestId() + "/archive")
        .then()
        .statusCode(200)
        .body("archived", is(true));
    as("carla", "analyst")
        .get(recent)
        .then()
        .body("requests.request_id", not(hasItem(second.requestId().toString())));
    as("carla", "analyst")
        .get(recent + "&archived=true")
        .then()
        .body("requests.request_id", contains(second.requestId().toString()));

    as("otto", "auditor")
        .get("/internal/audit/summary")
        .then()
        .statusCode(200)
        .body("by_status.answered", org.hamcrest.Matchers.greaterThanOrEqualTo(2))
        .body("by_decision.allow", org.hamcrest.Matchers.greaterThanOrEqualTo(2))
        .body("by_source.semantic_parser", org.hamcrest.Matchers.greaterThanOrEqualTo(2));
  }

  @Test
  void aRequestThatWasReviewedIsCountedOnce() throws Exception {
    long waiting = sum("waiting");
    long answered = sum("by_status.answered");
    Request request = stack.request("Who waits?", "rita", "analyst");
    say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, request, AgentState.asked(request));
    trace(request, TraceKind.DONE, ServiceName.POLICY, new Done(Outcome.PENDING_REVIEW));
    String mine =
        "SELECT count(*) FROM audit.record WHERE request_id = '" + request.requestId() + "'";
    awaitCount(mine, 2);

    assertThat(sum("waiting")).isEqualTo(waiting + 1);
    assertThat(sum("by_status.answered")).isEqualTo(answered);
    assertThat(sum("by_status.pending_review")).isZero();

    trace(request, TraceKind.DONE, ServiceName.VISUALIZER, new Done(Outcome.ANSWERED));
    awaitCount(mine, 3);

    assertThat(sum("waiting")).isEqualTo(waiting);
    assertThat(sum("by_status.answered")).isEqualTo(answered + 1);
    assertThat(sum("by_status.pending_review")).isZero();
  }

  private long sum(String name) {
    Integer found = as("otto", "auditor").get("/internal/audit/summary").path(name);
    return found == null ? 0 : found;
  }

  @Test
  void theServicesRoleCannotTakeBackWhatItWrote() throws Exception {
    ask("Something to protect", "ana", "analyst");
    for (String table : List.of("record", "chain", "archive_marker", "record_sum", "request_sum")) {
      for (String attempt :
          List.of(
              "UPDATE audit." + table + " SET " + first(table) + " = " + first(table),
              "DELETE FROM audit." + table,
              "TRUNCATE audit." + table + " CASCADE",
              "DROP TABLE audit." + table + " CASCADE",
              "ALTER TABLE audit." + table + " ADD COLUMN more text",
              "CREATE TRIGGER t BEFORE INSERT ON audit."
                  + table
                  + " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()")) {
        try (Connection connection = stack.postgres().connect(Role.NEXUS_AUDIT);
            Statement statement = connection.createStatement()) {
          org.assertj.core.api.Assertions.assertThatThrownBy(() -> statement.execute(attempt))
              .as(attempt)
              .isInstanceOf(SQLException.class)
              .extracting(e -> ((SQLException) e).getSQLState())
              .isEqualTo("42501");
        }
      }
    }
    verifyIntact();
  }

  private static String first(String table) {
    return switch (table) {
      case "archive_marker" -> "reason";
      case "chain" -> "topic";
      case "record" -> "payload";
      default -> "tenant";
    };
  }

  /** Says everything that is said of a request which is answered, and waits until it is stored. */
  private Request ask(String question, String subject, String role) throws Exception {
    Request request = stack.request(question, subject, role);
    AgentState asked = AgentState.asked(request);
    say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, request, asked);
    AgentState translated =
        asked.translated(
            null,
            new Candidate(
                "SELECT asked", Dialect.SQLITE, "words", SqlSource.SEMANTIC_PARSER, null, 1));
    say(EventType.QUERY_TRANSLATED, ServiceName.TRANSLATOR, request, translated);
    Obligations obligations = new Obligations(1_000, 30_000, List.of(), List.of(), "tag");
    AgentState approved =
        translated.granted(
            new Verdict.Allowed(
                "SELECT run",
                obligations,
                new PolicyBasis("policy-7", "catalog-7"),
                List.of(),
                List.of()),
            Grant.issue(
                UUID.randomUUID(),
                request,
                "SELECT run",
                obligations,
                Instant.now().plusSeconds(60),
                stack.keys().signer(ServiceName.POLICY)));
    say(EventType.QUERY_APPROVED, ServiceName.POLICY, request, approved);
    QueryResult result =
        new QueryResult(
            List.of(new QueryResult.Column("name", ColumnType.STRING)),
            List.of(List.of(TextNode.valueOf(SECRET))),
            1,
            false,
            12,
            "stmt-1",
            List.of());
    AgentState executed = approved.executed(result);
    say(EventType.QUERY_EXECUTED, ServiceName.EXECUTOR, request, executed);
    traces(
        request,
        ServiceName.EXECUTOR,
        event(TraceKind.TRACE, ServiceName.EXECUTOR, null),
        event(TraceKind.RESULT, ServiceName.EXECUTOR, result));
    Answer answer =
        new Answer("It is " + SECRET, 0.9, SqlSource.SEMANTIC_PARSER, List.of(SECRET), null);
    trace(request, TraceKind.ANSWER, ServiceName.VISUALIZER, answer);
    say(EventType.ANSWER_READY, ServiceName.VISUALIZER, request, executed.answered(answer));
    trace(request, TraceKind.DONE, ServiceName.VISUALIZER, new Done(Outcome.ANSWERED));
    awaitCount(
        "SELECT count(*) FROM audit.record WHERE request_id = '" + request.requestId() + "'", 8);
    return request;
  }

  private void trace(Request request, TraceKind kind, ServiceName agent, Object data) {
    traces(request, agent, event(kind, agent, data));
  }

  private void traces(Request request, ServiceName agent, TraceEvent... events) {
    TraceRecord record = new TraceRecord(request.requestId(), List.of(events));
    stack.say(EventType.TRACE_RECORDED, agent, request.requestId().toString(), record);
  }

  private static TraceEvent event(TraceKind kind, ServiceName agent, Object data) {
    return new TraceEvent(
        Uuids.v7(), kind, agent, "step", "completed", "a line", Instant.now(), 3L, Json.tree(data));
  }

  private void say(EventType type, ServiceName from, Request request, AgentState state) {
    stack.say(type, from, request.requestId().toString(), state);
  }

  private void verifyIntact() {
    as("otto", "auditor")
        .get("/internal/audit/verify")
        .then()
        .statusCode(200)
        .body("intact", is(true))
        .body("first_break", is((Object) null));
  }

  private RequestSpecification as(String subject, String... roles) {
    return inTenant(subject, "default", roles);
  }

  private RequestSpecification inTenant(String subject, String tenant, String... roles) {
    String token =
        new GatewayTokens(stack.keys().signer(ServiceName.GATEWAY))
            .issue(subject, tenant, List.of(roles));
    return given().auth().oauth2(token);
  }

  private void awaitCount(String query, long expected) {
    await().atMost(PATIENCE).ignoreExceptions().until(() -> count(query) == expected);
  }

  private long count(String query) throws SQLException {
    return Long.parseLong(texts(query).get(0));
  }

  private List<String> texts(String query) throws SQLException {
    List<String> found = new java.util.ArrayList<>();
    try (Connection connection = stack.postgres().connect(Role.NEXUS_AUDIT);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
