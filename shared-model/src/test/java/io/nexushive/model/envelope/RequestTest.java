package io.nexushive.model.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.nexushive.model.event.ReplyGiven;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.TestKeys;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.TrustedKey;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
  private static final TrustStore TRUST = TestKeys.trusting("gateway-1");

  @Test
  void isBelievedAsItWasSigned() {
    Request request = request("ana", "analyst").signedBy(TestKeys.signer("gateway-1"));
    assertThatCode(() -> request.verify(TRUST, NOW)).doesNotThrowAnyException();
    assertThatCode(() -> Json.read(Json.bytes(request), Request.class).verify(TRUST, NOW))
        .as("after its way over a topic")
        .doesNotThrowAnyException();
  }

  @Test
  void isNotBelievedUnsigned() {
    refuses(request("ana", "analyst"), TRUST);
  }

  static Stream<Map.Entry<String, String>> changes() {
    return Map.of(
        "request_id", '"' + Uuids.v7().toString() + '"',
        "tenant_id", "\"other\"",
        "thread_id", '"' + Uuids.v7().toString() + '"',
        "project_id", "\"other\"",
        "question", "\"another question\"",
        "asker", "{\"subject\":\"eve\",\"roles\":[\"analyst\"]}",
        "connection_id", "\"other\"",
        "model", "\"expensive\"",
        "confirm_plan", "true",
        "retry_budget", "3")
        .entrySet()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void isNotBelievedWithAnyFieldAltered(Map.Entry<String, String> change) throws Exception {
    ObjectNode json =
        (ObjectNode) Json.tree(request("ana", "analyst").signedBy(TestKeys.signer("gateway-1")));
    json.set(change.getKey(), Json.mapper().readTree(change.getValue()));
    refuses(Json.read(Json.bytes(json), Request.class), TRUST);
  }

  @Test
  void isNotBelievedWithMoreRolesOrTime() {
    Request signed = request("ana", "analyst").signedBy(TestKeys.signer("gateway-1"));
    ObjectNode roles = (ObjectNode) Json.tree(signed);
    roles.withObject("/asker").putArray("roles").add("admin").add("analyst");
    refuses(Json.read(Json.bytes(roles), Request.class), TRUST);
    ObjectNode deadline = (ObjectNode) Json.tree(signed);
    deadline.put("deadline", NOW.plusSeconds(9_999).toString());
    refuses(Json.read(Json.bytes(deadline), Request.class), TRUST);
    ObjectNode asked = (ObjectNode) Json.tree(signed);
    asked.put("asked_at", NOW.plusSeconds(1).toString());
    refuses(Json.read(Json.bytes(asked), Request.class), TRUST);
  }

  @Test
  void aProgramAsksForItselfAndWithinItsRolesOnly() {
    TrustStore trust =
        new TestKeys()
            .trust(
                "robot-1",
                Set.of(Purpose.REQUEST),
                null,
                TestKeys.client("robot", "viewer", "analyst"))
            .store();

    assertThatCode(
            () ->
                request("robot", "viewer").signedBy(TestKeys.signer("robot-1")).verify(trust, NOW))
        .doesNotThrowAnyException();
    refuses(request("ana", "viewer").signedBy(TestKeys.signer("robot-1")), trust);
    refuses(request("robot", "viewer", "admin").signedBy(TestKeys.signer("robot-1")), trust);
    refuses(inTenant("elsewhere", "robot", "viewer").signedBy(TestKeys.signer("robot-1")), trust);
  }

  @Test
  void attributesAreSignedAndNoProgramClaimsAny() {
    Request signed =
        asking(new Asker("ana", new TreeSet<>(), of("region", "1", "2")))
            .signedBy(TestKeys.signer("gateway-1"));
    assertThatCode(() -> Json.read(Json.bytes(signed), Request.class).verify(TRUST, NOW))
        .doesNotThrowAnyException();
    for (String forged : List.of("{\"region\":[\"3\"]}", "{}", "{\"region\":[\"1\"]}")) {
      ObjectNode json = (ObjectNode) Json.tree(signed);
      json.withObject("/asker").putRawValue("attributes", new RawValue(forged));
      refuses(Json.read(Json.bytes(json), Request.class), TRUST);
    }
    TrustStore trust =
        new TestKeys()
            .trust("robot-1", Set.of(Purpose.REQUEST), null, TestKeys.client("robot", "viewer"))
            .store();
    refuses(
        asking(new Asker("robot", new TreeSet<>(Set.of("viewer")), of("region", "1")))
            .signedBy(TestKeys.signer("robot-1")),
        trust);
  }

  @Test
  void theAttributesOfAProgramAreThoseOfItsRegistration() {
    TrustedKey.Client robot =
        new TrustedKey.Client(
            "robot", new TenantId("default"), Set.of("viewer"), of("region", "7", "8"));
    TrustStore trust =
        new TestKeys().trust("robot-1", Set.of(Purpose.REQUEST), null, robot).store();
    Request byRobot = request("robot", "viewer").signedBy(TestKeys.signer("robot-1"));
    byRobot.verify(trust, NOW);
    Asker believed = byRobot.believedAsker(trust);
    assertThat(believed.attribute("region")).containsExactly("7", "8");
    assertThat(believed.subject()).isEqualTo("robot");
    assertThat(believed.roles()).containsExactly("viewer");

    Request byGateway =
        asking(new Asker("ana", new TreeSet<>(), of("region", "1")))
            .signedBy(TestKeys.signer("gateway-1"));
    assertThat(byGateway.believedAsker(TRUST)).isEqualTo(byGateway.asker());
    assertThatThrownBy(() -> byRobot.believedAsker(TRUST)).isInstanceOf(UntrustedException.class);
  }

  @Test
  void repliesAreSignedAndTheirEventSaysNoOther() {
    Request asked =
        asking("How many orders in December?", 0).signedBy(TestKeys.signer("gateway-1"));
    Request replied =
        asked.replied(
            new Reply("Which December?", Reply.Action.ANSWER, "2024"),
            asked.asker(),
            NOW.plusSeconds(120),
            TestKeys.signer("gateway-1"));
    assertThatCode(() -> Json.read(Json.bytes(replied), Request.class).verify(TRUST, NOW))
        .doesNotThrowAnyException();
    for (String forged :
        List.of(
            "[]",
            "[{\"asked\":\"Which December?\",\"action\":\"answer\",\"text\":\"2023\"}]",
            "[{\"asked\":\"Which one?\",\"action\":\"answer\",\"text\":\"2024\"}]",
            "[{\"asked\":\"Which December?\",\"action\":\"edit\",\"text\":\"2024\"}]")) {
      ObjectNode json = (ObjectNode) Json.tree(replied);
      json.putRawValue("replies", new RawValue(forged));
      refuses(Json.read(Json.bytes(json), Request.class), TRUST);
    }
    AgentState state = AgentState.asked(replied);
    assertThatCode(() -> ReplyGiven.in(state).verify()).doesNotThrowAnyException();
    for (ReplyGiven other :
        List.of(
            new ReplyGiven(replied.requestId(), "confirm", null, state),
            new ReplyGiven(replied.requestId(), "answer", "2023", state),
            new ReplyGiven(asked.requestId(), "answer", "2024", AgentState.asked(asked)))) {
      assertThatThrownBy(other::verify).isInstanceOf(UntrustedException.class);
    }
    assertThatThrownBy(
            () ->
                asked.replied(
                    new Reply(null, Reply.Action.CONFIRM, null),
                    new Asker("eve", new TreeSet<>()),
                    NOW,
                    TestKeys.signer("gateway-1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAttributeHasAPlainNameAndNeverThatOfTheSubject() {
    assertThatThrownBy(() -> new Asker("ana", new TreeSet<>(), of("subject", "eve")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Asker("ana", new TreeSet<>(), of("a b", "x")))
        .isInstanceOf(IllegalArgumentException.class);
    Asker asker = new Asker("ana", new TreeSet<>(), of("region", "1"));
    assertThat(asker.attribute("subject")).containsExactly("ana");
    assertThat(asker.attribute("region")).containsExactly("1");
    assertThat(asker.attribute("other")).isEmpty();
  }

  private static TreeMap<String, List<String>> of(String name, String... values) {
    return new TreeMap<>(Map.of(name, List.of(values)));
  }

  @Test
  void hasAQuestionOfSomeLengthAndALittleBudget() {
    assertThatThrownBy(() -> asking(" ", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> asking("x".repeat(2_001), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> asking("x", 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> asking("x", -1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(asking("x".repeat(2_000), 3).retryBudget()).isEqualTo(3);
  }

  @Test
  void isNotBelievedWithOtherTurnsBeforeIt() throws Exception {
    Request signed =
        request("ana", "analyst")
            .following(List.of(EarlierTurn.of("Net revenue by region", "SELECT 1")))
            .signedBy(TestKeys.signer("gateway-1"));
    assertThatCode(() -> Json.read(Json.bytes(signed), Request.class).verify(TRUST, NOW))
        .doesNotThrowAnyException();

    ObjectNode json = (ObjectNode) Json.tree(signed);
    json.withArray("earlier").remove(0);
    refuses(Json.read(Json.bytes(json), Request.class), TRUST);
    json.withArray("earlier").addObject().put("question", "Net revenue by region").put("sql", "X");
    refuses(Json.read(Json.bytes(json), Request.class), TRUST);
  }

  @Test
  void isNotBelievedWithAnotherBudget() throws Exception {
    Request signed =
        request("ana", "analyst")
            .within(Optional.of(new SpentBudget(50_000, NOW.plusSeconds(60))))
            .signedBy(TestKeys.signer("gateway-1"));
    assertThatCode(() -> Json.read(Json.bytes(signed), Request.class).verify(TRUST, NOW))
        .doesNotThrowAnyException();

    ObjectNode json = (ObjectNode) Json.tree(signed);
    json.remove("spent_budget");
    refuses(Json.read(Json.bytes(json), Request.class), TRUST);
    refuses(keeping(signed, new SpentBudget(50_001, NOW.plusSeconds(60))), TRUST);
    refuses(keeping(signed, new SpentBudget(50_000, NOW)), TRUST);
  }

  @Test
  void isNotBelievedWithAnotherViewAndNoProgramBringsItsOwn() {
    SchemaView view = new SchemaView("1", List.of(new SchemaView.RoleView(null, null, null)));
    Request signed =
        request("ana", "analyst").seeing(Optional.of(view)).signedBy(TestKeys.signer("gateway-1"));
    assertThatCode(() -> Json.read(Json.bytes(signed), Request.class).verify(TRUST, NOW))
        .doesNotThrowAnyException();
    for (String forged :
        List.of("null", "{\"policy_version\":\"1\",\"roles\":[{\"tables\":[\"*\"]}]}")) {
      ObjectNode json = (ObjectNode) Json.tree(signed);
      json.putRawValue("schema_view", new RawValue(forged));
      refuses(Json.read(Json.bytes(json), Request.class), TRUST);
    }
    assertThat(signed.unsigned().schemaView()).isNull();
    TrustStore trust =
        new TestKeys()
            .trust("robot-1", Set.of(Purpose.REQUEST), null, TestKeys.client("robot", "viewer"))
            .store();
    refuses(
        request("robot", "viewer").seeing(Optional.of(view)).signedBy(TestKeys.signer("robot-1")),
        trust);
  }

  /** The request with another budget under the signature of its own. */
  private static Request keeping(Request signed, SpentBudget other) {
    ObjectNode json = (ObjectNode) Json.tree(signed);
    json.set("spent_budget", Json.tree(other));
    return Json.read(Json.bytes(json), Request.class);
  }

  @Test
  void carriesAFewTurnsOfAFairLength() {
    EarlierTurn turn = EarlierTurn.of("Net revenue by region", "x".repeat(4_001));
    assertThat(turn.sql()).isNull();
    Request request = request("ana", "analyst");
    assertThat(request.following(Collections.nCopies(3, turn)).earlier()).hasSize(3);
    assertThatThrownBy(() -> request.following(Collections.nCopies(4, turn)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EarlierTurn("x", "x".repeat(4_001)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EarlierTurn.of("x".repeat(2_001), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refuses(Request request, TrustStore trust) {
    assertThatThrownBy(() -> request.verify(trust, NOW)).isInstanceOf(UntrustedException.class);
  }

  static Request request(String subject, String... roles) {
    return inTenant("default", subject, roles);
  }

  private static Request asking(Asker asker) {
    return asking(asker, "x", 0);
  }

  private static Request asking(String question, int budget) {
    return asking(new Asker("ana", new TreeSet<>()), question, budget);
  }

  private static Request asking(Asker asker, String question, int budget) {
    return new Request(
        new RequestId(Uuids.v7()),
        new TenantId("default"),
        null,
        null,
        question,
        asker,
        new ConnectionId("demo"),
        null,
        false,
        budget,
        NOW,
        NOW.plusSeconds(60),
        null);
  }

  private static Request inTenant(String tenant, String subject, String... roles) {
    return new Request(
        new RequestId(Uuids.v7()),
        new TenantId(tenant),
        null,
        null,
        "How many orders?",
        new Asker(subject, new TreeSet<>(Set.of(roles))),
        new ConnectionId("demo"),
        "auto",
        false,
        2,
        NOW,
        NOW.plusSeconds(60),
        null);
  }
}
