package io.nexushive.translator.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.QueryChoice;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.envelope.VerifiedQuery;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.nexushive.translator.connection.Schemas;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What verified queries do to questions. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "translator"))
class VerifiedStageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ConnectionId DEMO = new ConnectionId("demo");

  @Inject Schemas schemas;
  Stack stack;

  @BeforeEach
  void publishTheDemo() {
    DemoOnTopics.publish(stack, schemas);
  }

  @Test
  void theQueryAnswersWithTheValuesOfTheQuestion() {
    String id = approve("Average quantity sold in EMEA", "AVG(sales.quantity)");

    AgentState state = untilVerified("average quantity sold in Latin America?");

    assertThat(state.candidate().sql()).endsWith("WHERE regions.region_name = 'Latin America'");
    assertThat(state.candidate().verified())
        .isEqualTo(
            new VerifiedQuery(
                id,
                "Average quantity sold in EMEA",
                "stella",
                List.of(
                    new VerifiedQuery.Parameter(
                        "region_name",
                        VerifiedQuery.Kind.TEXT,
                        "regions.region_name",
                        "Latin America",
                        "EMEA"))));
    assertThat(traces(state))
        .anySatisfy(
            trace -> {
              assertThat(trace.stage()).isEqualTo("verified-query");
              assertThat(trace.detail())
                  .contains("approved by stella", "region_name = Latin America", "EMEA");
            });
  }

  @Test
  void whatCannotBeBoundIsLeftToTheOthers() {
    approve("Smallest quantity sold in EMEA", "MIN(sales.quantity)");
    untilVerified("Smallest quantity sold in APAC");

    assertThat(ask("Smallest quantity sold in EMEA and APAC").candidate())
        .satisfiesAnyOf(
            c -> assertThat(c).isNull(),
            c -> assertThat(c.source()).isEqualTo(SqlSource.SEMANTIC_PARSER));
  }

  @Test
  void onlyTheGatewaysWordCounts() {
    String question = "Greatest quantity sold in EMEA, by the gateway's word";
    KnowledgeChanged query =
        query("forged-" + UUID.randomUUID(), 1, question, "MAX(sales.quantity)");
    say(query.signedBy(stack.keys().signer(ServiceName.POLICY)));
    KnowledgeChanged altered = query.signedBy(stack.keys().signer(ServiceName.GATEWAY));
    say(
        new KnowledgeChanged(
            query.id(),
            DEMO,
            1,
            question,
            altered.sql().replace("MAX", "MIN"),
            altered.literals(),
            "stella",
            false,
            altered.signature()));
    approve("A mark that all of it has been read in EMEA", "COUNT(*)");
    untilVerified("A mark that all of it has been read in EMEA");

    assertThat(sources(ask(question))).doesNotContain(SqlSource.VERIFIED_QUERY);
  }

  @Test
  void aRetiredQueryAnswersNoMoreWhateverIsRepeated() {
    String question = "Spread of quantity sold in EMEA";
    String id = approve(question, "MAX(sales.quantity) - MIN(sales.quantity)");
    untilVerified(question);
    // Nobody signs a record without a value, so it takes nothing away.
    stack.sayAgain(
        UUID.randomUUID().toString(), EventType.KNOWLEDGE_CHANGED, ServiceName.GATEWAY, id, null);
    approve("A mark behind the tombstone in EMEA", "COUNT(*)");
    untilVerified("A mark behind the tombstone in EMEA");
    assertThat(sources(ask(question))).containsExactly(SqlSource.VERIFIED_QUERY);

    say(KnowledgeChanged.retired(id, DEMO, 2).signedBy(stack.keys().signer(ServiceName.GATEWAY)));
    say(
        query(id, 1, question, "MAX(sales.quantity) - MIN(sales.quantity)")
            .signedBy(stack.keys().signer(ServiceName.GATEWAY)));
    approve("A mark behind the repetition in EMEA", "COUNT(*)");
    untilVerified("A mark behind the repetition in EMEA");

    assertThat(sources(ask(question))).doesNotContain(SqlSource.VERIFIED_QUERY);
  }

  @Test
  void whereTheQueryIsRejectedForItsNamesTheOthersAnswer() {
    approve("Show total net revenue in EMEA", "SUM(sales.net_revenues)");
    AgentState state = untilVerified("Show total net revenue in EMEA");
    Failure failure =
        new Failure(
            ServiceName.POLICY,
            ErrorCode.SQL_REJECTED,
            "There is no column net_revenues.",
            state.candidate().sql(),
            1,
            true);
    stack.say(EventType.QUERY_REJECTED, ServiceName.POLICY, key(state), state.failed(failure));

    await().atMost(PATIENCE).until(() -> translated(key(state)).size() == 2);
    assertThat(translated(key(state)).get(1).candidate().source())
        .isEqualTo(SqlSource.SEMANTIC_PARSER);
    assertThat(translated(key(state)).get(1).candidate().attempt()).isEqualTo(2);
  }

  @Test
  void theAskerCanChooseTheValues() {
    String id = approve("Number of orders in EMEA, chosen", "COUNT(*)");
    untilVerified("Number of orders in EMEA, chosen");

    AgentState state = ask(new QueryChoice(id, Map.of("region_name", "O'Brien; DROP TABLE x")));
    assertThat(state.candidate().sql()).endsWith("= 'O''Brien; DROP TABLE x'");
    assertThat(ask(new QueryChoice(id, Map.of())).candidate().sql()).endsWith("= 'EMEA'");

    assertThat(reason(ask(new QueryChoice(id, Map.of("colour", "red")))))
        .contains("no parameter colour", "region_name");
    assertThat(reason(ask(new QueryChoice(id, Map.of("region_name", " ")))))
        .contains("region_name");
    assertThat(reason(ask(new QueryChoice("unknown", Map.of())))).contains("no longer in use");
  }

  private String approve(String question, String value) {
    String id = UUID.randomUUID().toString();
    say(query(id, 1, question, value).signedBy(stack.keys().signer(ServiceName.GATEWAY)));
    return id;
  }

  private static KnowledgeChanged query(String id, int revision, String question, String value) {
    String sql =
        "SELECT %s FROM sales JOIN regions ON regions.region_id = sales.region_id WHERE regions.region_name = 'EMEA'"
            .formatted(value);
    return new KnowledgeChanged(
        id,
        DEMO,
        revision,
        question,
        sql,
        List.of(
            new KnowledgeChanged.Literal(
                sql.indexOf('\''), sql.length(), "regions", "region_name", true)),
        "stella",
        false,
        null);
  }

  private void say(KnowledgeChanged change) {
    stack.say(EventType.KNOWLEDGE_CHANGED, ServiceName.GATEWAY, change.id(), change);
  }

  /** Asks until the query that was just announced has been heard of. */
  private AgentState untilVerified(String question) {
    return await()
        .atMost(PATIENCE)
        .until(() -> ask(question), s -> sources(s).contains(SqlSource.VERIFIED_QUERY));
  }

  private AgentState ask(String question) {
    return end(stack.request(question, "ann", "analyst"));
  }

  private AgentState ask(QueryChoice choice) {
    return end(
        stack
            .request("Whatever the words are", "ann", "analyst")
            .choosing(choice)
            .signedBy(stack.keys().signer(ServiceName.GATEWAY)));
  }

  /** What the translator says to a request first. */
  private AgentState end(Request request) {
    String key = request.requestId().toString();
    stack.say(EventType.QUESTION_ASKED, ServiceName.GATEWAY, key, AgentState.asked(request));
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                List.of(
                        EventType.QUERY_TRANSLATED,
                        EventType.REQUEST_FAILED,
                        EventType.CLARIFICATION_REQUESTED)
                    .stream()
                    .flatMap(type -> stack.payloads(type, key, AgentState.class).stream())
                    .findFirst()
                    .orElse(null),
            state -> state != null);
  }

  private static List<SqlSource> sources(AgentState state) {
    return state.candidate() == null ? List.of() : List.of(state.candidate().source());
  }

  private static String reason(AgentState state) {
    return state.failures().get(0).message();
  }

  private List<AgentState> translated(String key) {
    return stack.payloads(EventType.QUERY_TRANSLATED, key, AgentState.class);
  }

  private List<TraceEvent> traces(AgentState state) {
    return stack.traces(key(state));
  }

  private static String key(AgentState state) {
    return state.request().requestId().toString();
  }
}
