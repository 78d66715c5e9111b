package io.nexushive.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.json.Json;
import org.junit.jupiter.api.Test;

class AsksTest {
  private final Asks back =
      Asks.back(
          Json.read(
              "{\"question\":\"Which?\",\"choices\":[\"December 2025\",\"December 2024\"]}"
                  .getBytes(),
              com.fasterxml.jackson.databind.JsonNode.class));

  @Test
  void aNumberPicksAChoiceAndOtherWordsStand() {
    assertThat(back.read("2")).isEqualTo(new Asks.Reply("answer", "December 2024"));
    assertThat(back.read("3")).isEqualTo(new Asks.Reply("answer", "3"));
    assertThat(back.read(" the latest ")).isEqualTo(new Asks.Reply("answer", "the latest"));
    assertThat(back.read("cancel")).isEqualTo(new Asks.Reply("cancel", null));
    assertThat(back.read("  ")).isNull();
  }

  @Test
  void aPlanIsAgreedToByEnter() {
    assertThat(Asks.PLAN.read("")).isEqualTo(new Asks.Reply("confirm", null));
    assertThat(Asks.PLAN.read("confirm")).isEqualTo(new Asks.Reply("confirm", null));
    assertThat(Asks.PLAN.read("Cancel")).isEqualTo(new Asks.Reply("cancel", null));
    assertThat(Asks.PLAN.read("by profit")).isEqualTo(new Asks.Reply("edit", "by profit"));
  }
}
