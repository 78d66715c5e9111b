package io.nexushive.policy.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which values of a text could be others. */
class TemplateTest {

  @Test
  void namesTheColumnThatEachValueIsHeldAgainst() {
    assertThat(
            values(
                "SELECT count(*) FROM sales s JOIN regions r ON r.region_id = s.region_id WHERE"
                    + " r.region_name = 'EMEA' AND s.quantity BETWEEN 2 AND 3 AND s.sale_id IN (4,"
                    + " 5) AND 6 < s.quantity"))
        .containsExactly(
            "'EMEA' regions.region_name",
            "2 sales.quantity",
            "3 sales.quantity",
            "4 sales.sale_id",
            "5 sales.sale_id",
            "6 sales.quantity");
  }

  @Test
  void saysWhereAColumnIsNotComparedAsItIs() {
    assertThat(
            values(
                "SELECT region_name FROM regions WHERE lower(region_name) = 'emea' GROUP BY"
                    + " region_name HAVING max(region_id) > 7"))
        .containsExactly("'emea' of regions.region_name", "7 of regions.region_id");
  }

  @Test
  void takesTheNumberOfRowsForAValueOfNoColumn() {
    assertThat(values("SELECT region_name FROM regions ORDER BY region_name LIMIT 5"))
        .containsExactly("5 rows");
  }

  @Test
  void leavesOutWhatIsNoValueOrComesFromSeveralColumns() {
    assertThat(
            values(
                "SELECT 'x' AS label, max(quantity) + 1 FROM sales WHERE quantity + sale_id > 2 AND"
                    + " quantity LIKE '1%' AND 3 = 3 AND quantity IS NOT NULL"))
        .isEmpty();
  }

  private static List<String> values(String sql) {
    Template template =
        Fixtures.judge(Dialect.POSTGRES, "analyst", sql).template().orElseThrow().get();
    return template.literals().stream()
        .map(
            l ->
                template.sql().substring(l.start(), l.end())
                    + (l.plain() ? " " : " of ")
                    + (l.column() == null ? "rows" : l.table() + "." + l.column()))
        .toList();
  }
}
