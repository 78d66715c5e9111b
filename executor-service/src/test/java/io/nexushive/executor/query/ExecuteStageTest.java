package io.nexushive.executor.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.nexushive.executor.InternalToken;
import io.nexushive.model.catalog.CatalogManifest;
import io.nexushive.model.catalog.CatalogRecord;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Grant;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.PolicyBasis;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.RequestCancelled;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "executor"))
class ExecuteStageTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SENSITIVE =
      "products.margin_percentage, regions.manager,customers.email";
  private static final PolicyBasis BASIS = new PolicyBasis("p", "c");
  private static final Plan PLAN =
      new Plan(Plan.Intent.DATA, List.of("sales"), List.of(), List.of(), List.of(), List.of(), 1);

  Stack stack;

  @BeforeEach
  void announceTheConnection() {
    ConnectionChanged demo =
        new ConnectionChanged(
                new ConnectionId("demo"),
                new TenantId("default"),
                "Demo",
                "sqlite",
                Map.of("file", "demo.sqlite", "sensitive_columns", SENSITIVE),
                null,
                null,
                false,
                null)
            .signedBy(stack.keys().signer(ServiceName.GATEWAY));
    if (catalog("demo").isEmpty()) {
      stack.say(EventType.CONNECTION_CHANGED, ServiceName.GATEWAY, "demo", demo);
      Awaitility.await()
          .atMost(SOON)
          .until(() -> catalog("demo").stream().anyMatch(CatalogManifest.class::isInstance));
    }
  }

  /** What the topic says of a connection now: the newest record of each key. */
  private List<CatalogRecord> catalog(String connection) {
    Map<String, CatalogRecord> newest = new TreeMap<>();
    stack
        .read(EventType.CATALOG_CHANGED.topic(), r -> r.value() != null)
        .forEach(r -> newest.put(r.key(), Json.read(r.value(), CatalogRecord.class)));
    return newest.values().stream()
        .filter(r -> r.connectionId().value().equals(connection))
        .toList();
  }

  private AgentState approved(Request request, String sql, int rows, Signer signer) {
    Obligations obligations = new Obligations(rows, 10_000, List.of(), List.of(), "role=analyst");
    Grant grant =
        Grant.issue(Uuids.v7(), request, sql, obligations, Instant.now().plusSeconds(60), signer);
    return AgentState.asked(request)
        .translated(
            PLAN, new Candidate(sql, Dialect.SQLITE, "x", SqlSource.SEMANTIC_PARSER, null, 1))
        .granted(new Verdict.Allowed(sql, obligations, BASIS, List.of(), List.of()), grant);
  }

  private Signer policy() {
    return stack.keys().signer(ServiceName.POLICY);
  }

  private void send(AgentState state) {
    send(state, (state.grant() == null ? Uuids.v7() : state.grant().id()).toString());
  }

  private void send(AgentState state, String eventId) {
    stack.sayAgain(
        eventId,
        EventType.QUERY_APPROVED,
        ServiceName.POLICY,
        state.request().requestId().toString(),
        Json.bytes(state));
  }

  private AgentState expect(EventType type, Request request) {
    String key = request.requestId().toString();
    Awaitility.await()
        .atMost(SOON)
        .until(() -> !stack.payloads(type, key, AgentState.class).isEmpty());
    return stack.payloads(type, key, AgentState.class).get(0);
  }

  private List<TraceEvent> traces(Request request) {
    return stack.traces(request.requestId().toString());
  }

  @Test
  void runsWhatWasGranted() {
    Request request = stack.request("Net revenue by region", "ada", "analyst");
    send(
        approved(
            request,
            "SELECT r.region_name, SUM(s.net_revenue) AS net_revenue FROM sales s JOIN regions r"
                + " ON r.region_id = s.region_id GROUP BY r.region_name ORDER BY 2 DESC",
            1_000,
            policy()));

    AgentState executed = expect(EventType.QUERY_EXECUTED, request);

    QueryResult result = executed.result();
    assertThat(result.rowCount()).isEqualTo(4);
    assertThat(result.rows()).hasSize(4);
    assertThat(result.truncated()).isFalse();
    assertThat(result.checks()).isEmpty();
    assertThat(result.columns())
        .extracting(QueryResult.Column::name)
        .containsExactly("region_name", "net_revenue");
    assertThat(traces(request))
        .filteredOn(t -> t.kind() == TraceKind.RESULT)
        .singleElement()
        .satisfies(t -> assertThat(t.data().get("row_count").asInt()).isEqualTo(4));
    assertThat(traces(request))
        .filteredOn(t -> "result-checks".equals(t.stage()))
        .singleElement()
        .satisfies(t -> assertThat(t.detail()).startsWith("Nothing odd"));
  }

  @Test
  void cutsAtTheGrantedNumberOfRowsAndSaysSo() {
    Request request = stack.request("All dates", "ada", "analyst");
    send(approved(request, "SELECT date FROM sales", 7, policy()));

    QueryResult result = expect(EventType.QUERY_EXECUTED, request).result();

    assertThat(result.rowCount()).isEqualTo(7);
    assertThat(result.truncated()).isTrue();
    assertThat(result.checks()).containsExactly("There are more rows than the 7 shown here.");
    assertThat(traces(request))
        .filteredOn(t -> "result-checks".equals(t.stage()))
        .extracting(TraceEvent::detail)
        .containsExactly("There are more rows than the 7 shown here.");
  }

  @Test
  void refusesAForgedGrant() {
    Request request = stack.request("Forged", "eve", "analyst");
    Signer other = stack.keys().signer(ServiceName.EXECUTOR);
    Signer pretender = new Signer(policy().kid(), other.current().privateKey());
    send(approved(request, "SELECT 1", 10, pretender));

    assertRefused(request);
  }

  @Test
  void refusesAnAlteredText() {
    Request request = stack.request("Altered", "eve", "analyst");
    AgentState honest = approved(request, "SELECT 1", 10, policy());
    Verdict altered =
        new Verdict.Allowed(
            "SELECT credit_card FROM customers",
            honest.grant().obligations(),
            BASIS,
            List.of(),
            List.of());
    send(honest.granted(altered, honest.grant()));

    assertRefused(request);
  }

  @Test
  void refusesAGrantOfAnotherRequestOrOneThatHasExpired() {
    Request first = stack.request("First", "eve", "analyst");
    Request second = stack.request("Second", "eve", "analyst");
    AgentState borrowed = approved(first, "SELECT 1", 10, policy());
    send(AgentState.asked(second).granted(borrowed.verdict(), borrowed.grant()));
    Obligations obligations = borrowed.grant().obligations();
    Grant expired =
        Grant.issue(
            Uuids.v7(), first, "SELECT 1", obligations, Instant.now().minusSeconds(1), policy());
    send(AgentState.asked(first).granted(borrowed.verdict(), expired));

    assertRefused(second);
    assertRefused(first);
  }

  @Test
  void refusesAnAlteredOrAForeignGrant() {
    Obligations more = new Obligations(1_000, 60_000, List.of(), List.of(), "role=admin");
    List<UnaryOperator<Grant>> alterations =
        List.of(
            g -> altered(g, g.id(), g.connectionId(), more, g.expiresAt()),
            g -> altered(g, g.id(), g.connectionId(), g.obligations(), later(g)),
            g -> altered(g, g.id(), new ConnectionId("other"), g.obligations(), g.expiresAt()),
            g -> null);
    for (UnaryOperator<Grant> alteration : alterations) {
      Request request = stack.request("Altered", "eve", "analyst");
      AgentState honest = approved(request, "SELECT 1", 10, policy());
      Grant forged = alteration.apply(honest.grant());
      send(honest.granted(honest.verdict(), forged), honest.grant().id().toString());

      assertRefused(request);
    }
  }

  @Test
  void refusesAGrantByAKeyThatIsTrustedForSomethingElse() {
    for (ServiceName other : List.of(ServiceName.EXECUTOR, ServiceName.GATEWAY)) {
      Request request = stack.request("Foreign", "eve", "analyst");
      send(approved(request, "SELECT 1", 10, stack.keys().signer(other)));

      assertRefused(request);
    }
  }

  @Test
  void aGrantRunsUnderItsOwnEventOnly() {
    Request request = stack.request("Twice", "ada", "analyst");
    AgentState approved = approved(request, "SELECT 1 AS one", 10, policy());
    send(approved);
    expect(EventType.QUERY_EXECUTED, request);
    // The same event is a double; what is said again as something new is put aside.
    send(approved);
    send(approved, Uuids.v7().toString());
    Grant grant = approved.grant();
    String other = Uuids.v7().toString();
    for (UUID id : new UUID[] {null, UUID.fromString(other)}) {
      Grant renamed = altered(grant, id, grant.connectionId(), grant.obligations(), later(grant));
      send(approved.granted(approved.verdict(), renamed), Uuids.v7().toString());
    }
    String key = request.requestId().toString();
    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                stack
                        .read(
                            EventType.deadLetter(ServiceName.EXECUTOR).name(),
                            r -> key.equals(r.key()))
                        .size()
                    == 3);

    assertThat(stack.payloads(EventType.QUERY_EXECUTED, key, AgentState.class)).hasSize(1);
    assertThat(stack.payloads(EventType.REQUEST_FAILED, key, AgentState.class)).isEmpty();
    // Given the other event's id, its signature does not hold any more.
    send(
        approved.granted(
            approved.verdict(),
            altered(
                grant,
                UUID.fromString(other),
                grant.connectionId(),
                grant.obligations(),
                grant.expiresAt())),
        other);

    assertRefused(request);
  }

  private static Grant altered(
      Grant of, UUID id, ConnectionId connection, Obligations obligations, Instant end) {
    return new Grant(
        id, of.requestId(), connection, of.sqlSha256(), obligations, end, of.signature());
  }

  private static Instant later(Grant grant) {
    return grant.expiresAt().plusSeconds(60);
  }

  @Test
  void refusesWithoutAnyGrant() {
    Request request = stack.request("Nothing", "eve", "analyst");
    send(AgentState.asked(request));

    assertRefused(request);
  }

  private void assertRefused(Request request) {
    AgentState failed = expect(EventType.REQUEST_FAILED, request);
    assertThat(failed.failures())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo(ErrorCode.GRANT_INVALID));
    assertThat(failed.result()).isNull();
    assertThat(traces(request))
        .anyMatch(t -> "grant".equals(t.stage()) && "failed".equals(t.status()))
        .filteredOn(t -> t.kind() == TraceKind.DONE)
        .hasSize(1);
  }

  @Test
  void sendsARepairableErrorBackInItsOwnWords() {
    Request request = stack.request("Wrong name", "ada", "analyst");
    send(approved(request, "SELECT nonsense FROM sales", 10, policy()));

    AgentState rejected = expect(EventType.QUERY_REJECTED, request);

    assertThat(rejected.failures())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.repairable()).isTrue();
              assertThat(f.code()).isEqualTo(ErrorCode.EXECUTION_FAILED);
              assertThat(f.message())
                  .isEqualTo("The query names a column that is not there: nonsense.");
            });
    assertThat(traces(request)).noneMatch(t -> t.kind() == TraceKind.DONE);
  }

  @Test
  void stopsAStatementWhoseRequestIsWithdrawn() {
    Request request = stack.request("Endless", "ada", "analyst");
    send(
        approved(
            request,
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n",
            10,
            policy()));
    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                traces(request).stream()
                    .anyMatch(t -> "execute".equals(t.stage()) && "started".equals(t.status())));

    stack.say(
        EventType.REQUEST_CANCELLED,
        ServiceName.GATEWAY,
        request.requestId().toString(),
        new RequestCancelled(request.requestId(), "ada"));

    Awaitility.await()
        .atMost(5, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(traces(request))
                    .anyMatch(t -> "The request was withdrawn.".equals(t.detail())));
  }

  @Test
  void doesNotUseAConnectionOfSomebodyElse() {
    ConnectionChanged own =
        new ConnectionChanged(
                new ConnectionId("private"),
                new TenantId("default"),
                "Private",
                "sqlite",
                Map.of("file", "demo.sqlite"),
                "bob",
                null,
                false,
                null)
            .signedBy(stack.keys().signer(ServiceName.GATEWAY));
    stack.say(EventType.CONNECTION_CHANGED, ServiceName.GATEWAY, "private", own);
    Awaitility.await().atMost(SOON).until(() -> !catalog("private").isEmpty());
    Request asked = stack.request("Whose?", "eve", "admin");
    Request request =
        new Request(
                asked.requestId(),
                asked.tenantId(),
                null,
                asked.projectId(),
                asked.question(),
                asked.asker(),
                new ConnectionId("private"),
                null,
                false,
                3,
                asked.askedAt(),
                asked.deadline(),
                null)
            .signedBy(stack.keys().signer(ServiceName.GATEWAY));
    send(approved(request, "SELECT 1", 10, policy()));

    assertThat(expect(EventType.REQUEST_FAILED, request).failures())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @Test
  void aForgedConnectionHasNoEffect() throws JoseException {
    Signer gateway = stack.keys().signer(ServiceName.GATEWAY);
    Signer policy = policy();
    for (Signer forger :
        List.of(policy, new Signer(gateway.kid(), policy.current().privateKey()))) {
      stack.say(
          EventType.CONNECTION_CHANGED,
          ServiceName.GATEWAY,
          "forged",
          file("forged").signedBy(forger));
    }
    ConnectionChanged altered = file("elsewhere").signedBy(gateway);
    stack.say(
        EventType.CONNECTION_CHANGED,
        ServiceName.GATEWAY,
        "forged",
        new ConnectionChanged(
            new ConnectionId("forged"),
            altered.tenantId(),
            altered.name(),
            altered.kind(),
            altered.settings(),
            null,
            null,
            false,
            altered.signature()));
    // Said afterwards under the same key, and so read afterwards.
    stack.say(
        EventType.CONNECTION_CHANGED,
        ServiceName.GATEWAY,
        "forged",
        file("after-the-forged").signedBy(gateway));
    Awaitility.await().atMost(SOON).until(() -> !catalog("after-the-forged").isEmpty());

    given()
        .auth()
        .oauth2(token(ServiceName.EXECUTOR, "default", "steward"))
        .post("/internal/connections/forged/test")
        .then()
        .statusCode(404);
    assertThat(catalog("forged")).isEmpty();
  }

  @Test
  void theCatalogueIsSaidAgainWhenItsKeyGetsAnEnd() throws JoseException {
    String before = newestManifest().signature().kid();
    String kid =
        stack.keys().rotate(ServiceName.EXECUTOR, Duration.ofHours(1), Duration.ofSeconds(2));
    assertThat(kid).isNotEqualTo(before);
    String steward = token(ServiceName.EXECUTOR, "default", "steward");

    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              given()
                  .auth()
                  .oauth2(steward)
                  .post("/internal/connections/demo/sync")
                  .then()
                  .statusCode(200);
              assertThat(newestManifest().signature().kid()).isEqualTo(kid);
            });
    // Every table, too: nothing rests on the old key.
    catalog("demo").forEach(r -> assertThat(r.signature().kid()).as(r.key()).isEqualTo(kid));
  }

  private CatalogManifest newestManifest() {
    return catalog("demo").stream()
        .filter(CatalogManifest.class::isInstance)
        .map(CatalogManifest.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static ConnectionChanged file(String id) {
    return new ConnectionChanged(
        new ConnectionId(id),
        new TenantId("default"),
        id,
        "sqlite",
        Map.of("file", "demo.sqlite"),
        null,
        null,
        false,
        null);
  }

  @Test
  void publishesACatalogueWithoutSensitiveValues() {
    List<CatalogTable> tables =
        catalog("demo").stream()
            .filter(r -> r.connectionId().value().equals("demo"))
            .filter(CatalogTable.class::isInstance)
            .map(CatalogTable.class::cast)
            .toList();

    assertThat(tables)
        .extracting(CatalogTable::name)
        .containsExactlyInAnyOrder("sales", "products", "regions", "customers");
    tables.forEach(t -> t.verify(stack.keys().trustStore(), Instant.now()));
    CatalogTable sales = table(tables, "sales");
    assertThat(sales.rowEstimate()).isEqualTo(10_000);
    assertThat(sales.foreignKeys()).hasSize(3).noneMatch(CatalogTable.ForeignKey::suggested);
    assertThat(column(sales, "date").max()).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(column(table(tables, "products"), "category").values()).hasSize(5);
    assertThat(column(table(tables, "products"), "margin_percentage").sensitive()).isTrue();
    assertThat(column(table(tables, "products"), "margin_percentage").min()).isNull();
    assertThat(column(table(tables, "regions"), "manager").values()).isEmpty();
    assertThat(column(table(tables, "customers"), "credit_card").sensitive()).isTrue();
    assertThat(column(table(tables, "customers"), "customer_name").sensitive()).isFalse();
    assertThat(column(table(tables, "customers"), "customer_name").values()).isEmpty();
    assertThat(column(table(tables, "customers"), "segment").values()).hasSize(4);
  }

  private static CatalogTable table(List<CatalogTable> tables, String name) {
    return tables.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  private static CatalogTable.Column column(CatalogTable table, String name) {
    return table.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void internalAddressesNeedTheGatewaysToken() {
    given().get("/internal/catalog/demo").then().statusCode(401);
    given().post("/internal/connections/demo/test").then().statusCode(401);
    given().post("/internal/connections/demo/sync").then().statusCode(401);
  }

  private String token(ServiceName audience, String tenant, String... roles) throws JoseException {
    return InternalToken.of(stack, audience, tenant, "ada", roles);
  }

  @Test
  void testsReadsAndShowsConnectionsToThoseWhoMay() throws JoseException {
    String steward = token(ServiceName.EXECUTOR, "default", "steward");
    String viewer = token(ServiceName.EXECUTOR, "default", "viewer");

    given()
        .auth()
        .oauth2(steward)
        .post("/internal/connections/demo/test")
        .then()
        .statusCode(200)
        .body("tables", equalTo(4))
        .body("findings", hasSize(0));
    given()
        .auth()
        .oauth2(steward)
        .post("/internal/connections/demo/sync")
        .then()
        .statusCode(200)
        .body("state", equalTo("completed"));
    given().auth().oauth2(viewer).get("/internal/catalog/demo").then().statusCode(200);
    given().auth().oauth2(viewer).post("/internal/connections/demo/test").then().statusCode(403);
    given().auth().oauth2(viewer).post("/internal/connections/demo/sync").then().statusCode(403);
    given().auth().oauth2(steward).get("/internal/catalog/none").then().statusCode(404);
    given().auth().oauth2(steward).get("/internal/catalog/NO!").then().statusCode(404);
  }

  @Test
  void showsNothingToAnotherTenantOrUnderAnotherServicesToken() throws JoseException {
    String stranger = token(ServiceName.EXECUTOR, "other", "admin");
    String misplaced = token(ServiceName.POLICY, "default", "admin");

    given().auth().oauth2(stranger).get("/internal/catalog/demo").then().statusCode(404);
    given().auth().oauth2(stranger).post("/internal/connections/demo/sync").then().statusCode(404);
    given().auth().oauth2(misplaced).get("/internal/catalog/demo").then().statusCode(401);
  }

  @Test
  void isReadyAndCounts() {
    given().get("/q/health/ready").then().statusCode(200);
    assertThat(given().get("/q/metrics").asString()).contains("nexushive_executor_connections");
  }
}
