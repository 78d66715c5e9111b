package io.nexushive.visualizer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.visualizer.Results;
import io.nexushive.visualizer.result.ResultTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
  private static String text(Results results, String... filters) {
    return AnswerText.of(ResultTable.of(results.result()), List.of(filters));
  }

  @Test
  void namesHighestAndLowest() {
    assertThat(
            text(
                Results.of("region_name:string", "net_revenue:decimal")
                    .row("North America", "(1234567.80)")
                    .row("EMEA", "(300.20)")
                    .row("APAC", "(200.30)")))
        .isEqualTo(
            "The result has 3 rows. Net revenue is highest for North America (1,234,567.80) and"
                + " lowest for APAC (200.30).");
  }

  @Test
  void namesThePeriodThatIsCovered() {
    assertThat(
            text(
                Results.of("month:string", "orders:integer")
                    .row("2025-02", 5)
                    .row("2025-01", 9)
                    .row("2025-03", 7)))
        .isEqualTo(
            "The result has 3 rows, from 2025-01 to 2025-03. Orders is highest in 2025-01 (9) and"
                + " lowest in 2025-02 (5).");
  }

  @Test
  void aSingleValueIsSaid() {
    assertThat(text(Results.of("order_count:integer").row(1234))).isEqualTo("Order count: 1,234.");
    assertThat(text(Results.of("segment:string", "net_revenue:decimal").row("Consumer", "(12.30)")))
        .isEqualTo("Segment: Consumer; Net revenue: 12.30.");
  }

  @Test
  void longFloatingPointNumbersAreRoundedAndSaySo() {
    assertThat(text(Results.of("average_discount:float").row(0.0771392405063291)))
        .isEqualTo("Average discount: about 0.07714.");
    assertThat(text(Results.of("average:float").row(1234.5678901)))
        .isEqualTo("Average: about 1,234.57.");
    assertThat(text(Results.of("total:float").row(1234567.8))).isEqualTo("Total: 1,234,567.8.");
  }

  @Test
  void nothingFoundDoesNotSoundLikeADenial() {
    assertThat(text(Results.of("n:integer")))
        .isEqualTo("The query ran and found no matching rows.");
    assertThat(text(Results.of("n:integer"), "region = EMEA"))
        .isEqualTo("The query ran and found no matching rows among those that you may see.");
    assertThat(text(Results.of("n:integer").row((Object) null)))
        .isEqualTo("The query ran, but there is no value to show: no row matches.");
  }

  @Test
  void aCutResultIsSaidToBeCut() {
    assertThat(text(Results.of("name:string", "n:integer").row("a", 1).row("b", 2).truncated()))
        .isEqualTo(
            "The first 2 rows are shown; there are more. Among them, n is highest for b (2) and"
                + " lowest for a (1).");
  }

  @Test
  void fewNamesAreListed() {
    assertThat(text(Results.of("region_name:string").row("EMEA").row("APAC")))
        .isEqualTo("The result has 2 rows. Region name: EMEA, APAC.");
  }

  @Test
  void tiesAreNamedTogether() {
    assertThat(text(Results.of("c:string", "n:integer").row("a", 2).row("b", 2).row("c", 1)))
        .isEqualTo("The result has 3 rows. N is highest for a and b (2) and lowest for c (1).");
    assertThat(text(Results.of("c:string", "n:integer").row("a", 2).row("b", 2)))
        .isEqualTo("The result has 2 rows. N is 2 everywhere.");
  }

  @Test
  void idsAreNotCompared() {
    assertThat(text(Results.of("customer_id:integer", "n:integer").row(1001, 2).row(1002, 1)))
        .isEqualTo("The result has 2 rows. N is highest for 1001 (2) and lowest for 1002 (1).");
  }
}
