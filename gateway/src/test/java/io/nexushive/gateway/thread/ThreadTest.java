package io.nexushive.gateway.thread;

import static io.nexushive.gateway.testing.Requests.awaitStatus;
import static io.nexushive.gateway.testing.Users.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.nexushive.gateway.connection.ConnectionDirectory;
import io.nexushive.gateway.testing.Definitions;
import io.nexushive.gateway.testing.Traces;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.EarlierTurn;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.event.EventType;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ThreadTest {
  private static final String NOBODYS = "018f0000-0000-7000-8000-000000000001";

  Stack stack;

  @Inject ConnectionDirectory connections;

  @Inject TrustStore trust;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | ''          | ''",
        "PATCH  | ''          | {\"title\": \"Mine now\"}",
        "DELETE | ''          | ''",
        "GET    | /messages   | ''",
        "GET    | /state      | ''",
        "GET    | /model      | ''",
        "POST   | /model      | {\"model\": \"auto\"}",
        "POST   | /connection | {\"connection_id\": \"demo\"}"
      })
  void aThreadIsItsOwnersAlone(String method, String path, String body) {
    String thread = begin("ann", Map.of("title", "Sales"));
    for (String other : List.of("bob", "stella", "adam")) {
      send(as(other), method, "/" + thread + path, body)
          .statusCode(404)
          .contentType("application/problem+json")
          .body("code", equalTo("not_found"));
    }
    send(as("ann"), method, "/" + NOBODYS + path, body).statusCode(404);
    send(as("ann"), method, "/nonsense" + path, body).statusCode(404);
    send(as("aurel"), method, "/" + thread + path, body).statusCode(403);
    send(given(), method, "/" + thread + path, body).statusCode(401);

    as("ann").get("/api/threads/" + thread).then().statusCode(200).body("title", equalTo("Sales"));
  }

  @Test
  void thoseWhoAskBeginAndListTheirOwn() {
    String anns = begin("vera", Map.of());
    given().contentType("application/json").post("/api/threads").then().statusCode(401);
    given().get("/api/threads").then().statusCode(401);
    as("aurel").contentType("application/json").post("/api/threads").then().statusCode(403);
    as("aurel").get("/api/threads").then().statusCode(403);
    as("bob").get("/api/threads?limit=100").then().statusCode(200).body(not(containsString(anns)));
  }

  @Test
  void listsInPagesTheOneUsedLastFirst() {
    List<String> begun = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      begun.add(0, begin("stella", Map.of("title", "Number " + i)));
    }
    ask("stella", begun.get(2), Map.of());

    String cursor =
        as("stella")
            .get("/api/threads?limit=2")
            .then()
            .statusCode(200)
            .body("threads.thread_id", contains(begun.get(2), begun.get(0)))
            .extract()
            .path("next_cursor");
    as("stella")
        .get("/api/threads?limit=2&cursor=" + cursor)
        .then()
        .body("threads.thread_id", contains(begun.get(1)))
        .body("next_cursor", nullValue());
    as("stella").get("/api/threads?limit=0").then().statusCode(400);
    as("stella").get("/api/threads?limit=101").then().statusCode(400);
  }

  @Test
  void isCalledAfterItsFirstQuestionUntilItIsRenamed() {
    String thread = begin("ann", Map.of());
    ask("ann", thread, Map.of("question", "Show  total net revenue by region"));
    ask("ann", thread, Map.of("question", "And by category?"));
    title(thread, "Show total net revenue by region");

    rename("ann", thread, " Regions ").statusCode(200).body("title", equalTo("Regions"));
    ask("ann", thread, Map.of("question", "Only EMEA"));
    title(thread, "Regions");
    rename("ann", thread, " ").statusCode(400);
    rename("ann", thread, "x".repeat(201)).statusCode(413);
  }

  @Test
  void aLongQuestionMakesAShortTitle() {
    String thread = begin("ann", Map.of());
    ask("ann", thread, Map.of("question", "revenue ".repeat(40)));

    as("ann")
        .get("/api/threads/" + thread)
        .then()
        .body("title", equalTo("revenue ".repeat(9) + "revenue…"));
  }

  @Test
  void keepsQuestionsWithTheirAnswersAndRows() {
    String thread = begin("ann", Map.of());
    String first = ask("ann", thread, Map.of("question", "How much?"));
    answered(first);
    String second = ask("ann", thread, Map.of("question", "And by region?"));

    String cursor =
        as("ann")
            .get("/api/threads/" + thread + "/messages?limit=1")
            .then()
            .statusCode(200)
            .body("messages.request_id", contains(second))
            .extract()
            .path("next_cursor");
    as("ann")
        .get("/api/threads/" + thread + "/messages?limit=2&cursor=" + cursor)
        .then()
        .body("messages", hasSize(1))
        .body("messages[0].status", equalTo("answered"))
        .body("messages[0].state.request.question", equalTo("How much?"))
        .body("messages[0].state.request.signature", nullValue())
        .body("messages[0].state.answer.text", containsString(Traces.SECRET))
        .body("messages[0].state.result.rows[0][0]", equalTo(Traces.SECRET))
        .body("next_cursor", nullValue());
    as("ann").get("/api/threads/" + thread + "/messages?limit=21").then().statusCode(400);
    as("ann").get("/api/threads/" + thread + "/messages?cursor=x").then().statusCode(400);
  }

  @Test
  void saysWhetherSomethingGoesOn() {
    String thread = begin("ann", Map.of());
    state(thread).body("activity", equalTo("idle")).body("open", empty());
    String asked = ask("ann", thread, Map.of("question", "How much?"));
    state(thread)
        .body("activity", equalTo("working"))
        .body("open.request_id", contains(asked))
        .body("open[0].links.stream", equalTo("/api/stream?rid=" + asked));
    answered(asked);
    state(thread).body("activity", equalTo("idle"));
  }

  @Test
  void itsQuestionsTakeItsModelAndConnection() {
    connections.put(Definitions.connection("anns", "ann"));
    String thread = begin("ann", Map.of("model", "small"));
    assertThat(published(ask("ann", thread, Map.of())).request().model()).isEqualTo("local");
    choose("ann", thread, "/model", Map.of("model", "semantic-parser"))
        .statusCode(200)
        .body("model", equalTo("semantic-parser"));
    choose("ann", thread, "/connection", Map.of("connection_id", "anns"))
        .statusCode(200)
        .body("connection_id", equalTo("anns"));
    as("ann")
        .get("/api/threads/" + thread + "/model")
        .then()
        .body("model", equalTo("semantic-parser"));

    AgentState asked = published(ask("ann", thread, Map.of()));
    assertThat(asked.request().model()).isEqualTo("semantic-parser");
    assertThat(asked.request().connectionId().value()).isEqualTo("anns");
    assertThat(asked.request().threadId()).hasToString(thread);
    AgentState other =
        published(ask("ann", thread, Map.of("model", "auto", "connection_id", "demo")));
    assertThat(other.request().model()).isEqualTo("auto");
    assertThat(other.request().connectionId().value()).isEqualTo("demo");
  }

  @Test
  void aModelThatIsOffCanBeChosenButNotOneThatThereIsNot() {
    String thread = begin("ann", Map.of());
    choose("ann", thread, "/model", Map.of("model", "remote")).statusCode(200);
    choose("ann", thread, "/model", Map.of("model", "nobody"))
        .statusCode(404)
        .body("detail", containsString("/api/models"));
    choose("ann", thread, "/model", Map.of()).statusCode(400);
  }

  @Test
  void nobodyChoosesSomebodyElsesConnection() {
    connections.put(Definitions.connection("bobs", "bob"));
    String thread = begin("ann", Map.of());
    choose("ann", thread, "/connection", Map.of("connection_id", "bobs")).statusCode(404);
    choose("ann", thread, "/connection", Map.of()).statusCode(400);
    as("ann")
        .contentType("application/json")
        .body(Map.of("connection_id", "bobs"))
        .post("/api/threads")
        .then()
        .statusCode(404);
  }

  @Test
  void nobodyAsksInSomebodyElsesThread() {
    String thread = begin("ann", Map.of());
    for (String id : List.of(thread, NOBODYS)) {
      as("bob")
          .contentType("application/json")
          .body(Map.of("question", "How much?", "thread_id", id))
          .post("/api/ask")
          .then()
          .statusCode(404)
          .body("detail", equalTo("There is no such thread."));
    }
    as("ann").get("/api/threads/" + thread + "/messages").then().body("messages", empty());
  }

  @Test
  void aQuestionCarriesTheTurnsBeforeItSigned() {
    connections.put(Definitions.connection("anns", "ann"));
    String thread = begin("ann", Map.of());
    translated(ask("ann", thread, Map.of("question", "One")), null, "SELECT 1");
    translated(ask("ann", thread, Map.of("question", "Two")), null, "SELECT 2");
    translated(
        ask("ann", thread, Map.of("question", "Elsewhere", "connection_id", "anns")), null, "X");
    translated(ask("ann", thread, Map.of("question", "And three?")), "All of three", "SELECT 3");
    ask("ann", thread, Map.of("question", "Not yet translated"));
    translated(
        ask("ann", thread, Map.of("question", "Four")), null, "SELECT 4" + " ".repeat(4_000));

    AgentState next = published(ask("ann", thread, Map.of("question", "And now?")));
    assertThat(next.request().earlier())
        .containsExactly(
            new EarlierTurn("Two", "SELECT 2"),
            new EarlierTurn("All of three", "SELECT 3"),
            new EarlierTurn("Four", null));
    next.request().verify(trust, Instant.now());
    assertThat(published(ask("ann", begin("ann", Map.of()), Map.of())).request().earlier())
        .isEmpty();
    String bobs = begin("bob", Map.of());
    assertThat(published(ask("bob", bobs, Map.of())).request().earlier()).isEmpty();
  }

  @Test
  void deletingForgetsTheRowsAndWithdrawsWhatIsOpen() {
    String thread = begin("ann", Map.of());
    String done = ask("ann", thread, Map.of("question", "How much?"));
    answered(done);
    String open = ask("ann", thread, Map.of("question", "How many?"));

    as("ann").delete("/api/threads/" + thread).then().statusCode(204);

    as("ann").get("/api/threads/" + thread).then().statusCode(404);
    as("ann")
        .get("/api/requests/" + done)
        .then()
        .statusCode(200)
        .body(not(containsString(Traces.SECRET)));
    as("ann").get("/api/requests/" + open).then().body("status", equalTo("cancelled"));
  }

  private void answered(String request) {
    AgentState asked = published(request);
    stack.say(
        EventType.ANSWER_READY,
        ServiceName.VISUALIZER,
        request,
        asked.executed(Traces.aResult()).answered(Traces.anAnswer()));
    awaitStatus(asked, "answered");
  }

  private void translated(String request, String understood, String sql) {
    AgentState asked = published(request);
    Plan plan =
        new Plan(Plan.Intent.DATA, List.of(), List.of(), List.of(), List.of(), List.of(), 1);
    stack.say(
        EventType.QUERY_TRANSLATED,
        ServiceName.TRANSLATOR,
        request,
        asked.translated(
            understood == null ? plan : plan.understoodAs(understood),
            new Candidate(sql, Dialect.SQLITE, "", SqlSource.SEMANTIC_PARSER, null, 1)));
    awaitStatus(asked, "translated");
  }

  private AgentState published(String request) {
    Awaitility.await()
        .until(
            () -> !stack.payloads(EventType.QUESTION_ASKED, request, AgentState.class).isEmpty());
    return stack.payloads(EventType.QUESTION_ASKED, request, AgentState.class).get(0);
  }

  private static void title(String thread, String title) {
    as("ann").get("/api/threads/" + thread).then().body("title", equalTo(title));
  }

  private static ValidatableResponse state(String thread) {
    return as("ann").get("/api/threads/" + thread + "/state").then().statusCode(200);
  }

  private static ValidatableResponse rename(String user, String thread, String title) {
    return as(user)
        .contentType("application/json")
        .body(Map.of("title", title))
        .patch("/api/threads/" + thread)
        .then();
  }

  private static ValidatableResponse choose(
      String user, String thread, String what, Map<String, String> body) {
    return as(user)
        .contentType("application/json")
        .body(body)
        .post("/api/threads/" + thread + what)
        .then();
  }

  private static ValidatableResponse send(
      RequestSpecification request, String method, String path, String body) {
    return (body.isEmpty() ? request : request.contentType("application/json").body(body))
        .request(method, "/api/threads" + path)
        .then();
  }

  private static String begin(String user, Map<String, String> draft) {
    return as(user)
        .contentType("application/json")
        .body(draft)
        .post("/api/threads")
        .then()
        .statusCode(201)
        .extract()
        .path("thread_id");
  }

  private static String ask(String user, String thread, Map<String, String> more) {
    Map<String, String> body = new HashMap<>(more);
    body.putIfAbsent("question", "How much?");
    body.put("thread_id", thread);
    return as(user)
        .contentType("application/json")
        .body(body)
        .post("/api/ask")
        .then()
        .statusCode(202)
        .extract()
        .path("request_id");
  }
}
