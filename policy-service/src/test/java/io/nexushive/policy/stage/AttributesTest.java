package io.nexushive.policy.stage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.Remedy;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.policy.knowledge.Catalogs;
import io.nexushive.policy.knowledge.Policies;
import io.nexushive.policy.testing.Engines;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.nexushive.runtime.testing.Tokens;
import io.nexushive.runtime.token.Caller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row filters by what the gateway, or a registration, says of the asker. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "policy"))
class AttributesTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final ProjectId PROJECT = new ProjectId("filtered");
  private static final String SQL = "SELECT count(*) AS n FROM customers";
  private static final String POLICY =
      """
      format: 1
      roles:
        analyst:
          tables: ["*"]
      row_filters:
        - table: customers
          where: segment IN (asker.segments)
      """;

  Stack stack;
  @Inject Catalogs catalogs;
  @Inject Policies policies;

  @BeforeEach
  void announceWhatIsKnown() {
    Knowledge.announce(stack, catalogs, policies);
    PolicyChanged policy = new PolicyChanged(PROJECT, POLICY, null).signedBy(gateway());
    stack.say(EventType.POLICY_CHANGED, ServiceName.GATEWAY, PROJECT.value(), policy);
    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                policies.of(PROJECT).filter(p -> p.version().equals(policy.version())).isPresent());
  }

  @Test
  void aFilterByAnAttributeLetsThroughTheAskersRowsAndNoOthers() throws Exception {
    assertThat(rows(granted(asked(with("segments", "Consumer"))))).isEqualTo(2);
    assertThat(rows(granted(asked(with("segments", "Consumer", "Public"))))).isEqualTo(3);
    // Whatever a value is, it stays a value.
    assertThat(rows(granted(asked(with("segments", "x') OR ('1'='1"))))).isZero();
    assertThat(rows(granted(asked(with("segments", "O'Neill; DROP TABLE customers --")))))
        .isEqualTo(1);
  }

  @Test
  void withoutTheAttributeItIsDeniedAndSaysWhatHelps() {
    for (Asker asker : List.of(asker(Map.of()), with("segment", "Consumer"))) {
      Request request = ask(asker, gateway());
      translated(request);
      AgentState failed = denied(request);

      Failure failure = failed.failures().get(0);
      assertThat(failure.code()).isEqualTo(ErrorCode.NOT_PERMITTED);
      assertThat(failure.message())
          .contains("segments is not set")
          .contains("Ask an administrator")
          .contains("row-filter");
      assertThat(failed.verdict().reasons().get(0).remedies())
          .extracting(Remedy::action)
          .isNotEmpty();
    }
  }

  @Test
  void aForgedAttributeIsNoIdentity() {
    Request honest = ask(with("segments", "Public"), gateway());
    Request forged = with(honest, with("segments", "Consumer"));
    translated(forged);

    AgentState failed = denied(forged);

    assertThat(failed.failures())
        .extracting(Failure::code)
        .containsExactly(ErrorCode.IDENTITY_INVALID);
  }

  @Test
  void aProgramHasTheAttributesOfItsRegistrationAndCannotClaimOthers() throws Exception {
    Signer robot = StackResource.robot(stack);
    Asker itself = new Asker(StackResource.ROBOT, Set.of("analyst"));
    Request asked = ask(itself, robot);
    translated(asked);

    // It was registered for one segment.
    assertThat(rows(granted(asked))).isEqualTo(1);

    Asker more =
        new Asker(
            StackResource.ROBOT,
            new TreeSet<>(Set.of("analyst")),
            new TreeMap<>(Map.of("segments", List.of("Consumer", "Public"))));
    Request claimed = ask(more, robot);
    translated(claimed);
    assertThat(denied(claimed).failures())
        .extracting(Failure::code)
        .containsExactly(ErrorCode.IDENTITY_INVALID);
  }

  @Test
  void aPreviewKnowsTheCallersAttributes() {
    preview(Map.of("segments", List.of("Public")))
        .body("verdict.decision", equalTo("allow"))
        .body("rewritten_sql", containsString("IN ('Public')"));
    preview(Map.of()).body("verdict.decision", equalTo("deny"));
  }

  private io.restassured.response.ValidatableResponse preview(
      Map<String, List<String>> attributes) {
    Caller caller = new Caller("ann", new TenantId("default"), Set.of("analyst"), attributes);
    return given()
        .auth()
        .oauth2(Tokens.of(stack, ServiceName.POLICY, caller))
        .contentType("application/json")
        .body(Map.of("sql", SQL, "connection_id", "demo", "project_id", PROJECT.value()))
        .post("/internal/policy/check")
        .then()
        .statusCode(200);
  }

  private Request asked(Asker asker) {
    Request request = ask(asker, gateway());
    translated(request);
    return request;
  }

  private static Asker with(String attribute, String... values) {
    return asker(Map.of(attribute, List.of(values)));
  }

  private static Asker asker(Map<String, List<String>> attributes) {
    return new Asker("ann", new TreeSet<>(Set.of("analyst")), new TreeMap<>(attributes));
  }

  private static Request ask(Asker asker, Signer signer) {
    Instant now = Instant.now();
    return unsigned(asker, now).signedBy(signer);
  }

  private static Request with(Request honest, Asker asker) {
    return new Request(
        honest.requestId(),
        honest.tenantId(),
        null,
        PROJECT,
        honest.question(),
        asker,
        honest.connectionId(),
        null,
        false,
        0,
        honest.askedAt(),
        honest.deadline(),
        honest.signature());
  }

  private static Request unsigned(Asker asker, Instant now) {
    return new Request(
        new RequestId(Uuids.v7()),
        new TenantId("default"),
        null,
        PROJECT,
        "How many customers?",
        asker,
        new ConnectionId("demo"),
        null,
        false,
        0,
        now,
        now.plus(Duration.ofMinutes(1)),
        null);
  }

  private void translated(Request request) {
    Candidate candidate =
        new Candidate(SQL, Dialect.SQLITE, "It says.", SqlSource.SEMANTIC_PARSER, null, 1);
    stack.say(
        EventType.QUERY_TRANSLATED,
        ServiceName.TRANSLATOR,
        request.requestId().toString(),
        AgentState.asked(request).translated(null, candidate));
  }

  /** The text that may run, as the executor reads it from the grant. */
  private String granted(Request request) throws Exception {
    AgentState approved = await(EventType.QUERY_APPROVED, request);
    String sql = approved.verdict().fold(a -> a.sql(), r -> null, d -> null);
    TrustStore trust = TrustStore.fromJson(Files.readAllBytes(stack.keys().trustFile()));
    approved.grant().verify(request, sql, trust, Instant.now());
    return sql;
  }

  private AgentState denied(Request request) {
    return await(EventType.REQUEST_FAILED, request);
  }

  private AgentState await(EventType type, Request request) {
    String key = request.requestId().toString();
    Awaitility.await()
        .atMost(SOON)
        .until(() -> !stack.payloads(type, key, AgentState.class).isEmpty());
    return stack.payloads(type, key, AgentState.class).get(0);
  }

  /** What the text counts on a warehouse with two consumers, one public body and one odd name. */
  private int rows(String sql) throws SQLException {
    try (Connection warehouse = Engines.sqlite(":memory:");
        Statement statement = warehouse.createStatement()) {
      statement.execute("CREATE TABLE customers (customer_id INTEGER, segment TEXT)");
      List<String> segments = new ArrayList<>(List.of("Consumer", "Consumer", "Public"));
      segments.add("O''Neill; DROP TABLE customers --");
      for (String segment : segments) {
        statement.execute("INSERT INTO customers VALUES (1, '" + segment + "')");
      }
      try (ResultSet counted = statement.executeQuery(sql)) {
        counted.next();
        return counted.getInt("n");
      }
    }
  }

  private Signer gateway() {
    return stack.keys().signer(ServiceName.GATEWAY);
  }
}
