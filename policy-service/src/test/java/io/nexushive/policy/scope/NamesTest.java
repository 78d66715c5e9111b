package io.nexushive.policy.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.engine.PolicyEngine;
import org.junit.jupiter.api.Test;

/** Names stand for what the warehouse would take them for, in every scope. */
class NamesTest {
  @Test
  void aConditionOfAJoinSeesOnlyItsTwoSides() {
    sensitive(
        "SELECT (SELECT count(*) FROM (SELECT 1 AS ssn) d, products p JOIN sales s ON p.product_id"
            + " = s.product_id AND ssn > '') FROM customers");
  }

  @Test
  void anAliasBeforeAConditionDoesNotHideOneFurtherOut() {
    denied(
        "SELECT (SELECT count(*) FROM (SELECT 1 AS ssn) c, products p JOIN sales s ON p.product_id"
            + " = s.product_id AND c.ssn > '') FROM customers c");
  }

  @Test
  void usingComparesEveryColumnOfThatName() {
    sensitive(
        "SELECT count(*) FROM (SELECT 'a' AS ssn) d, customers c JOIN (VALUES ('x'), ('y')) v(ssn)"
            + " USING (ssn)");
  }

  @Test
  void anAliasInMySqlDoesNotHideAColumnFurtherOut() {
    Verdict verdict =
        Fixtures.decide(
            Dialect.MYSQL,
            "analyst",
            "SELECT (SELECT 1 AS ssn FROM sales WHERE ssn > '1' LIMIT 1) FROM customers");
    assertThat(PolicyEngine.rules(verdict)).contains("sensitive-column");
  }

  @Test
  void aDerivedTableOfDuckDbSeesItsNeighbours() {
    Verdict verdict =
        Fixtures.decide(
            Dialect.DUCKDB, "analyst", "SELECT t.m FROM customers c, (SELECT c.ssn AS m) t");
    assertThat(PolicyEngine.rules(verdict)).contains("sensitive-column");
  }

  @Test
  void quotesMakeAnotherNameInSnowflake() {
    Verdict verdict =
        Fixtures.decide(
            Dialect.SNOWFLAKE,
            "analyst",
            "WITH \"customers\" AS (SELECT 1 AS \"SSN\") SELECT max(ssn) FROM customers");
    assertThat(PolicyEngine.rules(verdict)).contains("sensitive-column");
  }

  @Test
  void aNameThatDiffersInCaseIsNoHidingPlaceInMySql() {
    Verdict verdict =
        Fixtures.decide(
            Dialect.MYSQL,
            "analyst",
            "WITH Customers AS (SELECT 1 AS ssn) SELECT max(ssn) FROM customers");
    assertThat(verdict.decision()).isEqualTo("deny");
  }

  @Test
  void aTermOfTheResultMayBeCalledLikeASensitiveColumn() {
    assertThat(
            Fixtures.decide("SELECT sum(net_revenue) AS profit FROM sales ORDER BY profit")
                .decision())
        .isEqualTo("allow");
  }

  @Test
  void groupingByThatNameReadsTheColumn() {
    sensitive("SELECT max(quantity) AS profit FROM sales GROUP BY profit");
  }

  @Test
  void theNameOfATableIsAStar() {
    denied("SELECT count(c) FROM customers c");
    denied("SELECT count(s) FROM sales s");
  }

  @Test
  void aStringInDoubleQuotesIsWrittenAsAString() {
    Verdict verdict =
        Fixtures.decide(
            Dialect.SQLITE, "analyst", "SELECT count(*) FROM regions WHERE region_name = \"it's\"");
    assertThat(Fixtures.sql(verdict)).contains("= 'it''s'");
  }

  @Test
  void theHiddenRowNumberOfSqliteIsNoString() {
    assertThat(
            Fixtures.decide(
                    Dialect.SQLITE, "analyst", "SELECT count(*) FROM sales WHERE \"rowid\" = 1")
                .decision())
        .isEqualTo("deny");
  }

  @Test
  void saysWhereTheColumnStands() {
    String sql = "SELECT region_id,\n  /* here */ max(profit) FROM sales GROUP BY region_id";
    assertThat(Fixtures.decide(sql).reasons().get(0).position()).isEqualTo(sql.indexOf("profit"));
    assertThat(Fixtures.decide(sql).reasons().get(0).subject()).isEqualTo("sales.profit");
  }

  @Test
  void lineageTellsProjectedFromUsedColumns() {
    Verdict verdict =
        Fixtures.decide(
            "WITH t AS (SELECT region_id, net_revenue AS n FROM sales WHERE quantity > 1)"
                + " SELECT region_id, sum(n) FROM t GROUP BY region_id");
    assertThat(verdict.lineage()).hasSize(1);
    assertThat(verdict.lineage().get(0).projected()).containsExactly("region_id", "net_revenue");
    assertThat(verdict.lineage().get(0).used()).containsExactly("quantity");
  }

  private static void sensitive(String sql) {
    assertThat(PolicyEngine.rules(Fixtures.decide(sql))).contains("sensitive-column");
  }

  private static void denied(String sql) {
    assertThat(Fixtures.decide(sql).decision()).isEqualTo("deny");
  }
}
