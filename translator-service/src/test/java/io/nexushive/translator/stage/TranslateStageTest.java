package io.nexushive.translator.stage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.EarlierTurn;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReplyGiven;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.nexushive.runtime.testing.Tokens;
import io.nexushive.runtime.token.Caller;
import io.nexushive.translator.connection.Schemas;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "translator"))
class TranslateStageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Schemas schemas;
  Stack stack;

  @BeforeEach
  void publishTheDemo() {
    DemoOnTopics.publish(stack, schemas);
  }

  @Test
  void translatesAQuestionAndShowsItsSteps() {
    Request request = ask("Show total net revenue by region");
    AgentState state = only(EventType.QUERY_TRANSLATED, request);
    assertThat(state.candidate().sql()).contains("SUM(sales.net_revenue)");
    assertThat(state.candidate().source()).isEqualTo(SqlSource.SEMANTIC_PARSER);
    assertThat(state.candidate().attempt()).isEqualTo(1);
    List<TraceEvent> traces = traces(request);
    assertThat(traces).extracting(TraceEvent::kind).contains(TraceKind.PLAN, TraceKind.SQL);
    assertThat(traces)
        .extracting(TraceEvent::stage)
        .containsSubsequence(
            "intent", "schema-exploration", "planning", "generation", "back-translation");
    assertThat(traces)
        .filteredOn(t -> "schema-exploration".equals(t.stage()))
        .singleElement()
        .satisfies(t -> assertThat(t.detail()).contains("sales: ", "net_revenue", "region_name"));
    // One SELECT without a value: nothing was taken apart, no value was looked up.
    assertThat(traces)
        .extracting(TraceEvent::stage)
        .doesNotContain("decomposition", "data-exploration", "clarification", "self-correction");
  }

  @Test
  void saysWhichValuesWereFoundAndWhatWasFoundOutFirst() {
    Request request = ask("Which products have a unit price above the average in Furniture?");
    only(EventType.QUERY_TRANSLATED, request);
    assertThat(traces(request))
        .filteredOn(t -> "data-exploration".equals(t.stage()))
        .singleElement()
        .satisfies(t -> assertThat(t.detail()).contains("Furniture", "products.category"));
    assertThat(traces(request))
        .filteredOn(t -> "decomposition".equals(t.stage()))
        .singleElement()
        .satisfies(t -> assertThat(t.detail()).contains("average"));
  }

  @Test
  void tellsTheGatewayWhatCanBeChosen() {
    given().get("/internal/models").then().statusCode(401);
    given()
        .auth()
        .oauth2(
            Tokens.of(
                stack,
                ServiceName.TRANSLATOR,
                new Caller("ann", new TenantId("default"), Set.of("analyst"))))
        .get("/internal/models")
        .then()
        .statusCode(200)
        .body("models.name", contains("auto", "semantic-parser"))
        .body("models.available", contains(true, true))
        .body("language_model", equalTo(false));
  }

  @Test
  void answersSchemaQuestionsItself() {
    Request request = ask("What tables do you have?");
    AgentState state = only(EventType.QUESTION_ANSWERED, request);
    assertThat(state.answer().source()).isEqualTo(SqlSource.CATALOG);
    assertThat(kinds(request)).containsSubsequence(TraceKind.ANSWER, TraceKind.DONE);
  }

  @Test
  void endsWhatItCannotAnswer() {
    assertThat(code(ask("How many employees do we have?"))).isEqualTo(ErrorCode.UNANSWERABLE);
  }

  @Test
  void endsRequestsToChangeData() {
    assertThat(code(ask("Delete all sales"))).isEqualTo(ErrorCode.WRITE_REFUSED);
  }

  @Test
  void saysSoWhenItKnowsNoCatalogue() {
    Request asked = stack.request("Show total net revenue by region", "ann", "analyst");
    Request elsewhere =
        new Request(
                asked.requestId(),
                asked.tenantId(),
                null,
                null,
                asked.question(),
                asked.asker(),
                new io.nexushive.model.id.ConnectionId("elsewhere"),
                null,
                false,
                0,
                asked.askedAt(),
                asked.deadline(),
                null)
            .signedBy(stack.keys().signer(ServiceName.GATEWAY));
    say(EventType.QUESTION_ASKED, AgentState.asked(elsewhere));
    assertThat(code(elsewhere)).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void endsARejectedCandidateThatNobodyCanPutBetter() {
    Request request = ask("Show total net revenue by region");
    AgentState state = only(EventType.QUERY_TRANSLATED, request);
    Failure failure =
        new Failure(
            ServiceName.POLICY,
            ErrorCode.SQL_REJECTED,
            "There is no such column.",
            state.candidate().sql(),
            1,
            true);
    say(EventType.QUERY_REJECTED, state.failed(failure));
    assertThat(code(request)).isEqualTo(ErrorCode.SQL_REJECTED);
    assertThat(kinds(request)).filteredOn(TraceKind.DONE::equals).hasSize(1);
  }

  @Test
  void goesOnFromTheTurnBeforeAndSaysHowItWasMeant() {
    Request request = askAfter("and by category?", "Show total net revenue by region");
    AgentState state = only(EventType.QUERY_TRANSLATED, request);
    assertThat(state.candidate().sql()).contains("GROUP BY products.category");
    assertThat(state.plan().understood()).isEqualTo("Show total net revenue by category");
    assertThat(state.plan().assumptions().get(0))
        .isEqualTo("Understood as: Show total net revenue by category");
    assertThat(only(EventType.QUERY_TRANSLATED, ask("Top 5 regions by profit")).plan().understood())
        .isNull();
  }

  @Test
  void asksForTheWholeQuestionWhereAFollowUpIsNotClear() {
    Request request = askAfter("and in Germany?", "Show total net revenue by region");
    AgentState waiting = only(EventType.CLARIFICATION_REQUESTED, request);
    assertThat(waiting.clarification().question()).contains("Show total net revenue by region");

    String whole = "Show total net revenue in EMEA";
    reply(waiting, new Reply(waiting.clarification().question(), Reply.Action.ANSWER, whole));
    assertThat(only(EventType.QUERY_TRANSLATED, request).candidate().sql()).contains("'EMEA'");
  }

  @Test
  void asksBackAndGoesOnWithTheReply() {
    Request request = ask("How many orders were there in December?");
    AgentState waiting = only(EventType.CLARIFICATION_REQUESTED, request);
    assertThat(waiting.clarification().choices()).hasSizeGreaterThan(1);
    assertThat(kinds(request)).containsSubsequence(TraceKind.CLARIFICATION, TraceKind.DONE);
    assertThat(stack.payloads(EventType.REQUEST_FAILED, key(request), AgentState.class)).isEmpty();

    String choice = waiting.clarification().choices().get(1);
    AgentState replied =
        reply(waiting, new Reply(waiting.clarification().question(), Reply.Action.ANSWER, choice));
    AgentState translated = only(EventType.QUERY_TRANSLATED, request);
    String year = choice.replaceAll("\\D", "");
    assertThat(translated.candidate().sql()).contains(year + "-12-01");
    assertThat(translated.request()).isEqualTo(replied.request());
    assertThat(translated.clarification()).isNull();
  }

  @Test
  void showsThePlanFirstWhereThatIsWantedAndRunsWhatWasConfirmed() {
    Request request = askConfirming("Show total net revenue by region");
    AgentState waiting = only(EventType.PLAN_PROPOSED, request);
    assertThat(waiting.plan().steps()).isNotEmpty();
    assertThat(kinds(request)).contains(TraceKind.PLAN).doesNotContain(TraceKind.SQL);

    AgentState edited =
        reply(waiting, new Reply(null, Reply.Action.EDIT, "Show total profit by region"));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                stack.payloads(EventType.PLAN_PROPOSED, key(request), AgentState.class).size()
                    == 2);
    AgentState again =
        stack.payloads(EventType.PLAN_PROPOSED, key(request), AgentState.class).get(1);
    assertThat(again.request()).isEqualTo(edited.request());
    assertThat(again.candidate().sql()).contains("SUM(sales.profit)");

    reply(again, new Reply(null, Reply.Action.CONFIRM, null));
    assertThat(only(EventType.QUERY_TRANSLATED, request).candidate()).isEqualTo(again.candidate());
    assertThat(kinds(request)).contains(TraceKind.SQL);
  }

  @Test
  void aReplyThatTheRequestDoesNotCarryHasNoEffect() {
    Request request = askConfirming("Show total net revenue by region");
    AgentState waiting = only(EventType.PLAN_PROPOSED, request);
    stack.say(
        EventType.REPLY_GIVEN,
        ServiceName.GATEWAY,
        key(request),
        new ReplyGiven(request.requestId(), "confirm", null, waiting));
    AgentState forged =
        waiting.renewed(
            request.replied(
                new Reply(null, Reply.Action.CONFIRM, null),
                request.asker(),
                request.deadline(),
                stack.keys().signer(ServiceName.EXECUTOR)));
    stack.say(EventType.REPLY_GIVEN, ServiceName.GATEWAY, key(request), ReplyGiven.in(forged));
    assertThat(code(request)).isEqualTo(ErrorCode.IDENTITY_INVALID);
    assertThat(stack.payloads(EventType.QUERY_TRANSLATED, key(request), AgentState.class))
        .isEmpty();
  }

  private AgentState reply(AgentState waiting, Reply reply) {
    Request request = waiting.request();
    AgentState after =
        waiting.renewed(
            request.replied(
                reply,
                request.asker(),
                Instant.now().plusSeconds(60),
                stack.keys().signer(ServiceName.GATEWAY)));
    stack.say(EventType.REPLY_GIVEN, ServiceName.GATEWAY, key(request), ReplyGiven.in(after));
    return after;
  }

  private Request askConfirming(String question) {
    Request asked = stack.request(question, "ann", "analyst");
    Request confirming =
        new Request(
                asked.requestId(),
                asked.tenantId(),
                null,
                null,
                question,
                asked.asker(),
                asked.connectionId(),
                null,
                true,
                3,
                asked.askedAt(),
                asked.deadline(),
                null)
            .signedBy(stack.keys().signer(ServiceName.GATEWAY));
    say(EventType.QUESTION_ASKED, AgentState.asked(confirming));
    return confirming;
  }

  private static String key(Request request) {
    return request.requestId().toString();
  }

  private Request ask(String question) {
    Request request = stack.request(question, "ann", "analyst");
    say(EventType.QUESTION_ASKED, AgentState.asked(request));
    return request;
  }

  private Request askAfter(String question, String before) {
    Request request =
        stack
            .request(question, "ann", "analyst")
            .following(List.of(EarlierTurn.of(before, null)))
            .signedBy(stack.keys().signer(ServiceName.GATEWAY));
    say(EventType.QUESTION_ASKED, AgentState.asked(request));
    return request;
  }

  private void say(EventType type, AgentState state) {
    stack.say(type, ServiceName.GATEWAY, state.request().requestId().toString(), state);
  }

  private ErrorCode code(Request request) {
    AgentState state = only(EventType.REQUEST_FAILED, request);
    return state.failures().get(state.failures().size() - 1).code();
  }

  private AgentState only(EventType type, Request request) {
    String key = request.requestId().toString();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(stack.payloads(type, key, AgentState.class)).hasSize(1));
    return stack.payloads(type, key, AgentState.class).get(0);
  }

  private List<TraceKind> kinds(Request request) {
    return traces(request).stream().map(TraceEvent::kind).toList();
  }

  private List<TraceEvent> traces(Request request) {
    return stack.traces(request.requestId().toString());
  }
}
