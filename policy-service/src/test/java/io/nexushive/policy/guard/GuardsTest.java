package io.nexushive.policy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is put in the place of a table, and when nothing is. */
class GuardsTest {
  private static final String ROLES =
      """
      format: 1
      roles:
        all: {tables: ["*"]}
        regional: {tables: ["*"]}
        support: {tables: ["*"]}
        masked: {tables: ["*"]}
      review: {row_level: false}
      """;
  private static final String POLICY =
      ROLES
          + """
          row_filters:
            - table: sales
              roles: [regional]
              where: region_id IN (asker.regions)
            - table: customers
              roles: [support]
              where: segment = 'Key''s' AND customer_id <> asker.subject
          masks:
            - columns: [customers.email]
              roles: [masked, regional]
              as: partial
              first: 1
              last: 4
            - columns: [customers.ssn]
              roles: [masked]
              as: full
            - columns: [customers.phone]
              roles: [masked]
              as: hash
            - columns: [sales.net_revenue]
              roles: [masked]
              as: bucket
              width: 100
            - columns: [sales.sale_date]
              roles: [masked]
              as: bucket
              period: month
          """;
  private static final PolicyEngine ENGINE = new PolicyEngine();

  @Test
  void filtersRowsAtTheTableUnderItsName() {
    assertThat(sql("regional", "SELECT sum(net_revenue) FROM sales WHERE quantity > 1"))
        .isEqualTo(
            "SELECT sum(net_revenue) FROM (SELECT stored.\"quantity\", stored.\"net_revenue\" FROM"
                + " sales AS stored WHERE (stored.\"region_id\" IN ('1', '2')) OFFSET 0) AS sales"
                + " WHERE quantity > 1 LIMIT 1000");
  }

  @Test
  void leavesTablesThatAreSeenWhole() {
    assertThat(sql("all", "SELECT sum(net_revenue) FROM sales"))
        .isEqualTo("SELECT sum(net_revenue) FROM sales LIMIT 1000");
    assertThat(sql("masked", "SELECT count(segment) FROM customers"))
        .isEqualTo("SELECT count(segment) FROM customers LIMIT 1000");
  }

  @Test
  void guardsEveryReadingOfATableOnce() {
    String self =
        sql(
            "regional",
            "WITH sales AS (SELECT region_id, net_revenue FROM sales) SELECT sum(a.net_revenue)"
                + " FROM sales a JOIN public.sales b ON a.region_id = b.region_id WHERE EXISTS"
                + " (SELECT 1 FROM public.sales c WHERE c.region_id = b.region_id)");
    assertThat(self.split("OFFSET 0", -1)).hasSize(4);
    assertThat(self).contains("FROM sales AS a").contains("AS b").contains("AS c");
  }

  @Test
  void namesWithSchemaAndQuotesGoOnMeaningTheirTable() {
    assertThat(
            sql(
                "regional",
                "SELECT sum(public.sales.\"net_revenue\") FROM \"public\".sales GROUP BY"
                    + " public.sales.region_id"))
        .startsWith("SELECT sum(sales.\"net_revenue\") FROM (SELECT")
        .contains("FROM \"public\".sales AS stored")
        .contains(") AS sales GROUP BY sales.region_id");
  }

  @Test
  void refusesAColumnWithSchemaWhoseTableNameMeansAnotherTable() {
    assertThat(
            rules(
                "regional",
                "SELECT (SELECT max(public.sales.net_revenue) FROM products AS sales) FROM"
                    + " sales"))
        .containsExactly("unsupported");
  }

