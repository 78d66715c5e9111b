package io.nexushive.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tags, combinations, certified metrics and review conditions, as they decide. */
class ColumnRulesTest {
  private static final String ROLES =
      "format: 1\nroles:\n  analyst: {tables: ['*']}\n  chief: {tables: ['*']}\n";
  private static final PolicyEngine ENGINE = new PolicyEngine();

  @Test
  void aTagStandsForItsColumns() {
    Policy policy =
        Policy.read(
            ROLES
                + """
                tags:
                  personal: [customers.email, "*.ssn"]
                sensitive:
                  - tags: [personal]
                    columns: [regions.manager]
                    except_for: [chief]
                """);
    for (String column : List.of("customers.email", "customers.ssn", "regions.manager")) {
      String sql = "SELECT count(" + column.split("\\.")[1] + ") FROM " + column.split("\\.")[0];
      assertThat(rules(policy, "analyst", sql)).containsExactly("sensitive-column");
      assertThat(rules(policy, "chief", sql)).isEmpty();
    }
    assertThatThrownBy(() -> Policy.read(ROLES + "sensitive:\n  - tags: [nosuch]\n"))
        .hasMessageContaining("line 6")
        .hasMessageContaining("nosuch");
  }

  private static final Policy MARGIN =
      Policy.read(
          ROLES
              + """
              combinations:
                - columns: [sales.profit, sales.net_revenue]
                  per: [sales.product_id, products.product_id, products.product_name]
                  except_for: [chief]
                  why: per product they give the margin away
              """);

  @Test
  void columnsMayMeetUnlessTheyMeetPerProduct() {
    String both = "SELECT sum(profit), sum(net_revenue) FROM sales";
    allowed(both);
    allowed("SELECT region_id, sum(profit) / sum(net_revenue) FROM sales GROUP BY region_id");
    String joined =
        "SELECT category, sum(profit), sum(net_revenue) FROM sales s JOIN products p ON"
            + " s.product_id = p.product_id";
    allowed(joined + " GROUP BY category");
    allowed(joined.replace("ON s.product_id = p.product_id", "USING (product_id)") + " GROUP BY 1");
    allowed("SELECT product_id, sum(profit) FROM sales GROUP BY product_id");
  }

  @Test
  void noWayToAProductPasses() {
    String both = "SELECT sum(profit) AS p, sum(net_revenue) AS r FROM sales s";
    for (String sql :
        List.of(
            both + " GROUP BY product_id",
            both + " GROUP BY product_id ORDER BY 1",
            both + " WHERE product_id = 7",
            both + " WHERE product_id IN (SELECT max(product_id) FROM products)",
            both + " JOIN (SELECT 7 AS k) x ON s.product_id = x.k",
            both + " JOIN (SELECT max(product_id) AS k FROM sales) x ON s.product_id = x.k",
            both + " JOIN regions r ON r.region_id = s.product_id AND r.region_name = 'x'",
            both + " JOIN products q ON q.product_id = s.product_id AND q.product_name = 'x'",
            "SELECT a.p, b.r FROM (SELECT product_id, sum(profit) p FROM sales GROUP BY 1) a JOIN"
                + " (SELECT product_id, sum(net_revenue) r FROM sales GROUP BY 1) b ON"
                + " a.product_id = b.product_id",
            "SELECT sum(profit) OVER (PARTITION BY product_id), sum(net_revenue) OVER () FROM"
                + " sales",
            "SELECT sum(profit), sum(net_revenue) FROM sales HAVING max(product_id) > 1",
            "SELECT sum(profit) FILTER (WHERE product_id = 1), sum(net_revenue) FROM sales")) {
      assertThat(rules(MARGIN, "analyst", sql)).as(sql).contains("combination");
      assertThat(rules(MARGIN, "chief", sql)).as(sql).doesNotContain("combination");
    }
  }

