package io.nexushive.policy.stage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.nexushive.runtime.testing.Tokens;
import io.nexushive.runtime.token.Caller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "policy"))
class DecideStageTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Plan PLAN =
      new Plan(Plan.Intent.DATA, List.of("sales"), List.of(), List.of(), List.of(), List.of(), 1);

  Stack stack;
  @Inject io.nexushive.policy.knowledge.Catalogs catalogs;
  @Inject io.nexushive.policy.knowledge.Policies policies;

  @BeforeEach
  void announceWhatIsKnown() {
    Knowledge.announce(stack, catalogs, policies);
  }

  @Test
  void grantsWhatIsAllowed() throws Exception {
    Request request = translated("SELECT sum(net_revenue) FROM sales", "analyst");

    AgentState approved = await(EventType.QUERY_APPROVED, request);

    assertThat(approved.verdict().decision()).isEqualTo("allow");
    String sql = approved.verdict().fold(a -> a.sql(), r -> "", d -> "");
    assertThat(sql).endsWith("LIMIT 1000");
    TrustStore trust = TrustStore.fromJson(Files.readAllBytes(stack.keys().trustFile()));
    approved.grant().verify(request, sql, trust, Instant.now());
    assertThat(approved.grant().expiresAt()).isEqualTo(request.deadline());
    assertThat(approved.grant().obligations().queryTag())
        .contains("role=analyst")
        .contains("request=" + request.requestId());
    assertThat(kinds(request)).contains(TraceKind.VERDICT).doesNotContain(TraceKind.DONE);
  }

  @Test
  void tellsALackOfRightsAndDoesNotRetry() {
    Request request =
        translated(
            "SELECT category, avg(margin_percentage) FROM products GROUP BY category", "analyst");

    AgentState failed = await(EventType.REQUEST_FAILED, request);

    assertThat(failed.grant()).isNull();
    assertThat(failed.failures().get(0).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
    assertThat(failed.failures().get(0).message())
        .contains("sensitive-column")
        .contains("products.margin_percentage");
    assertThat(stack.payloads(EventType.QUERY_REJECTED, key(request), AgentState.class)).isEmpty();
    assertThat(kinds(request)).contains(TraceKind.VERDICT, TraceKind.ERROR, TraceKind.DONE);
  }

  @Test
  void permitsTheSameForARoleThatMay() {
    Request request =
        translated(
            "SELECT category, avg(margin_percentage) FROM products GROUP BY category", "admin");

    assertThat(await(EventType.QUERY_APPROVED, request).grant()).isNotNull();
  }

  @Test
  void sendsARepairableTextBack() {
    Request request = translated("SELECT * FROM sales", "analyst");

    AgentState rejected = await(EventType.QUERY_REJECTED, request);

    assertThat(rejected.failures()).hasSize(1);
    assertThat(rejected.failures().get(0).repairable()).isTrue();
    assertThat(rejected.failures().get(0).code()).isEqualTo(ErrorCode.SQL_REJECTED);
  }

  @Test
  void asksForReviewOfRowsWithATicket() throws Exception {
    Request request = translated("SELECT transaction_id, date FROM sales", "admin");

    AgentState waiting = await(EventType.REVIEW_REQUESTED, request);

    assertThat(waiting.grant()).isNull();
    assertThat(waiting.verdict().decision()).isEqualTo("review");
    TrustStore trust = TrustStore.fromJson(Files.readAllBytes(stack.keys().trustFile()));
    waiting.ticket().verify(waiting, trust, Instant.now());
    assertThat(waiting.ticket().expiresAt())
        .isEqualTo(request.deadline().plus(Duration.ofHours(24)));
    assertThat(kinds(request)).contains(TraceKind.REVIEW_REQUIRED, TraceKind.DONE);
    assertThat(stack.payloads(EventType.QUERY_APPROVED, key(request), AgentState.class)).isEmpty();
  }

  @Test
  void givesAnUnknownRoleNothing() {
    Request request = translated("SELECT sum(net_revenue) FROM sales", "superuser");

    AgentState failed = await(EventType.REQUEST_FAILED, request);

    assertThat(failed.failures().get(0).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
  }

  @Test
  void saysTheSameTwice() {
    Request request = stack.request("How much?", "ann", "analyst");
    AgentState state = state(request, "SELECT sum(net_revenue) FROM sales");
    stack.say(EventType.QUERY_TRANSLATED, ServiceName.TRANSLATOR, key(request), state);
    AgentState first = await(EventType.QUERY_APPROVED, request);
    stack.say(EventType.QUERY_TRANSLATED, ServiceName.TRANSLATOR, key(request), state);
    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                stack.payloads(EventType.QUERY_APPROVED, key(request), AgentState.class).size()
                    == 2);

    assertThat(stack.payloads(EventType.QUERY_APPROVED, key(request), AgentState.class))
        .containsOnly(first);
  }

  @Test
  void previewsADenialWithItsRule() {
    given()
        .auth()
        .oauth2(token("analyst"))
        .contentType("application/json")
        .body(
            Map.of(
                "sql", "SELECT email FROM customers", "connection_id", "demo", "role", "analyst"))
        .post("/internal/policy/check")
        .then()
        .statusCode(200)
        .body("verdict.decision", equalTo("deny"))
        .body("verdict.rules", hasItem("sensitive-column"))
        .body("verdict.policy_version", notNullValue())
        .body("verdict.deny_reasons[0].subject", equalTo("customers.email"))
        .body("query_tag_preview", containsString("role=analyst"))
        .body("approval_required", equalTo(false));
  }

  @Test
  void tellsWhatTheRolesOfATokenSee() {
    given()
        .auth()
        .oauth2(token("analyst"))
        .get("/internal/policy/schema-view?project_id=default")
        .then()
        .statusCode(200)
        .body("roles[0].hidden", hasItem("customers.email"));
    given()
        .auth()
        .oauth2(token("stranger"))
        .get("/internal/policy/schema-view")
        .then()
        .statusCode(200)
        .body("roles", equalTo(List.of()));
    given().get("/internal/policy/schema-view").then().statusCode(401);
    given()
        .auth()
        .oauth2(token("analyst"))
        .get("/internal/policy/schema-view?project_id=No%20Name")
        .then()
        .statusCode(400);
  }

  @Test
  void previewsAReviewWithWhatAStewardCanDo() {
    given()
        .auth()
        .oauth2(token("steward"))
        .contentType("application/json")
        .body(
            Map.of(
                "sql",
                "SELECT region_name FROM regions",
                "connection_id",
                "demo",
                "role",
                "viewer"))
        .post("/internal/policy/check")
        .then()
        .statusCode(200)
        .body("verdict.decision", equalTo("review"))
        .body("approval_required", equalTo(true))
        .body("approval_actions", hasItem("approve"))
        .body("rewritten_sql", containsString("LIMIT"))
        .body("lineage[0].table", equalTo("regions"))
        .body("facts.projected", hasItem("regions.region_name"))
        .body("facts.level", equalTo("rows"));
  }

  @Test
  void previewsInAnotherDialectOnRequest() {
    Map<String, String> question =
        new java.util.TreeMap<>(
            Map.of(
                "sql", "SELECT count_if(quantity > 2) FROM sales",
                "connection_id", "demo",
                "role", "analyst"));
    preview(question).statusCode(200).body("verdict.decision", equalTo("deny"));

    question.put("dialect", "databricks");
    preview(question).statusCode(200).body("verdict.decision", equalTo("allow"));

    question.put("dialect", "cobol");
    preview(question).statusCode(400).body("code", equalTo("invalid_request"));
  }

  private io.restassured.response.ValidatableResponse preview(Map<String, String> question) {
    return given()
        .auth()
        .oauth2(token("analyst"))
        .contentType("application/json")
        .body(question)
        .post("/internal/policy/check")
        .then();
  }

  @Test
  void refusesPreviewsWithoutAToken() {
    given()
        .contentType("application/json")
        .body(Map.of("sql", "SELECT 1", "connection_id", "demo"))
        .post("/internal/policy/check")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void refusesARoleThatTheCallerDoesNotHave() {
    given()
        .auth()
        .oauth2(token("viewer"))
        .contentType("application/json")
        .body(Map.of("sql", "SELECT 1", "connection_id", "demo", "role", "admin"))
        .post("/internal/policy/check")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
  }

  @Test
  void refusesAnEmptyText() {
    given()
        .auth()
        .oauth2(token("viewer"))
        .contentType("application/json")
        .body(Map.of("sql", " ", "connection_id", "demo"))
        .post("/internal/policy/check")
        .then()
        .statusCode(400);
  }

  private Request translated(String sql, String... roles) {
    Request request = stack.request("How much?", "ann", roles);
    stack.say(
        EventType.QUERY_TRANSLATED, ServiceName.TRANSLATOR, key(request), state(request, sql));
    return request;
  }

  private static AgentState state(Request request, String sql) {
    return AgentState.asked(request)
        .translated(
            PLAN,
            new Candidate(sql, Dialect.SQLITE, "It says.", SqlSource.SEMANTIC_PARSER, null, 1));
  }

  private AgentState await(EventType type, Request request) {
    Awaitility.await()
        .atMost(SOON)
        .until(() -> !stack.payloads(type, key(request), AgentState.class).isEmpty());
    return stack.payloads(type, key(request), AgentState.class).get(0);
  }

  private List<TraceKind> kinds(Request request) {
    return stack.traces(key(request)).stream().map(TraceEvent::kind).toList();
  }

  private String token(String... roles) {
    return Tokens.of(
        stack, ServiceName.POLICY, new Caller("ann", new TenantId("default"), Set.of(roles)));
  }

  private static String key(Request request) {
    return request.requestId().toString();
  }
}
