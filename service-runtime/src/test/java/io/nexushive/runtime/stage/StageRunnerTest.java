package io.nexushive.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.runtime.testing.Stack;
import io.nexushive.runtime.testing.StackResource;
import io.nexushive.runtime.topic.Headers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class StageRunnerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject EchoStage stage;
  Stack stack;

  @Test
  void answersUnderDerivedIdsAfterTheTraces() {
    Request request = stack.request("hello", "ann", "analyst");
    String key = request.requestId().toString();

    stack.say(EventType.QUERY_EXECUTED, ServiceName.EXECUTOR, key, AgentState.asked(request));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(states(EventType.ANSWER_READY, key)).hasSize(1));
    assertThat(kinds(key)).containsExactly(TraceKind.TRACE, TraceKind.DONE);
    ConsumerRecord<String, byte[]> answer =
        stack.read(EventType.ANSWER_READY.topic(), r -> key.equals(r.key())).get(0);
    assertThat(Headers.text(answer.headers()))
        .containsEntry("ce_type", "io.nexushive.answer.ready.v1")
        .containsEntry("ce_source", "/nexushive/visualizer")
        .containsKeys("ce_id", "ce_time", "traceparent");
  }

  @Test
  void worksOnceOnAnEventThatComesTwice() {
    Request request = stack.request("hello twice", "ann", "analyst");
    String key = request.requestId().toString();
    byte[] payload = Json.bytes(AgentState.asked(request));
    stack.sayAgain("twice", EventType.QUERY_EXECUTED, ServiceName.EXECUTOR, key, payload);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(states(EventType.ANSWER_READY, key)).hasSize(1));
    int before = stage.handled();

    stack.sayAgain("twice", EventType.QUERY_EXECUTED, ServiceName.EXECUTOR, key, payload);
    Request later = stack.request("hello later", "ann", "analyst");
    stack.say(
        EventType.QUERY_EXECUTED,
        ServiceName.EXECUTOR,
        later.requestId().toString(),
        AgentState.asked(later));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(states(EventType.ANSWER_READY, later.requestId().toString()))
                    .hasSize(1));
    assertThat(stage.handled()).isEqualTo(before + 1);
  }

  @Test
  void refusesAnEnvelopeThatTheGatewayDidNotSign() {
    Request request =
        stack
            .request("hello", "mallory", "admin")
            .signedBy(stack.keys().signer(ServiceName.POLICY));
    String key = request.requestId().toString();

    stack.say(EventType.QUERY_EXECUTED, ServiceName.EXECUTOR, key, AgentState.asked(request));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(failures(key)).containsExactly(ErrorCode.IDENTITY_INVALID));
    assertThat(kinds(key)).containsExactly(TraceKind.ERROR, TraceKind.DONE);
  }

  @Test
  void endsTheRequestWithTheCodeThatTheStageGave() {
    Request request = stack.request("refuse", "ann", "analyst");
    String key = request.requestId().toString();

    stack.say(EventType.QUERY_EXECUTED, ServiceName.EXECUTOR, key, AgentState.asked(request));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(failures(key)).containsExactly(ErrorCode.BUSY));
    assertThat(kinds(key)).containsExactly(TraceKind.TRACE, TraceKind.ERROR, TraceKind.DONE);
  }

  @Test
  void endsTheRequestAndKeepsTheEventWhereTheStageBreaks() {
    Request request = stack.request("break", "ann", "analyst");
    String key = request.requestId().toString();

    stack.say(EventType.QUERY_EXECUTED, ServiceName.EXECUTOR, key, AgentState.asked(request));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(deadLetters(key)).hasSize(1));
    assertThat(failures(key)).containsExactly(ErrorCode.INTERNAL);
    assertThat(Headers.text(deadLetters(key).get(0).headers()))
        .containsEntry(DeadLetters.REASON, "internal");
  }

  @Test
  void putsAsideWhatCannotBeReadAndGoesOn() {
    stack.sayAgain(
        "poison",
        EventType.QUERY_EXECUTED,
        ServiceName.EXECUTOR,
        "poison",
        "{\"request\": 7".getBytes(StandardCharsets.UTF_8));
    Request request = stack.request("hello after poison", "ann", "analyst");
    String key = request.requestId().toString();
    stack.say(EventType.QUERY_EXECUTED, ServiceName.EXECUTOR, key, AgentState.asked(request));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(states(EventType.ANSWER_READY, key)).hasSize(1));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(deadLetters("poison")).hasSize(1));
    assertThat(Headers.text(deadLetters("poison").get(0).headers()))
        .containsEntry(DeadLetters.REASON, "malformed")
        .containsEntry("ce_id", "poison");
  }

  private List<AgentState> states(EventType type, String key) {
    return stack.payloads(type, key, AgentState.class);
  }

  private List<ErrorCode> failures(String key) {
    return states(EventType.REQUEST_FAILED, key).stream()
        .map(s -> s.failures().get(0).code())
        .toList();
  }

  private List<TraceKind> kinds(String key) {
    return stack.traces(key).stream().map(TraceEvent::kind).toList();
  }

  private List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
    return stack.read(
        EventType.deadLetter(ServiceName.VISUALIZER).name(), r -> key.equals(r.key()));
  }
}