  @Test
  void aRowCountNeedsNoColumn() {
    assertThat(sql("regional", "SELECT count(*) FROM sales s"))
        .contains("(SELECT 1 AS \"sale_id\" FROM sales AS stored WHERE");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void everyDialectReadsBackEveryGuard(Dialect dialect) {
    String filtered = "SELECT sum(net_revenue) AS n FROM sales s WHERE s.quantity > 1";
    assertThat(verdict(dialect, asker("regional"), filtered).decision()).isEqualTo("allow");
    String masked =
        "SELECT c.email, c.ssn, count(*) AS n FROM customers c JOIN sales s ON s.customer_id ="
            + " c.customer_id WHERE s.net_revenue > 100 AND s.sale_date > '2024-01-01' GROUP BY"
            + " c.email, c.ssn";
    assertThat(Fixtures.sql(verdict(dialect, asker("masked"), masked)))
        .contains("'***'")
        .contains("CASE WHEN 1 = 0 THEN")
        .contains("FLOOR(");
    Verdict hashed =
        verdict(dialect, asker("masked"), "SELECT phone, count(*) FROM customers GROUP BY phone");
    if (dialect == Dialect.SQLITE) {
      assertThat(PolicyEngine.rules(hashed)).containsExactly("mask");
    } else {
      assertThat(Fixtures.sql(hashed)).containsIgnoringCase("sha2");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anAttributeIsAValueWhateverItHolds(Dialect dialect) {
    for (String value :
        List.of(
            "1') OR 1=1 --", "O'Brien", "\\", "\\' OR 1=1 -- ", "*/ x /*", "''", "$$", "é", ";")) {
      Asker asker = asker(Map.of("regions", List.of(value)), "regional");
      Verdict verdict = verdict(dialect, asker, "SELECT count(*) FROM sales");
      if (verdict instanceof Verdict.Denied) {
        assertThat(PolicyEngine.rules(verdict)).containsExactly("row-filter");
        continue;
      }
      String sql = Fixtures.sql(verdict);
      int start = sql.indexOf(" IN ('") + " IN ('".length();
      assertThat(unescaped(dialect, sql, start)).isEqualTo(value);
    }
  }

  /** What the dialect makes of the literal that begins at {@code start}. */
  private static String unescaped(Dialect dialect, String sql, int start) {
    boolean backslash =
        switch (dialect) {
          case POSTGRES, SQLITE, DUCKDB -> false;
          case MYSQL, SNOWFLAKE, DATABRICKS, BIGQUERY -> true;
        };
    StringBuilder value = new StringBuilder();
    for (int at = start; true; at++) {
      char c = sql.charAt(at);
      if (c == '\'' && sql.charAt(at + 1) != '\'') {
        return value.toString();
      }
      at += c == '\'' || (c == '\\' && backslash) ? 1 : 0;
      value.append(sql.charAt(at));
    }
  }

  @Test
  void aMissingAttributeDeniesAndSaysSo() {
    Verdict verdict =
        verdict(Dialect.POSTGRES, asker(Map.of(), "regional"), "SELECT count(*) FROM sales");
    assertThat(PolicyEngine.rules(verdict)).containsExactly("row-filter");
    assertThat(verdict.reasons().get(0).message()).contains("regions").contains("not set");
    assertThat(
            verdict(Dialect.POSTGRES, asker(Map.of(), "regional"), "SELECT count(*) FROM regions")
                .decision())
        .isEqualTo("allow");
  }

  @Test
  void theSubjectIsAnAttributeAndTheCaseOfTextsIsKept() {
    assertThat(sql("support", "SELECT count(*) FROM customers"))
        .contains("\"segment\" = 'Key''s' AND stored.\"customer_id\" <> 'ann'");
  }

  @Test
  void rolesTogetherSeeWhatEachSeesAndNoMore() {
    // All rows masked, and some rows in clear: clear on those rows only.
    String sql = sql("masked,support", "SELECT count(DISTINCT ssn) FROM customers");
    assertThat(sql)
        .contains(
            "CASE WHEN (stored.\"segment\" = 'Key''s' AND stored.\"customer_id\" <> 'ann') THEN"
                + " stored.\"ssn\" ELSE CASE WHEN 1 = 0 THEN stored.\"ssn\" END END AS \"ssn\"")
        .doesNotContain("WHERE");
    assertThat(sql("masked,all", "SELECT count(DISTINCT ssn) FROM customers"))
        .isEqualTo("SELECT count(DISTINCT ssn) FROM customers LIMIT 1000");
    assertThat(sql("regional,all", "SELECT count(*) FROM sales")).doesNotContain("WHERE");
  }

  @Test
  void whatOneRoleHidesAnotherShowsOnItsOwnRowsOnly() {
    Policy policy =
        Policy.read(
            ROLES
                + """
                sensitive:
                  - columns: [sales.profit]
                    except_for: [regional]
                row_filters:
                  - table: sales
                    roles: [regional]
                    where: region_id = 3
                """);
    Verdict verdict =
        ENGINE.decide(
            "SELECT sum(profit) FROM sales",
            Dialect.POSTGRES,
            Fixtures.CORPUS_CATALOG,
            policy,
            asker("regional", "all"),
            "");
    assertThat(Fixtures.sql(verdict))
        .contains("CASE WHEN (stored.\"region_id\" = 3) THEN stored.\"profit\" END AS \"profit\"")
        .doesNotContain("WHERE");
  }

  @Test
  void obligationsSayWhatWasPutIn() {
    Verdict verdict =
        verdict(
            Dialect.POSTGRES,
            asker("regional"),
            "SELECT count(c.email) FROM sales s JOIN customers c ON c.customer_id ="
                + " s.customer_id");
    Verdict.Allowed allowed = (Verdict.Allowed) verdict;
    assertThat(allowed.obligations().rowFilters())
        .containsExactly("sales: region_id IN (asker.regions)");
    assertThat(allowed.obligations().maskedColumns()).containsExactly("customers.email");
  }

  @Test
  void aSampleOfAPartWouldTellOfTheRest() {
    assertThat(rules("regional", "SELECT count(*) FROM sales TABLESAMPLE BERNOULLI (10)"))
        .containsExactly("unsupported");
    assertThat(rules("regional", "SELECT count(a) FROM sales AS s(a, b)"))
        .containsExactly("unsupported");
  }

  @Test
  void anAskersOwnTextIsNeverTakenForAGuard() {
    String guard =
        "(SELECT stored.\"net_revenue\" FROM sales AS stored WHERE (stored.\"region_id\" IN ('9'))"
            + " OFFSET 0) AS sales";
    assertThat(sql("regional", "SELECT sum(net_revenue) FROM " + guard))
        .contains("'9'")
        .contains("IN ('1', '2')");
    assertThat(
            sql("regional", "SELECT sum(net_revenue) FROM " + guard.replace("'9'", "'1', '2'"))
                .split("OFFSET 0", -1))
        .hasSize(3);
  }

  private static String sql(String roles, String sql) {
    return Fixtures.sql(verdict(Dialect.POSTGRES, asker(roles.split(",")), sql));
  }

  private static Set<String> rules(String role, String sql) {
    return PolicyEngine.rules(verdict(Dialect.POSTGRES, asker(role), sql));
  }

  private static Asker asker(String... roles) {
    return asker(Map.of("regions", List.of("1", "2")), roles);
  }

  private static Asker asker(Map<String, List<String>> attributes, String... roles) {
    return new Asker("ann", new TreeSet<>(Set.of(roles)), new TreeMap<>(attributes));
  }

  private static Verdict verdict(Dialect dialect, Asker asker, String sql) {
    return ENGINE.decide(sql, dialect, Fixtures.CORPUS_CATALOG, Policy.read(POLICY), asker, "");
  }
}
