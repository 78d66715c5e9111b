package io.nexushive.executor.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.QueryResult.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultChecksTest {
  private static final List<Column> COLUMNS =
      List.of(new Column("region", ColumnType.STRING), new Column("total", ColumnType.INTEGER));
  private static final JsonNode NONE = NullNode.getInstance();

  private static List<JsonNode> row(String region, Integer total) {
    return List.of(
        region == null ? NONE : TextNode.valueOf(region),
        total == null ? NONE : IntNode.valueOf(total));
  }

  private static List<String> checks(List<List<JsonNode>> rows, boolean truncated) {
    return ResultChecks.of(
        new QueryResult(COLUMNS, rows, rows.size(), truncated, 1, null, List.of()), List.of());
  }

  @Test
  void anOrdinaryResultRaisesNothing() {
    assertThat(checks(List.of(row("EMEA", 1), row("APAC", 2)), false)).isEmpty();
  }

  @Test
  void saysThatNothingMatches() {
    assertThat(checks(List.of(), false)).containsExactly("No row matches the question.");
  }

  @Test
  void saysThatAnAggregateFoundNothing() {
    assertThat(checks(List.of(row(null, null)), false))
        .containsExactly("No value at all was found: nothing in the data matches the question.");
  }

  @Test
  void namesColumnsWithoutAnyValue() {
    assertThat(checks(List.of(row("EMEA", null), row("APAC", null)), false))
        .containsExactly("No row has a value for: total.");
  }

  @Test
  void saysThatThereAreMoreRows() {
    assertThat(checks(List.of(row("EMEA", 1), row("APAC", 2)), true))
        .containsExactly("There are more rows than the 2 shown here.");
  }

  @Test
  void saysThatRowsRepeat() {
    assertThat(checks(List.of(row("EMEA", 1), row("EMEA", 1)), false))
        .containsExactly("Some rows appear more than once; a join may multiply them.");
  }
}
