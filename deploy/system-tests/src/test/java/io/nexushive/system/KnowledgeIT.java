package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.GatewayClient;
import io.nexushive.local.client.GatewayException;
import io.nexushive.local.client.SseEvent;
import io.nexushive.local.keys.KeyRing;
import io.nexushive.local.stack.Stack;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.signature.Signer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one analyst corrects and a steward approves answers the next, until policy denies it. */
@ExtendWith(HiveExtension.class)
class KnowledgeIT {
  private static final Duration LIMIT = Duration.ofSeconds(180);

  /** Nothing in the schema is called core: only who knows the business knows what is meant. */
  private static final String QUESTION = "What is the core revenue in %s?";

  private static final String CORRECTED =
      "SELECT SUM(s.net_revenue) AS core_revenue FROM sales s JOIN regions r"
          + " ON r.region_id = s.region_id WHERE s.discount_applied = 0 AND r.region_name = '%s'";

  private final Hive hive;
  private final Stack stack;

  KnowledgeIT(Hive hive) {
    this.hive = hive;
    this.stack = hive.stack();
  }

  @Test
  void aCorrectionAnswersTheNextQuestionUntilPolicyDeniesIt() throws Exception {
    Asked first = hive.ask("analyst", QUESTION.formatted("EMEA"));
    assertThat(first.last("sql").map(sql -> sql.path("source").asText()))
        .isNotEqualTo(Optional.of("verified_query"));

    String id = proposed(first);
    assertThatThrownBy(() -> hive.as("analyst").post(path(id) + "/approve", Map.of()))
        .isInstanceOfSatisfying(GatewayException.class, e -> assertThat(e.status()).isEqualTo(403));
    hive.as("steward").post(path(id) + "/approve", Map.of());

    GatewayClient colleague = anotherAnalyst();
    assertVerified(colleague, "APAC");

    restartTranslator();
    assertVerified(colleague, "Latin America");

    assertAskedAgainWithAnotherValue(colleague, id);

    Signer gateway = KeyRing.createOrLoad(hive.home().keys()).signer(ServiceName.GATEWAY);
    String policy =
        Files.readString(Hive.root().resolve("gateway/src/main/resources/demo/policy.yaml"));
    publish(
        policy.replace(
            "sensitive:\n",
            "sensitive:\n"
                + "  - columns: [sales.discount_applied]\n"
                + "    why: discounts are confidential\n"),
        gateway);
    try {
      await()
          .atMost(LIMIT)
          .until(() -> hive.as("steward").get(path(id)).path("state").asText().equals("retired"));
      JsonNode retired = hive.as("analyst").get(path(id));
      assertThat(retired.path("reason").asText()).contains("discount_applied", "confidential");
      assertThat(retired.has("decided_by")).isFalse();
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(ask(colleague, "EMEA").all("sql"))
                      .noneMatch(sql -> sql.path("source").asText().equals("verified_query")));
    } finally {
      publish(policy, gateway);
    }
  }

  private String proposed(Asked asked) {
    return await()
        .atMost(LIMIT)
        .ignoreExceptionsMatching(
            e -> e instanceof GatewayException refused && refused.status() == 409)
        .until(
            () ->
                hive.as("analyst")
                    .post(
                        "/api/feedback",
                        Map.of(
                            "request_id",
                            asked.requestId(),
                            "helpful",
                            false,
                            "reason",
                            "Core is what was sold without a discount.",
                            "corrected_sql",
                            CORRECTED.formatted("EMEA")))
                    .path("knowledge_id")
                    .asText(),
            id -> !id.isEmpty());
  }

  private void assertVerified(GatewayClient who, String region) {
    Asked asked =
        await().atMost(LIMIT).until(() -> ask(who, region), a -> a.outcome().equals("answered"));
    assertRegion(asked, region);
    assertThat(asked.all("trace"))
        .anyMatch(
            trace ->
                trace.path("stage").asText().equals("verified-query")
                    && trace.path("detail").asText().contains("approved by steward")
                    && trace.path("detail").asText().contains(region));
  }

  private static Asked ask(GatewayClient who, String region) {
    return read(who, who.ask(QUESTION.formatted(region), Map.of()));
  }

  private void assertAskedAgainWithAnotherValue(GatewayClient who, String id) {
    String request =
        who.ask(
            QUESTION.formatted("EMEA"),
            Map.of("verified_query_id", id, "parameters", Map.of("region_name", "North America")));
    assertRegion(read(who, request), "North America");
  }

  private void assertRegion(Asked asked, String region) {
    assertThat(asked.outcome()).as("%s", asked.events()).isEqualTo("answered");
    JsonNode sql = asked.one("sql");
    assertThat(sql.path("source").asText()).isEqualTo("verified_query");
    JsonNode parameter = sql.at("/verified/parameters/0");
    assertThat(parameter.path("name").asText()).isEqualTo("region_name");
    assertThat(parameter.path("value").asText()).isEqualTo(region);
    BigDecimal expected = new Warehouse(hive.demoWarehouse()).number(CORRECTED.formatted(region));
    assertThat(expected).isPositive();
    assertThat((BigDecimal) asked.rows().get(0).get(0)).isEqualByComparingTo(expected);
  }

  private static Asked read(GatewayClient who, String request) {
    List<SseEvent> events = new ArrayList<>();
    who.follow(request, events::add);
    return new Asked(request, "", events);
  }

  private GatewayClient anotherAnalyst() {
    String password = "as good as any other";
    GatewayClient admin = hive.as("admin");
    String id =
        admin
            .post("/api/auth/register", Map.of("username", "bianca", "password", password))
            .path("id")
            .asText();
    admin.put("/api/auth/users/" + id + "/roles", Map.of("roles", List.of("analyst")));
    return GatewayClient.signIn(hive.gateway(), "bianca", password);
  }

  private void restartTranslator() {
    int before = stack.restarts(ServiceName.TRANSLATOR);
    stack.kill(ServiceName.TRANSLATOR, Map.of());
    await().atMost(LIMIT).until(() -> stack.restarts(ServiceName.TRANSLATOR) > before);
    stack.awaitReady(EnumSet.of(ServiceName.TRANSLATOR), LIMIT);
  }

  private void publish(String document, Signer gateway) throws Exception {
    ProjectId project = new ProjectId("default");
    EventType type = EventType.POLICY_CHANGED;
    CloudEvent event =
        CloudEvent.of(
            Uuids.v7().toString(), type, ServiceName.GATEWAY, project.value(), Instant.now());
    hive.say(type, event, new PolicyChanged(project, document, null).signedBy(gateway));
  }

  private static String path(String id) {
    return "/api/knowledge/" + id;
  }
}
