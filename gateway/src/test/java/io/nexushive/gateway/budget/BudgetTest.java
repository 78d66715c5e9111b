package io.nexushive.gateway.budget;

import static io.nexushive.gateway.testing.Requests.asked;
import static io.nexushive.gateway.testing.Requests.atOnce;
import static io.nexushive.gateway.testing.Requests.awaitStatus;
import static io.nexushive.gateway.testing.Requests.key;
import static io.nexushive.gateway.testing.Users.as;
import static io.nexushive.gateway.testing.Users.newViewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.gateway.testing.Traces;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Clarification;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SpentBudget;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReplyGiven;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.trace.TracePayload;
import io.nexushive.runtime.testing.Stack;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Viewers may use 1,000 tokens in a day here, everybody else as many as he likes. */
@QuarkusTest
class BudgetTest {
  Stack stack;

  @Inject UsageStore store;
  @Inject GatewayConfig config;
  @Inject TrustStore trust;

  @Test
  void tellsHowMuchOfTheDayIsUsedAndNothingWhereThereIsNoLimit() {
    String viewer = newViewer();
    as(viewer)
        .get("/api/models")
        .then()
        .statusCode(200)
        .body("budget.tokens", equalTo(1_000))
        .body("budget.used", equalTo(0))
        .body("budget.until", equalTo(tomorrow().toString()));
    as("ann").get("/api/models").then().statusCode(200).body("$", not(hasKey("budget")));
  }

  @Test
  void countsAnEventOnceHoweverOftenItComesAndForItsAskerOnly() {
    String viewer = newViewer();
    String other = newViewer();
    Traces traces = new Traces(stack, key(asked(stack, viewer, "How much?")));
    String twice = Uuids.v7().toString();
    traces.usage(twice, 300, 20, Instant.now());
    traces.usage(twice, 300, 20, Instant.now());
    traces.usage(Uuids.v7().toString(), 100, 5, Instant.now());
    traces.usage(twice, 300, 20, Instant.now());
    awaitUsed(viewer, 425);

    Traces others = new Traces(stack, key(asked(stack, other, "How much?")));
    others.usage(Uuids.v7().toString(), 7, 0, Instant.now());
    awaitUsed(other, 7);
    awaitUsed(viewer, 425);
  }

  @Test
  void twoReplicasThatReadTheSameEventsCountThemOnce() throws Exception {
    String viewer = newViewer();
    RequestId request = asked(stack, viewer, "How much?").request().requestId();
    List<UsageStore.Call> calls =
        IntStream.range(0, 40).mapToObj(i -> call(request, UUID.randomUUID(), today())).toList();
    atOnce(
        2,
        i -> {
          store.keep(calls);
          return 0;
        });
    assertThat(used(viewer, today())).isEqualTo(40 * 11);
  }

  @Test
  void whatWasAskedElsewhereIsNobodysUse() {
    store.keep(List.of(call(new RequestId(Uuids.v7()), UUID.randomUUID(), today())));
    assertThat(used("nobody", today())).isZero();
  }

  @Test
  void theDayEndsAtMidnightUtc() {
    String viewer = newViewer();
    RequestId request = asked(stack, viewer, "How much?").request().requestId();
    Traces traces = new Traces(stack, request.toString());
    Instant midnight = Instant.parse("2031-07-01T00:00:00Z");
    traces.usage(Uuids.v7().toString(), 990, 9, midnight.minusMillis(1));
    traces.usage(Uuids.v7().toString(), 1, 0, midnight.minusMillis(2));
    traces.usage(Uuids.v7().toString(), 3, 4, midnight);
    Awaitility.await()
        .untilAsserted(() -> assertThat(used(viewer, LocalDate.of(2031, 7, 1))).isEqualTo(7));

    Asker asker = new Asker(viewer, new TreeSet<>(Set.of("viewer")));
    Budgets before = at(midnight.minusMillis(1));
    assertThat(before.of(asker)).hasValue(new Budget(1_000, 1_000, midnight));
    assertThat(before.spent(asker)).hasValue(new SpentBudget(1_000, midnight));
    Budgets after = at(midnight);
    assertThat(after.of(asker).orElseThrow().used()).isEqualTo(7);
    assertThat(after.spent(asker)).isEmpty();
  }

  @Test
  void aQuestionSaysInItsSignedRequestThatTheBudgetIsUsedUpAndSoDoesAReply() {
    String viewer = newViewer();
    AgentState first = asked(stack, viewer, "How much?");
    assertThat(first.request().spentBudget()).isNull();
    stack.say(
        EventType.CLARIFICATION_REQUESTED,
        ServiceName.TRANSLATOR,
        key(first),
        first.askedBack(null, new Clarification("Which year?", List.of("2025", "2026"))));
    awaitStatus(first, "pending_reply");
    new Traces(stack, key(first)).usage(Uuids.v7().toString(), 900, 200, Instant.now());
    awaitUsed(viewer, 1_100);

    requireSpent(asked(stack, viewer, "How much?").request());
    as(viewer)
        .contentType("application/json")
        .body(Map.of("text", "2025"))
        .post("/api/requests/" + key(first) + "/reply")
        .then()
        .statusCode(202);
    requireSpent(
        stack
            .payloads(EventType.REPLY_GIVEN, key(first), ReplyGiven.class)
            .get(0)
            .state()
            .request());
  }

  private void requireSpent(Request request) {
    request.verify(trust, Instant.now());
    assertThat(request.spentBudget()).isEqualTo(new SpentBudget(1_000, tomorrow()));
  }

  private Budgets at(Instant now) {
    return new Budgets(store, Clock.fixed(now, ZoneOffset.UTC), config);
  }

  private long used(String subject, LocalDate day) {
    return store.tokens(CurrentCaller.TENANT, subject, day);
  }

  private static void awaitUsed(String user, int tokens) {
    Awaitility.await()
        .untilAsserted(
            () -> as(user).get("/api/models").then().body("budget.used", equalTo(tokens)));
  }

  private static UsageStore.Call call(RequestId request, UUID eventId, LocalDate day) {
    return new UsageStore.Call(
        eventId, request, day, new TracePayload.Usage("local", 10, 1, false));
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private static Instant tomorrow() {
    return today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
