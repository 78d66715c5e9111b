package io.nexushive.executor.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.nexushive.executor.InternalToken;
import io.nexushive.executor.warehouse.ConnectionForm;
import io.nexushive.executor.warehouse.WarehouseRegistry;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.TenantId;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What people fill in, and what they are told of connections that do not work. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "executor"))
class ConnectionKindsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  Stack stack;

  @Inject WarehouseRegistry registry;

  private RequestSpecification as(String subject, String... roles) throws Exception {
    return given()
        .auth()
        .oauth2(InternalToken.of(stack, ServiceName.EXECUTOR, "default", subject, roles));
  }

  private ValidatableResponse check(String kind, Map<String, String> settings) throws Exception {
    return as("ann", "analyst")
        .contentType("application/json")
        .body(Map.of("kind", kind, "settings", settings))
        .post("/internal/connection-kinds/check")
        .then();
  }

  private void announce(String id, String kind, Map<String, String> settings, String owner) {
    ConnectionChanged connection =
        new ConnectionChanged(
                new ConnectionId(id),
                new TenantId("default"),
                id,
                kind,
                settings,
                owner,
                null,
                false,
                null)
            .signedBy(stack.keys().signer(ServiceName.GATEWAY));
    stack.say(EventType.CONNECTION_CHANGED, ServiceName.GATEWAY, id, connection);
  }

  @Test
  void everyKindAsksForExactlyWhatItsAdapterTakes() {
    assertThat(registry.forms()).hasSizeGreaterThan(4);
    for (ConnectionForm form : registry.forms()) {
      assertThat(form.fields().stream().map(ConnectionForm.Field::name).collect(Collectors.toSet()))
          .as(form.kind())
          .isEqualTo(registry.find(form.kind()).orElseThrow().settings());
    }
  }

  @Test
  void kindsAreToldToWhoeverIsSignedIn() throws Exception {
    given().get("/internal/connection-kinds").then().statusCode(401);
    given().post("/internal/connection-kinds/check").then().statusCode(401);
    List<String> kinds =
        as("ann", "viewer")
            .get("/internal/connection-kinds")
            .then()
            .statusCode(200)
            .extract()
            .path("kind");
    assertThat(kinds)
        .contains(
            "postgres",
            "mysql",
            "mariadb",
            "sqlite",
            "duckdb",
            "snowflake",
            "bigquery",
            "databricks");
  }

  @Test
  void settingsAreCheckedWithoutSpeakingToTheWarehouse() throws Exception {
    Map<String, String> good = Map.of("host", "127.0.0.1", "database", "d", "user", "u");
    check("postgres", good).statusCode(200).body("kind", equalTo("postgres"));
    check("oracle", good).statusCode(400).body("detail", containsString("kind:"));
    check("postgres", Map.of("host", "127.0.0.1", "user", "u"))
        .statusCode(400)
        .body("detail", containsString("settings.database:"));
    check("postgres", Map.of("host", "10.0.0.1", "database", "d", "user", "u"))
        .statusCode(400)
        .body("detail", containsString("allowed-hosts"));
    check("sqlite", Map.of("file", "../../etc/passwd"))
        .statusCode(400)
        .body("detail", containsString("file"));
  }

  @Test
  void aTestSaysWhatIsWrongAndWhatToDo() throws Exception {
    announce(
        "nowhere",
        "postgres",
        Map.of(
            "host", "127.0.0.1", "port", "1", "database", "d", "user", "u", "sslmode", "disable"),
        "ann");
    announce(
        "forbidden", "postgres", Map.of("host", "10.9.9.9", "database", "d", "user", "u"), null);
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                as("ann")
                    .post("/internal/connections/nowhere/test")
                    .then()
                    .statusCode(200)
                    .body("passed", equalTo(false))
                    .body("problem", equalTo("unreachable"))
                    .body("advice", containsString("port")));
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                as("sue", "steward")
                    .post("/internal/connections/forbidden/test")
                    .then()
                    .statusCode(200)
                    .body("problem", equalTo("misconfigured"))
                    .body("message", containsString("allowed-hosts")));
    as("sue", "steward")
        .get("/internal/connections/forbidden/sync")
        .then()
        .statusCode(200)
        .body("state", equalTo("failed"))
        .body("message", containsString("allowed-hosts"));
    as("ann")
        .post("/internal/connections/nowhere/sync")
        .then()
        .statusCode(200)
        .body("state", equalTo("failed"));
    as("bob", "steward").get("/internal/connections/nowhere/sync").then().statusCode(404);
    as("bob", "admin").get("/internal/catalog/nowhere").then().statusCode(404);
    given().get("/internal/connections/nowhere/sync").then().statusCode(401);
  }

  @Test
  void aReadingTellsHowManyTablesAndWhatChanged() throws Exception {
    announce("little", "sqlite", Map.of("file", "demo.sqlite"), "ann");
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                as("ann")
                    .get("/internal/connections/little/sync")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("completed"))
                    .body("tables", equalTo(4))
                    .body("changes.added.count", equalTo(4)));
    as("ann")
        .post("/internal/connections/little/sync")
        .then()
        .statusCode(200)
        .body("state", equalTo("completed"))
        .body("changes.added.count", equalTo(4));
  }
}
