package io.nexushive.translator.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReplyGiven;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.nexushive.translator.connection.Schemas;
import io.nexushive.translator.model.ModelDoubles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a language model's candidates on the topics. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "service", value = "translator"))
@QuarkusTestResource(value = ModelDoubles.class, restrictToAnnotatedClass = true)
class ModelStageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Schemas schemas;
  Stack stack;
  ModelDoubles doubles;

  @BeforeEach
  void publishTheDemo() {
    DemoOnTopics.publish(stack, schemas);
  }

  @Test
  void sendsOnWhatFitsTheQuestion() {
    Request request = ask("Which regions are there?");
    AgentState state = only(EventType.QUERY_TRANSLATED, request);
    assertThat(state.candidate().model()).isEqualTo("ollama");
    assertThat(state.candidate().prompt()).startsWith("translate.v3@");
    assertThat(traces(request))
        .anyMatch(t -> ("" + t.detail()).endsWith(state.candidate().prompt() + "."));
    assertThat(state.candidate().explanation()).isEqualTo("Read region rows. Show region name.");
    assertThat(state.plan().tables()).containsExactly("regions");
    assertThat(traces(request))
        .extracting(TraceEvent::stage)
        .containsSubsequence(
            "model-request",
            "generation",
            "intent",
            "schema-exploration",
            "back-translation",
            "agreement");
    assertThat(state.plan().confidence()).isGreaterThan(0.9);
    assertThat(
            traces(request).stream()
                .filter(t -> t.kind() == TraceKind.TOKEN)
                .map(t -> t.data().get("text").asText()))
        .as("what the model wrote, while it wrote it")
        .hasSizeGreaterThan(1);
    assertThat(traces(request))
        .filteredOn(t -> t.kind() == TraceKind.USAGE)
        .singleElement()
        .satisfies(t -> assertThat(t.data().get("model").asText()).isEqualTo("ollama"))
        .satisfies(t -> assertThat(t.data().get("sent").asInt()).isEqualTo(120))
        .satisfies(t -> assertThat(t.data().get("estimated").asBoolean()).isFalse());
  }

  @Test
  void saysHowTheParserReadsItWhereBothDiffer() {
    Request request = ask("Show total net revenue by region");
    AgentState state = only(EventType.QUERY_TRANSLATED, request);
    assertThat(state.candidate().model()).isEqualTo("ollama");
    assertThat(state.plan().confidence()).isEqualTo(0.75);
    assertThat(state.plan().assumptions())
        .anySatisfy(
            a ->
                assertThat(a)
                    .startsWith("The semantic parser reads it otherwise (")
                    .contains("the total", "net revenue", "figures"));
  }

  @Test
  void showsWhatItUnderstoodWhereTheSqlDoesNotFitAndRunsItOnceConfirmed() {
    Request request = ask("Top 5 regions by profit");
    AgentState waiting = only(EventType.PLAN_PROPOSED, request);
    assertThat(waiting.plan().confidence()).isLessThan(0.6);
    assertThat(waiting.plan().steps()).containsExactly("Read region rows.", "Show region name.");
    assertThat(waiting.plan().assumptions())
        .contains("The question says 5, which the query does not use.");
    assertThat(stack.payloads(EventType.QUERY_TRANSLATED, key(request), AgentState.class))
        .isEmpty();

    AgentState confirmed =
        waiting.renewed(
            request.replied(
                new Reply(null, Reply.Action.CONFIRM, null),
                request.asker(),
                Instant.now().plusSeconds(60),
                stack.keys().signer(ServiceName.GATEWAY)));
    stack.say(EventType.REPLY_GIVEN, ServiceName.GATEWAY, key(request), ReplyGiven.in(confirmed));
    assertThat(only(EventType.QUERY_TRANSLATED, request).candidate())
        .isEqualTo(waiting.candidate());
  }

  private Request ask(String question) {
    Request asked = stack.request(question, "ann", "analyst");
    Request request =
        new Request(
                asked.requestId(),
                asked.tenantId(),
                null,
                null,
                question,
                asked.asker(),
                asked.connectionId(),
                "ollama",
                false,
                3,
                asked.askedAt(),
                asked.deadline(),
                null)
            .signedBy(stack.keys().signer(ServiceName.GATEWAY));
    stack.say(
        EventType.QUESTION_ASKED, ServiceName.GATEWAY, key(request), AgentState.asked(request));
    return request;
  }

  private AgentState only(EventType type, Request request) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stack.payloads(type, key(request), AgentState.class))
                    .as("%s", traces(request))
                    .hasSize(1));
    return stack.payloads(type, key(request), AgentState.class).get(0);
  }

  private List<TraceEvent> traces(Request request) {
    return stack.traces(key(request));
  }

  private static String key(Request request) {
    return request.requestId().toString();
  }
}
