package io.nexushive.gateway.ask;

import static io.nexushive.gateway.testing.Users.as;
import static io.nexushive.gateway.testing.Users.ask;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AskTest {
  Stack stack;

  @Inject TrustStore trust;

  @Test
  void publishesASignedQuestion() {
    String id = ask("ann", "How much?");

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(stack.payloads(EventType.QUESTION_ASKED, id, AgentState.class))
                    .singleElement()
                    .satisfies(
                        state -> {
                          state.request().verify(trust, Instant.now());
                          assertThat(state.request().asker().subject()).isEqualTo("ann");
                          assertThat(state.request().asker().roles()).containsExactly("analyst");
                          assertThat(state.request().question()).isEqualTo("How much?");
                          assertThat(state.request().schemaView().sees("customers", "email"))
                              .isFalse();
                          assertThat(state.request().schemaView().sees("customers", "name"))
                              .isTrue();
                        }));
  }

  @Test
  void saysWhereToWatchTheAnswer() {
    as("ann")
        .contentType("application/json")
        .body(Map.of("question", "How much?"))
        .post("/api/ask")
        .then()
        .statusCode(202)
        .body("stream_url", startsWith("/api/stream?rid="))
        .body("query_tag_preview", startsWith("service=nexushive,adapter=sqlite,role=analyst,"))
        .body("links.self", startsWith("/api/requests/"));
  }

  @Test
  void refusesAnEmptyQuestion() {
    as("ann")
        .contentType("application/json")
        .body(Map.of("question", "  "))
        .post("/api/ask")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid_request"));
  }

  @Test
  void refusesAQuestionThatIsTooLong() {
    as("ann")
        .contentType("application/json")
        .body(Map.of("question", "x".repeat(2_001)))
        .post("/api/ask")
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
  }

  @Test
  void knowsNoOtherConnection() {
    as("ann")
        .contentType("application/json")
        .body(Map.of("question", "How much?", "connection_id", "other"))
        .post("/api/ask")
        .then()
        .statusCode(404);
  }

  @Test
  void refusesWhatIsNoJson() {
    as("ann")
        .contentType("application/json")
        .body("{\"question\": ")
        .post("/api/ask")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void refusesABodyOfAnotherType() {
    as("ann")
        .contentType("text/plain")
        .body("How much?")
        .post("/api/ask")
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }

  @Test
  void refusesAnotherMethod() {
    as("ann").get("/api/ask").then().statusCode(405).contentType("application/problem+json");
  }

  @Test
  void needsASignIn() {
    given()
        .contentType("application/json")
        .body(Map.of("question", "How much?"))
        .post("/api/ask")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void letsNoAuditorAsk() {
    as("aurel")
        .contentType("application/json")
        .body(Map.of("question", "How much?"))
        .post("/api/ask")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
  }

  @Test
  void theSameKeyOfTheSameAskerIsTheSameRequest() {
    String first = askWithKey("ann", "key-1", "How much?");
    String second = askWithKey("ann", "key-1", "How much?");
    String others = askWithKey("bob", "key-1", "How much?");

    assertThat(second).isEqualTo(first);
    assertThat(others).isNotEqualTo(first);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(stack.payloads(EventType.QUESTION_ASKED, first, AgentState.class))
                    .hasSize(1));
  }

  @Test
  void theSameKeyForAnotherQuestionIsRefused() {
    askWithKey("ann", "key-2", "How much?");

    as("ann")
        .contentType("application/json")
        .header("Idempotency-Key", "key-2")
        .body(Map.of("question", "How many?"))
        .post("/api/ask")
        .then()
        .statusCode(409);
  }

  @Test
  void aBodyLargerThanAnythingUsefulIsRefused() {
    as("ann")
        .contentType("application/json")
        .body(Map.of("question", "x".repeat(2_000_000)))
        .post("/api/ask")
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
  }

  private static String askWithKey(String user, String key, String question) {
    return as(user)
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(new String(Json.bytes(Map.of("question", question))))
        .post("/api/ask")
        .then()
        .statusCode(202)
        .extract()
        .path("request_id");
  }
}
