package io.nexushive.gateway.http;

import static io.nexushive.gateway.testing.Users.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SurfaceTest {
  Stack stack;

  @Inject TrustStore trust;

  @Test
  void tellsWhatThereIs() {
    as("vera")
        .get("/api/meta")
        .then()
        .statusCode(200)
        .body("name", equalTo("Nexus Hive"))
        .body("connections.connection_id", hasItem("demo"))
        .body("suggestions", hasItem("Show total net revenue by region"));
    as("aurel")
        .get("/api/connections")
        .then()
        .statusCode(200)
        .body("connections[0].kind", equalTo("sqlite"));
    given().get("/api/meta").then().statusCode(401);
    given().get("/api/connections").then().statusCode(401);
  }

  @Test
  void healthNamesEachService() {
    given()
        .get("/health")
        .then()
        .statusCode(503)
        .body("status", equalTo("degraded"))
        .body("services.gateway", equalTo("up"))
        .body("services.policy", equalTo("up"))
        .body("services.executor", equalTo("down"));
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/ready").then().statusCode(200);
  }

  @Test
  void documentsItself() {
    given()
        .accept("application/json")
        .get("/openapi")
        .then()
        .statusCode(200)
        .body("paths", org.hamcrest.Matchers.hasKey("/api/ask"))
        .body("paths", org.hamcrest.Matchers.hasKey("/api/stream"));
    given().get("/docs").then().statusCode(200).body(containsString("swagger-ui"));
  }

  @Test
  void saysNothingThatHelpsAnAttacker() {
    given()
        .get("/api/nothing-here")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not_found"));
    as("ann").get("/api/requests").then().statusCode(404);
  }

  @Test
  void everyAnswerForbidsFramesAndForeignCode() {
    given()
        .get("/api/meta")
        .then()
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", not(containsString("unsafe-eval")))
        .header("Cache-Control", "no-store");
  }

  @Test
  void noForeignOriginIsAnswered() {
    given()
        .header("Origin", "https://elsewhere.example")
        .get("/health")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void publishesItsConfigurationSigned() {
    Awaitility.await()
        .untilAsserted(
            () -> {
              Instant now = Instant.now();
              stack
                  .payloads(EventType.CONNECTION_CHANGED, "demo", ConnectionChanged.class)
                  .get(0)
                  .verify(trust, now);
              stack
                  .payloads(EventType.SEMANTIC_MODEL_CHANGED, "demo", SemanticModelChanged.class)
                  .get(0)
                  .verify(trust, now);
              stack
                  .payloads(EventType.POLICY_CHANGED, "default", PolicyChanged.class)
                  .get(0)
                  .verify(trust, now);
            });
    assertThat(
            stack
                .payloads(EventType.CONNECTION_CHANGED, "demo", ConnectionChanged.class)
                .get(0)
                .settings())
        .containsEntry("file", "demo.sqlite")
        .containsKey("sensitive_columns");
  }

  @Test
  void whatIsReadBackIsWhatWasPublished() {
    Awaitility.await()
        .until(
            () ->
                !stack
                    .payloads(EventType.CONNECTION_CHANGED, "demo", ConnectionChanged.class)
                    .isEmpty());
    ConnectionChanged published =
        stack.payloads(EventType.CONNECTION_CHANGED, "demo", ConnectionChanged.class).get(0);

    assertThat(Json.read(Json.bytes(published), ConnectionChanged.class)).isEqualTo(published);
  }
}