  @Test
  void columnsMayMeetOnceAStewardAgrees() {
    Policy policy =
        Policy.read(
            ROLES
                + """
                combinations:
                  - columns: [sales.profit, sales.net_revenue]
                    then: review
                    except_for: [chief]
                """);
    String both = "SELECT sum(profit), sum(net_revenue) FROM sales";
    assertThat(decide(policy, "analyst", both)).isInstanceOf(Verdict.ReviewRequired.class);
    assertThat(rules(policy, "analyst", both)).containsExactly("combination");
    assertThat(decide(policy, "chief", both)).isInstanceOf(Verdict.Allowed.class);
    assertThat(decide(MARGIN, "analyst", both + " GROUP BY product_id"))
        .isInstanceOf(Verdict.Denied.class);
  }

  private static void allowed(String sql) {
    assertThat(rules(MARGIN, "analyst", sql)).as(sql).isEmpty();
  }

  @Test
  void aMetricIsFoldedAsItIsCertified() {
    Policy policy =
        Policy.read(
            ROLES
                + """
                metrics:
                  - name: Net revenue
                    column: sales.net_revenue
                    aggregates: [sum]
                    except_for: [chief]
                  - name: Quantity
                    column: sales.quantity
                    aggregates: [sum, avg]
                    otherwise: deny
                """);
    assertThat(rules(policy, "analyst", "SELECT sum(net_revenue), avg(quantity) FROM sales"))
        .isEmpty();
    String average = "SELECT avg(net_revenue) FROM sales";
    assertThat(decide(policy, "analyst", average).decision()).isEqualTo("review");
    assertThat(rules(policy, "analyst", average)).containsExactly("uncertified-metric");
    assertThat(rules(policy, "chief", average)).isEmpty();
    assertThat(decide(policy, "chief", "SELECT max(quantity) FROM sales").decision())
        .isEqualTo("deny");
    assertThat(
            rules(
                policy,
                "analyst",
                "WITH r AS (SELECT net_revenue * 2 AS n FROM sales) SELECT avg(n) FROM r"))
        .containsExactly("uncertified-metric");
    assertThat(
            rules(
                policy,
                "analyst",
                "SELECT avg(n) FROM (SELECT region_id, sum(net_revenue) AS n FROM sales GROUP BY"
                    + " region_id) x"))
        .isEmpty();
    assertThat(rules(policy, "analyst", "SELECT count(*) FROM sales WHERE net_revenue > 10"))
        .isEmpty();
  }

  @Test
  void aStewardAgreesToWhatThePolicyNames() {
    Policy policy =
        Policy.read(
            ROLES
                + """
                tags: {money: [sales.profit]}
                review:
                  row_level: false
                  when:
                    - tags: [money]
                      except_for: [chief]
                      why: not yet published
                    - tables: [regions]
                      roles: [analyst]
                """);
    Verdict profit = decide(policy, "analyst", "SELECT sum(profit) FROM sales");
    assertThat(profit.decision()).isEqualTo("review");
    assertThat(profit.reasons().get(0).message()).contains("sales.profit", "not yet published");
    assertThat(decide(policy, "chief", "SELECT sum(profit) FROM sales").decision())
        .isEqualTo("allow");
    assertThat(rules(policy, "analyst", "SELECT count(*) FROM regions"))
        .containsExactly("review-condition");
    assertThat(rules(policy, "chief", "SELECT count(*) FROM regions")).isEmpty();
    assertThat(rules(policy, "analyst", "SELECT sale_id FROM sales")).isEmpty();
  }

  private static Set<String> rules(Policy policy, String role, String sql) {
    return PolicyEngine.rules(decide(policy, role, sql));
  }

  private static Verdict decide(Policy policy, String role, String sql) {
    return ENGINE.decide(
        sql,
        Dialect.POSTGRES,
        Fixtures.CORPUS_CATALOG,
        policy,
        new Asker("test", List.of(role)),
        "");
  }
}
