package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.GatewayClient;
import io.nexushive.local.client.GatewayException;
import io.nexushive.local.client.SseEvent;
import io.nexushive.local.stack.Fault;
import io.nexushive.local.stack.Stack;
import io.nexushive.model.envelope.ServiceName;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each service dies once at each point of its work while twenty requests are on their way. Every
 * request ends, once, with its answer; the audit trail has lost and doubled nothing.
 */
@ExtendWith(HiveExtension.class)
class KillMatrixIT {
  private static final int REQUESTS = 20;
  private static final int AT_EVENT = 5;

  /** The audit works on batches, and twenty requests may be few of them. */
  private static final int AT_BATCH = 1;

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final List<String> QUESTIONS =
      List.of(
          "Show total net revenue by region",
          "Top 5 regions by profit",
          "Average discount by category",
          "Monthly net revenue trend");

  private final Hive hive;
  private final Stack stack;

  KillMatrixIT(Hive hive) {
    this.hive = hive;
    this.stack = hive.stack();
  }

  /** All eighteen, or those that {@code -Dnexushive.kill=policy} or {@code =policy:taken} name. */
  static Stream<Arguments> faults() {
    String wanted = System.getProperty("nexushive.kill", "");
    return Arrays.stream(ServiceName.values())
        .flatMap(
            service ->
                Stream.of("taken", "before-publish", "before-commit")
                    .filter(point -> (service.wire() + ":" + point).startsWith(wanted))
                    .map(point -> Arguments.of(new Fault(service, point, turn(service)))));
  }

  private static int turn(ServiceName service) {
    return service == ServiceName.AUDIT ? AT_BATCH : AT_EVENT;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyRequestEndsOnceAndTheAuditTrailHolds(Fault fault) throws Exception {
    GatewayClient gateway = hive.as("analyst");
    int before = stack.restarts(fault.service());
    restartWith(fault, before);

    say(fault, "runs, questions go in");
    List<Asked> asked = askAll(gateway);
    say(fault, "all streams have ended");

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(stack.restarts(fault.service()))
                    .as("the service died as ordered")
                    .isGreaterThanOrEqualTo(before + 2));
    stack.awaitReady(EnumSet.of(fault.service()), LIMIT);
    assertThat(asked).allSatisfy(a -> assertThat(a.outcome()).isEqualTo("answered"));
    Map<String, Integer> ends =
        new TraceTopic(hive.bootstrapServers()).ends(asked.stream().map(Asked::requestId).toList());
    assertThat(ends).hasSize(REQUESTS).allSatisfy((id, n) -> assertThat(n).isEqualTo(1));
    assertAuditIsWhole(asked);
    say(fault, "the audit trail is whole");
  }

  private static void say(Fault fault, String what) {
    System.out.println(
        "%s  %s %s: %s"
            .formatted(LocalTime.now().withNano(0), fault.service().wire(), fault.point(), what));
  }

  private void restartWith(Fault fault, int before) {
    stack.kill(fault.service(), fault.environment());
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> stack.restarts(fault.service()) > before);
    stack.awaitReady(EnumSet.of(fault.service()), LIMIT);
  }

  private List<Asked> askAll(GatewayClient gateway) throws Exception {
    ExecutorService askers = Executors.newFixedThreadPool(REQUESTS);
    try {
      List<Future<Asked>> running = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        String question = QUESTIONS.get(i % QUESTIONS.size());
        running.add(askers.submit(() -> askPatiently(gateway, question)));
      }
      List<Asked> asked = new ArrayList<>();
      for (Future<Asked> one : running) {
        asked.add(one.get());
      }
      return asked;
    } finally {
      askers.shutdownNow();
    }
  }

  /** As a careful client asks: again under the same key when nobody answered. */
  private static Asked askPatiently(GatewayClient gateway, String question) {
    String key = UUID.randomUUID().toString();
    String id =
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(500))
            .pollDelay(Duration.ZERO)
            .until(() -> tryToAsk(gateway, question, key), taken -> !taken.isEmpty());
    List<SseEvent> events = new ArrayList<>();
    gateway.follow(id, events::add);
    return new Asked(id, question, events);
  }

  private static String tryToAsk(GatewayClient gateway, String question, String key) {
    try {
      return gateway.ask(question, Map.of(), key);
    } catch (GatewayException e) {
      if (e.status() != 0 && e.status() < 500) {
        throw e;
      }
      return "";
    }
  }

  private void assertAuditIsWhole(List<Asked> asked) {
    GatewayClient auditor = hive.as("auditor");
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptionsInstanceOf(GatewayException.class)
        .untilAsserted(
            () -> {
              for (Asked one : asked) {
                assertThat(auditor.get("/api/query-audit/" + one.requestId()).toString())
                    .contains("nexus.answer.ready.v1");
              }
            });
    JsonNode report = auditor.get("/api/audit/verify");
    assertThat(report.path("intact").asBoolean()).as("%s", report).isTrue();
  }
}
