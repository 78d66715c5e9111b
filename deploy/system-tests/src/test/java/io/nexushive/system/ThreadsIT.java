package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.GatewayClient;
import io.nexushive.local.client.GatewayException;
import io.nexushive.local.client.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A conversation: questions that go on from each other, and that nobody else sees. */
@ExtendWith(HiveExtension.class)
class ThreadsIT {
  private final Hive hive;

  ThreadsIT(Hive hive) {
    this.hive = hive;
  }

  @Test
  void questionsGoOnFromTheOnesBeforeThem() {
    String thread = begin();
    answers(
        ask(thread, "Show total net revenue by region"),
        "select region_name, sum(net_revenue) from sales join regions using (region_id)"
            + " group by 1");
    Asked byCategory = ask(thread, "and by category?");
    answers(
        byCategory,
        "select category, sum(net_revenue) from sales join products using (product_id) group by 1");
    assertThat(byCategory.words()).contains("Understood as: Show total net revenue by category");
    answers(
        ask(thread, "only EMEA"),
        "select category, sum(net_revenue) from sales join products using (product_id)"
            + " join regions using (region_id) where region_name = 'EMEA' group by 1");

    Asked unclear = ask(thread, "and in Germany?");
    assertThat(unclear.outcome()).as("%s", unclear.events()).isEqualTo("pending_reply");
    assertThat(unclear.one("clarification").path("question").asText())
        .contains("Show total net revenue by category for EMEA");

    JsonNode messages = hive.as("analyst").get("/api/threads/" + thread + "/messages");
    assertThat(messages.findValuesAsText("question"))
        .contains("Show total net revenue by region", "and by category?", "only EMEA");
    assertThat(messages.path("messages")).hasSize(4);
    assertThat(messages.at("/messages/1/status").asText()).isEqualTo("answered");
    assertThat(messages.at("/messages/1/state/result/rows")).isNotEmpty();
    assertThat(hive.as("analyst").get("/api/threads/" + thread).path("title").asText())
        .isEqualTo("Show total net revenue by region");
    assertThat(
            hive.as("analyst").get("/api/threads/" + thread + "/state").path("activity").asText())
        .isEqualTo("waiting");
  }

  @Test
  void aThreadIsNobodyElses() {
    String thread = begin();
    ask(thread, "Show total net revenue by region");
    for (String other : List.of("steward", "admin")) {
      GatewayClient client = hive.as(other);
      refuses(() -> client.get("/api/threads/" + thread), 404);
      refuses(() -> client.get("/api/threads/" + thread + "/messages"), 404);
      refuses(() -> client.ask("and by category?", Map.of("thread_id", thread)), 404);
    }
    assertThat(hive.as("analyst").get("/api/threads/" + thread + "/messages").path("messages"))
        .hasSize(1);
  }

  @Test
  void theSemanticParserIsThereWhereNoModelIs() {
    JsonNode models = hive.as("analyst").get("/api/models");
    assertThat(models.path("language_model").asBoolean()).isFalse();
    assertThat(models.path("models").findValuesAsText("name"))
        .containsExactly("auto", "semantic-parser");
    String thread = begin();
    hive.as("analyst")
        .post("/api/threads/" + thread + "/model", Map.of("model", "semantic-parser"));
    answers(
        ask(thread, "Show total profit by region"),
        "select region_name, sum(profit) from sales join regions using (region_id) group by 1");
  }

  private String begin() {
    return hive.as("analyst").post("/api/threads", Map.of()).path("thread_id").asText();
  }

  /** Asks as soon as the answer before it has been told, as an impatient reader would. */
  private Asked ask(String thread, String question) {
    GatewayClient analyst = hive.as("analyst");
    String id = analyst.ask(question, Map.of("thread_id", thread));
    List<SseEvent> events = new ArrayList<>();
    analyst.follow(id, events::add);
    return new Asked(id, question, events);
  }

  private void answers(Asked asked, String sql) {
    assertThat(asked.outcome()).as("%s", asked.events()).isEqualTo("answered");
    List<List<Object>> expected = new Warehouse(hive.demoWarehouse()).query(sql);
    assertThat(expected).isNotEmpty();
    Figures.assertSame(asked.rows(), expected);
  }

  private static void refuses(Runnable call, int status) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.status()).isEqualTo(status));
  }
}
