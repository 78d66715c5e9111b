package io.nexushive.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Remedy;
import io.nexushive.model.envelope.Remedy.Action;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verdict says where each rule fired, and what would make the text pass. */
class ExplanationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT region_id, sum(@profit) FROM sales GROUP BY 1 | sensitive-column | DROP_COLUMNS",
        "SELECT count(*) FROM sales WHERE @profit > 1 | sensitive-column | DROP_COLUMNS",
        "SELECT count(*) FROM regions r JOIN @regions s USING (manager)| sensitive-column |"
            + " DROP_COLUMNS",
        "SELECT @* FROM sales | star | NAME_COLUMNS",
        "SELECT @nosuch FROM sales | unknown-column | CORRECT_NAME",
        "SELECT count(*) FROM @nosuch | unknown-table | CORRECT_NAME",
        "SELECT @pg_sleep(1) | function | REPLACE_FUNCTION",
        "SELECT count(*) FROM sales, @products | cost-cross-join | JOIN_BY_COLUMNS",
        "SELECT sale_id FROM sales; @DROP TABLE x | one-statement | REWORD",
        "SELECT @net_revenue FROM sales | row-level | AGGREGATE",
        "SELECT @sum(net_revenue) FROM sales WHERE sale_id = 7 | small-group | WIDEN_GROUPS",
        "SELECT count(*) FROM sales LIMIT @abs(1) | limit | REWORD",
        "@DELETE FROM sales | read-only | REWORD",
        "SELECT count(*) FROM sales WHERE (@ | syntax | REWORD"
      })
  void namesThePlaceAndTheRemedy(String marked, String rule, Action remedy) {
    // The place is marked; two lines before it make lines and columns differ from offsets.
    String sql = "-- asked\n\n" + marked.strip();
    int place = sql.indexOf('@');
    Verdict verdict = Fixtures.decide(sql.replace("@", ""));

    Reason reason =
        verdict.reasons().stream().filter(r -> r.rule().equals(rule)).findFirst().orElseThrow();
    if (!rule.equals("one-statement") && !rule.equals("syntax")) {
      assertThat(reason.position()).isEqualTo(place);
      assertThat(reason.line()).isEqualTo(3);
      assertThat(reason.column()).isEqualTo(place - 9);
    }
    assertThat(reason.remedies()).extracting(Remedy::action).contains(remedy);
    assertThat(reason.remedies().stream().anyMatch(r -> r.action() == Action.ASK_STEWARD))
        .isEqualTo(verdict.decision().equals("review"));
  }

  @Test
  void everyRuleThatFiredIsSaidWithWhatItFiredOn() {
    Verdict verdict =
        Fixtures.decide(
            "SELECT sum(profit), max(unit_cost) FROM sales JOIN products USING (product_id)");
    assertThat(verdict.reasons())
        .extracting(Reason::subject)
        .containsExactly("sales.profit", "products.unit_cost");
    assertThat(verdict.reasons().get(0).remedies().get(0))
        .isEqualTo(new Remedy(Action.DROP_COLUMNS, List.of("sales.profit")));
  }

  @Test
  void holdsBothTexts() {
    String asked = "SELECT count(*)  FROM sales -- all";
    Verdict.Allowed allowed = (Verdict.Allowed) Fixtures.decide(asked);
    assertThat(allowed.asked()).isEqualTo(asked);
    assertThat(allowed.sql()).isEqualTo("SELECT count(*) FROM sales LIMIT 1000");
    assertThat(Fixtures.decide("DROP TABLE sales").asked()).isEqualTo("DROP TABLE sales");
  }
}
