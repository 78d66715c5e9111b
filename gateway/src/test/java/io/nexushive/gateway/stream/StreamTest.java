package io.nexushive.gateway.stream;

import static io.nexushive.gateway.testing.Users.as;
import static io.nexushive.gateway.testing.Users.ask;
import static io.nexushive.gateway.testing.Users.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.gateway.testing.SseClient;
import io.nexushive.gateway.testing.Traces;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamTest {
  Stack stack;

  @TestHTTPResource("/")
  URI base;

  @Test
  void showsEachEventWhileItHappensAndEndsWithOneDone() {
    String id = ask("ann", "How much?");
    Traces traces = new Traces(stack, id);
    try (SseClient stream = open("ann", id, null)) {
      traces.step("linking");
      Awaitility.await().until(() -> stream.names().equals(List.of("trace")));
      traces.result();
      traces.answer();
      traces.done(Outcome.ANSWERED);
      traces.step("too-late");

      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("trace", "result", "answer", "done");
    }
  }

  @Test
  void anEventHasItsPlaceAndWhatTheDocumentationSays() {
    String id = ask("ann", "How much?");
    Traces traces = new Traces(stack, id);
    traces.step("linking");
    traces.result();
    traces.done(Outcome.ANSWERED);
    try (SseClient stream = open("ann", id, null)) {
      List<SseClient.Event> events = stream.untilEnd();

      long offset =
          stack.read(EventType.TRACE_RECORDED.topic(), r -> id.equals(r.key())).get(0).offset();
      assertThat(events.get(0).id()).isEqualTo(Long.toString(offset * 1_000));
      JsonNode step = json(events.get(0).data());
      assertThat(step.path("agent").asText()).isEqualTo("translator");
      assertThat(step.path("stage").asText()).isEqualTo("linking");
      assertThat(step.path("duration_ms").asLong()).isEqualTo(4);
      assertThat(step.has("data")).isFalse();
      assertThat(json(events.get(1).data()).path("rows").get(0).get(0).asText())
          .isEqualTo(Traces.SECRET);
      assertThat(json(events.get(2).data()).path("outcome").asText()).isEqualTo("answered");
    }
  }

  @Test
  void saysAThingOnceThatWasSaidTwice() {
    String id = ask("ann", "How much?");
    Traces traces = new Traces(stack, id);
    String step = traces.step("linking");
    traces.stepAgain(step, "linking");
    String done = traces.done(Outcome.ANSWERED);
    traces.doneAgain(done, Outcome.ANSWERED);
    try (SseClient stream = open("ann", id, null)) {
      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("trace", "done");
    }
  }

  @Test
  void whatIsSaidAgainInOtherPortionsLosesNothing() {
    String id = ask("ann", "How much?");
    Traces traces = new Traces(stack, id);
    String step = traces.step("linking");
    traces.stepAgainAndDone(step, "linking", Outcome.ANSWERED);
    try (SseClient stream = open("ann", id, null)) {
      List<SseClient.Event> events = stream.untilEnd();

      assertThat(events).extracting(SseClient.Event::name).containsExactly("trace", "done");
      // The second of its record.
      assertThat(Long.parseLong(events.get(1).id()) % 1_000).isEqualTo(1);
    }
  }

  @Test
  void goesOnWhereTheClientLeftOff() {
    String id = ask("ann", "How much?");
    Traces traces = new Traces(stack, id);
    traces.step("linking");
    String seen;
    try (SseClient stream = open("ann", id, null)) {
      Awaitility.await().until(() -> stream.events().size() == 1);
      seen = stream.events().get(0).id();
    }
    traces.result();
    try (SseClient stream = open("ann", id, seen)) {
      traces.done(Outcome.ANSWERED);
      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("result", "done");
    }
  }

  @Test
  void aClientThatHasTheEndGetsTheEndAgain() {
    String id = ask("ann", "How much?");
    Traces traces = new Traces(stack, id);
    traces.step("linking");
    traces.done(Outcome.ANSWERED);
    String end;
    try (SseClient stream = open("ann", id, null)) {
      end = stream.untilEnd().get(1).id();
    }
    try (SseClient stream = open("ann", id, end)) {
      assertThat(stream.untilEnd()).extracting(SseClient.Event::name).containsExactly("done");
    }
  }

  @Test
  void aRequestThatWaitedForReviewGoesOnAfterwards() {
    String id = ask("ann", "List all sales");
    Traces traces = new Traces(stack, id);
    traces.step("policy");
    traces.done(Outcome.PENDING_REVIEW);
    String paused;
    try (SseClient stream = open("ann", id, null)) {
      List<SseClient.Event> events = stream.untilEnd();
      assertThat(events).extracting(SseClient.Event::name).containsExactly("trace", "done");
      paused = events.get(1).id();
    }
    traces.result();
    traces.done(Outcome.ANSWERED);
    try (SseClient stream = open("ann", id, paused)) {
      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("result", "done");
    }
    try (SseClient stream = open("ann", id, null)) {
      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("trace", "result", "done");
    }
  }

  @Test
  void keepsAQuietStreamOpen() {
    String id = ask("ann", "How much?");
    try (SseClient stream = open("ann", id, null)) {
      Awaitility.await().until(() -> stream.comments().size() >= 3);
      assertThat(stream.ended()).isFalse();
    }
  }

  @Test
  void showsStewardsNoRows() {
    String id = ask("ann", "How much?");
    Traces traces = new Traces(stack, id);
    traces.step("linking");
    traces.result();
    traces.answer();
    traces.done(Outcome.ANSWERED);
    for (String reader : List.of("stella", "aurel", "adam")) {
      try (SseClient stream = open(reader, id, null)) {
        List<SseClient.Event> events = stream.untilEnd();
        assertThat(events)
            .extracting(SseClient.Event::name)
            .containsExactly("trace", "result", "done");
        assertThat(events).noneMatch(e -> e.data().contains(Traces.SECRET));
        assertThat(json(events.get(1).data()).path("row_count").asInt()).isEqualTo(1);
      }
    }
  }

  @Test
  void aRequestOfSomebodyElseDoesNotExist() {
    String id = ask("ann", "How much?");

    as("bob")
        .get("/api/stream?rid=" + id)
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    as("bob").get("/api/stream?rid=nonsense").then().statusCode(404);
    given().get("/api/stream?rid=" + id).then().statusCode(401);
    as("ann").get("/api/stream").then().statusCode(400);
    as("ann").header("Last-Event-ID", "x").get("/api/stream?rid=" + id).then().statusCode(400);
  }

  @Test
  void anOlderRequestIsReadBackFromTheBroker() {
    Request old = OldRequests.asked(stack, "ann");
    String id = old.requestId().toString();
    stack.say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, id, AgentState.asked(old));
    Traces traces = new Traces(stack, id);
    traces.step("linking");
    traces.done(Outcome.ANSWERED);
    awaitRow(id, "ann");

    try (SseClient stream = open("ann", id, null)) {
      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("trace", "done");
    }
  }

  @Test
  void whatTheBrokerForgotIsToldFromTheRow() {
    Request old = OldRequests.asked(stack, "ann");
    String id = old.requestId().toString();
    stack.say(
        EventType.ANSWER_READY,
        ServiceName.VISUALIZER,
        id,
        AgentState.asked(old).executed(Traces.aResult()).answered(Traces.anAnswer()));
    awaitRow(id, "ann");

    try (SseClient stream = open("ann", id, null)) {
      assertThat(stream.untilEnd())
          .extracting(SseClient.Event::name)
          .containsExactly("result", "answer", "done");
    }
    try (SseClient stream = open("stella", id, null)) {
      List<SseClient.Event> events = stream.untilEnd();
      assertThat(events).extracting(SseClient.Event::name).containsExactly("result", "done");
      assertThat(events).noneMatch(e -> e.data().contains(Traces.SECRET));
    }
  }

  private SseClient open(String user, String id, String lastEventId) {
    return SseClient.open(base, token(user), id, lastEventId);
  }

  private static void awaitRow(String id, String user) {
    Awaitility.await().until(() -> as(user).get("/api/requests/" + id).statusCode() == 200);
  }

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
