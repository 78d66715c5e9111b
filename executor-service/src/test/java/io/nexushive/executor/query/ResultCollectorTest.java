package io.nexushive.executor.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nexushive.model.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultCollectorTest {
  private static List<JsonNode> row(String text) {
    return List.of(TextNode.valueOf(text));
  }

  @Test
  void keepsRowsUpToTheLimitAndKnowsThatThereWereMore() {
    ResultCollector rows = new ResultCollector(2, 1_000);

    assertThat(rows.row(row("a"))).isTrue();
    assertThat(rows.row(row("b"))).isTrue();
    assertThat(rows.truncated()).isFalse();
    assertThat(rows.row(row("c"))).isFalse();
    assertThat(rows.rows()).hasSize(2);
    assertThat(rows.truncated()).isTrue();
  }

  @Test
  void neverWeighsMoreThanTheLimit() {
    ResultCollector rows = new ResultCollector(1_000, 100);
    while (rows.row(row("é€\u0001"))) {
      assertThat(rows.truncated()).isFalse();
    }

    assertThat(Json.bytes(rows.rows()).length).isLessThanOrEqualTo(101);
    assertThat(rows.truncated()).isTrue();
  }

  @Test
  void aRowThatIsTooHeavyAloneIsLeftOut() {
    ResultCollector rows = new ResultCollector(10, 10);

    assertThat(rows.row(row("0123456789"))).isFalse();
    assertThat(rows.rows()).isEmpty();
    assertThat(rows.truncated()).isTrue();
  }

  @Test
  void aFullResultIsNotTruncatedWhenThereIsNoMore() {
    ResultCollector rows = new ResultCollector(1, 100);
    rows.row(List.of(IntNode.valueOf(1)));

    assertThat(rows.truncated()).isFalse();
  }
}
