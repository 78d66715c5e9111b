package io.nexushive.visualizer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.event.EventType;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "visualizer"))
class VisualizeStageTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  Stack stack;

  private AgentState executed(Request request, QueryResult result) {
    Plan plan =
        new Plan(
            Plan.Intent.DATA,
            List.of("sales"),
            List.of(),
            List.of(),
            List.of("net revenue was taken as the measure"),
            List.of(new Plan.MetricUse("average_discount", false)),
            0.9);
    return AgentState.asked(request)
        .translated(
            plan,
            new Candidate("SELECT 1", Dialect.SQLITE, "x", SqlSource.SEMANTIC_PARSER, null, 1))
        .executed(result);
  }

  private AgentState answered(Request request, QueryResult result) {
    String key = request.requestId().toString();
    stack.say(EventType.QUERY_EXECUTED, ServiceName.EXECUTOR, key, executed(request, result));
    Awaitility.await()
        .atMost(SOON)
        .until(() -> !stack.payloads(EventType.ANSWER_READY, key, AgentState.class).isEmpty());
    return stack.payloads(EventType.ANSWER_READY, key, AgentState.class).get(0);
  }

  private List<TraceKind> kinds(Request request) {
    return stack.traces(request.requestId().toString()).stream().map(TraceEvent::kind).toList();
  }

  @Test
  void answersWithWordsAndAChart() {
    Request request = stack.request("Average discount by category", "ada", "analyst");
    QueryResult result =
        Results.of("category:string", "average_discount:float")
            .row("A", 0.1)
            .row("B", 0.2)
            .result();

    AgentState state = answered(request, result);

    assertThat(state.answer().text()).contains("highest for B (0.2)");
    assertThat(state.answer().chart().kind().wire()).isEqualTo("bar");
    assertThat(state.answer().confidence()).isEqualTo(0.9);
    assertThat(state.answer().notes())
        .containsExactly(
            "average_discount is not a certified metric.", "Net revenue was taken as the measure.");
    assertThat(state.result()).isEqualTo(result);
    assertThat(kinds(request))
        .containsExactly(TraceKind.TRACE, TraceKind.CHART, TraceKind.ANSWER, TraceKind.DONE);
  }

  @Test
  void answersWithoutAChartWhereThereIsNothingToDraw() {
    Request request = stack.request("Which regions?", "ada", "analyst");

    AgentState state = answered(request, Results.of("region_name:string").result());

    assertThat(state.answer().chart()).isNull();
    assertThat(state.answer().text()).contains("no matching rows");
    assertThat(kinds(request)).containsExactly(TraceKind.TRACE, TraceKind.ANSWER, TraceKind.DONE);
  }

  @Test
  void isReadyAndCounts() {
    given().get("/q/health/ready").then().statusCode(200);
    answered(stack.request("n", "ada", "analyst"), Results.of("n:integer").row(1).result());
    assertThat(given().get("/q/metrics").asString()).contains("nexushive_visualizer_answers");
  }
}
