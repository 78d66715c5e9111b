package io.nexushive.gateway.key;

import static io.nexushive.gateway.testing.Users.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.nexushive.gateway.testing.GatewayFiles;
import io.nexushive.gateway.testing.Users;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.json.Json;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedDefinition;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeysTest {
  private static final Duration SETTLE = Duration.ofSeconds(3);

  /** Sealed to key 5: Tink's version byte, the key's id, and something. */
  private static final String SEALED = "AQAAAAVzZWFsZWQ=";

  Stack stack;
  @Inject TrustStore trust;

  @Test
  void publishesTheServicesKeysInTheStandardForm() throws Exception {
    Response published = given().get("/api/keys");
    published.then().statusCode(200).body("keys.issuer", hasItem("policy"));

    List<Map<String, Object>> keys = published.path("keys");
    for (Map<String, Object> key : keys) {
      JsonWebKey jwk = JsonWebKey.Factory.newJwk(key);
      String kid = jwk.getKeyId();
      assertThat(Base64.getEncoder().encodeToString(jwk.getKey().getEncoded()))
          .isEqualTo(trust.known(kid).publicKey());
      assertThat(jwk.getAlgorithm()).isEqualTo("EdDSA");
      assertThat(key).doesNotContainKey("d");
    }
    // A registered program's key tells nothing that others have to verify.
    published.then().body("keys.kid", not(hasItem("robot-1")));
  }

  @Test
  void onlyAdministratorsHaveThingsRenewed() {
    given().post("/api/keys/renew").then().statusCode(401);
    for (String other : List.of("ann", "vera", "stella", "aurel")) {
      as(other).post("/api/keys/renew").then().statusCode(403);
    }
  }

  @Test
  void questionsGoOnWhileTheKeyIsRotatedAndDefinitionsAreSignedAnew() {
    String before = stack.keys().signer(ServiceName.GATEWAY).kid();
    String first = Users.ask("ann", "How much before?");
    String kid = stack.keys().rotate(ServiceName.GATEWAY, Duration.ofHours(1), SETTLE);
    Awaitility.await()
        .untilAsserted(
            () -> {
              String id = Users.ask("ann", "How much?");
              assertThat(asked(id).signature().kid()).isEqualTo(kid);
            });
    assertThat(asked(first).signature().kid()).isEqualTo(before);
    asked(first).verify(stack.keys().trustStore(), Instant.now());

    renewed();

    for (EventType type :
        List.of(
            EventType.CONNECTION_CHANGED,
            EventType.POLICY_CHANGED,
            EventType.SEMANTIC_MODEL_CHANGED)) {
      String key = type == EventType.POLICY_CHANGED ? "default" : "demo";
      Awaitility.await()
          .untilAsserted(() -> assertThat(newest(type, key).signature().kid()).isEqualTo(kid));
      newest(type, key).verify(stack.keys().trustStore(), Instant.now());
    }
  }

  @Test
  void credentialsAreSealedAnewAndWhatCannotBeStaysAsItWas() {
    announce("sealed");
    announce("lost");
    // Until the topic has been read; what is renewed twice is the same.
    Awaitility.await()
        .untilAsserted(
            () ->
                renewed()
                    .then()
                    .body("failed", hasItem("io.nexushive.connection.changed.v1 lost"))
                    .body("sealed_to", hasItem(5))
                    .body("sealed_to", hasItem(7)));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(connection("sealed").sealedCredential())
                    .isEqualTo(GatewayFiles.SEALED_ANEW));
    connection("sealed").verify(stack.keys().trustStore(), Instant.now());
    assertThat(connection("lost").sealedCredential()).isEqualTo(SEALED);
  }

  @Test
  void whatNobodyTrustedSignedIsNotSignedByUs() {
    ConnectionChanged forged =
        definition("forged", null).signedBy(stack.keys().signer(ServiceName.EXECUTOR));
    stack.say(EventType.CONNECTION_CHANGED, ServiceName.GATEWAY, "forged", forged);
    Awaitility.await()
        .untilAsserted(
            () ->
                renewed()
                    .then()
                    .body("failed", hasItem("io.nexushive.connection.changed.v1 forged")));

    assertThat(connection("forged").signature()).isEqualTo(forged.signature());
    as("ann")
        .contentType("application/json")
        .body(Map.of("question", "How much?", "connection_id", "forged"))
        .post("/api/ask")
        .then()
        .statusCode(404);
  }

  private static Response renewed() {
    Response report = as("adam").post("/api/keys/renew");
    report.then().statusCode(200);
    return report;
  }

  private void announce(String id) {
    stack.say(
        EventType.CONNECTION_CHANGED,
        ServiceName.GATEWAY,
        id,
        definition(id, SEALED).signedBy(stack.keys().signer(ServiceName.GATEWAY)));
  }

  private static ConnectionChanged definition(String id, String sealed) {
    return new ConnectionChanged(
        new ConnectionId(id),
        new TenantId("default"),
        id,
        "postgres",
        Map.of("host", "db.example.com"),
        null,
        sealed,
        false,
        (Signature) null);
  }

  private Request asked(String id) {
    Awaitility.await()
        .until(() -> !stack.payloads(EventType.QUESTION_ASKED, id, AgentState.class).isEmpty());
    return stack.payloads(EventType.QUESTION_ASKED, id, AgentState.class).get(0).request();
  }

  private ConnectionChanged connection(String id) {
    return (ConnectionChanged) newest(EventType.CONNECTION_CHANGED, id);
  }

  private SignedDefinition newest(EventType type, String key) {
    Class<? extends SignedDefinition> payload =
        switch (type) {
          case CONNECTION_CHANGED -> ConnectionChanged.class;
          case POLICY_CHANGED -> PolicyChanged.class;
          default -> SemanticModelChanged.class;
        };
    var records = stack.read(type.topic(), r -> key.equals(r.key()));
    return Json.read(records.get(records.size() - 1).value(), payload);
  }
}
