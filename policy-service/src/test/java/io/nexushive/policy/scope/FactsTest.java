package io.nexushive.policy.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.Fixtures;
import org.junit.jupiter.api.Test;

/** What a text is found to read, clause by clause. */
class FactsTest {

  @Test
  void saysWhichClauseReadsWhichColumn() {
    Facts facts =
        facts(
            "SELECT r.region_name, sum(s.net_revenue) AS rev FROM sales s JOIN regions r ON"
                + " r.region_id = s.region_id WHERE s.quantity > 2 GROUP BY r.region_name HAVING"
                + " max(s.discount_pct) < 5 ORDER BY rev DESC LIMIT 20");

    assertThat(facts.tables()).containsExactlyInAnyOrder("sales", "regions");
    assertThat(facts.projected()).containsExactly("regions.region_name", "sales.net_revenue");
    assertThat(facts.joined()).containsExactlyInAnyOrder("regions.region_id", "sales.region_id");
    assertThat(facts.filtered()).containsExactly("sales.quantity", "sales.discount_pct");
    assertThat(facts.grouped()).containsExactly("regions.region_name");
    assertThat(facts.ordered()).containsExactly("sales.net_revenue");
    assertThat(facts.functions()).containsExactly("max", "sum");
    assertThat(facts.level()).isEqualTo("aggregated");
    assertThat(facts.limit()).isEqualTo(20);
    assertThat(facts.unjoined()).isFalse();
  }

  @Test
  void countsAQueryWithinAConditionToTheCondition() {
    Facts facts =
        facts(
            "SELECT count(*) FROM sales WHERE region_id IN (SELECT region_id FROM regions WHERE"
                + " region_name = 'x')");

    assertThat(facts.projected()).isEmpty();
    assertThat(facts.filtered())
        .containsExactlyInAnyOrder("sales.region_id", "regions.region_id", "regions.region_name");
  }

  @Test
  void readsNumbersAndUsingAsColumns() {
    Facts facts =
        facts(
            "SELECT category, count(*) FROM sales JOIN products USING (product_id) GROUP BY 1 ORDER"
                + " BY 1");

    assertThat(facts.grouped()).containsExactly("products.category");
    assertThat(facts.ordered()).containsExactly("products.category");
    assertThat(facts.joined()).containsExactlyInAnyOrder("sales.product_id", "products.product_id");
  }

  @Test
  void readsNumbersInSetsOfGroupsAsColumns() {
    String each = facts("SELECT sale_id, count(*) FROM sales GROUP BY sale_id").level();

    for (String sets :
        new String[] {"1", "(1)", "ROLLUP (1)", "CUBE (1, 1)", "GROUPING SETS ((1), ())"}) {
      Facts facts = facts("SELECT sale_id, count(*) FROM sales GROUP BY " + sets);
      assertThat(facts.grouped()).as(sets).containsExactly("sales.sale_id");
      assertThat(facts.level()).as(sets).isEqualTo(each).isNotEqualTo("aggregated");
    }
  }

  @Test
  void findsAJoinWrittenInWhere() {
    Facts facts = facts("SELECT count(*) FROM sales s, regions r WHERE s.region_id = r.region_id");

    assertThat(facts.joined()).containsExactlyInAnyOrder("sales.region_id", "regions.region_id");
  }

  @Test
  void saysThatTablesAreNotJoined() {
    assertThat(facts("SELECT count(*) FROM sales, regions").unjoined()).isTrue();
  }

  @Test
  void areThereForADeniedTextAndNotForOneThatCannotBeRead() {
    assertThat(facts("SELECT ssn FROM customers").projected()).containsExactly("customers.ssn");
    assertThat(Fixtures.judge(Dialect.POSTGRES, "analyst", "SELEC 1").facts()).isEmpty();
  }

  private static Facts facts(String sql) {
    return Fixtures.judge(Dialect.POSTGRES, "analyst", sql).facts().orElseThrow();
  }
}
