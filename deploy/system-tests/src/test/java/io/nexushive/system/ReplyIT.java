package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nexushive.local.client.GatewayClient;
import io.nexushive.local.client.GatewayException;
import io.nexushive.local.client.SseEvent;
import io.nexushive.local.stack.Stack;
import io.nexushive.model.envelope.ServiceName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Questions that ask back, or show their plan, and go on with the reply as the same request. */
@ExtendWith(HiveExtension.class)
class ReplyIT {
  private static final Duration LIMIT = Duration.ofSeconds(180);

  private final Hive hive;
  private final Stack stack;

  ReplyIT(Hive hive) {
    this.hive = hive;
    this.stack = hive.stack();
  }

  @Test
  void aReplySettlesTheYearAcrossARestartOfEveryService() {
    Asked asked = hive.ask("analyst", "How many orders were there in December?");
    assertThat(asked.outcome()).as("%s", asked.events()).isEqualTo("pending_reply");
    assertThat(asked.all("sql")).isEmpty();
    String choice = asked.one("clarification").at("/choices/0").asText();

    restartEverything();
    assertThatThrownBy(() -> hive.as("steward").reply(asked.requestId(), "answer", choice))
        .isInstanceOfSatisfying(GatewayException.class, e -> assertThat(e.status()).isEqualTo(403));
    // A service that was killed between showing what it asks and saying it does so again.
    await()
        .atMost(LIMIT)
        .ignoreExceptionsMatching(
            e -> e.getMessage() != null && e.getMessage().contains("reply again in a moment"))
        .until(() -> replied(asked, choice));

    Asked whole = end(asked);
    assertThat(whole.outcome()).as("%s", whole.events()).isEqualTo("answered");
    String year = choice.replaceAll("\\D", "");
    BigDecimal expected =
        new Warehouse(hive.demoWarehouse())
            .number("select count(*) from sales where strftime('%Y-%m', date) = '" + year + "-12'");
    assertThat(expected).isPositive();
    assertThat(whole.rows()).hasSize(1);
    assertThat(whole.rows().get(0)).contains(expected);
    assertThatThrownBy(() -> hive.as("analyst").reply(asked.requestId(), "answer", choice))
        .isInstanceOfSatisfying(GatewayException.class, e -> assertThat(e.status()).isEqualTo(409));
  }

  @Test
  void aPlanIsShownEditedConfirmedAndRun() {
    GatewayClient analyst = hive.as("analyst");
    String id = analyst.ask("Show total profit by region", Map.of("confirm_plan", true));
    Asked asked = read(id);
    assertThat(asked.outcome()).as("%s", asked.events()).isEqualTo("pending_reply");
    assertThat(asked.one("plan").path("steps")).isNotEmpty();
    assertThat(asked.all("sql")).isEmpty();

    analyst.reply(id, "edit", "Show total net revenue by region");
    await().atMost(LIMIT).until(() -> read(id).all("plan").size() == 2);
    assertThat(read(id).all("sql")).isEmpty();
    analyst.reply(id, "confirm", null);

    Asked whole = end(asked);
    assertThat(whole.outcome()).as("%s", whole.events()).isEqualTo("answered");
    assertThat(whole.one("sql").path("sql").asText()).contains("net_revenue");
    assertThat(whole.rows()).hasSize(4);
  }

  @Test
  void aPlanThatIsCancelledReadsNothing() {
    GatewayClient analyst = hive.as("analyst");
    String id = analyst.ask("Show total profit by region", Map.of("confirm_plan", true));
    assertThat(read(id).outcome()).isEqualTo("pending_reply");
    analyst.reply(id, "cancel", null);
    Asked whole = end(read(id));
    assertThat(whole.outcome()).isEqualTo("cancelled");
    assertThat(whole.all("result")).isEmpty();
  }

  private boolean replied(Asked asked, String text) {
    hive.as("analyst").reply(asked.requestId(), "answer", text);
    return true;
  }

  /** The stream as it is told from the beginning, up to where it pauses or ends. */
  private Asked read(String id) {
    List<SseEvent> events = new ArrayList<>();
    hive.as("analyst").follow(id, events::add);
    return new Asked(id, "", events);
  }

  private Asked end(Asked asked) {
    List<SseEvent> events = new ArrayList<>();
    hive.as("analyst").followThroughWaits(asked.requestId(), events::add);
    return new Asked(asked.requestId(), asked.question(), events);
  }

  private void restartEverything() {
    for (ServiceName service : ServiceName.values()) {
      int before = stack.restarts(service);
      stack.kill(service, Map.of());
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> stack.restarts(service) > before);
    }
    stack.awaitReady(EnumSet.allOf(ServiceName.class), LIMIT);
  }
}
