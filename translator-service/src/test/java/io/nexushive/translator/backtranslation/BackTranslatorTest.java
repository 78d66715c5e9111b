package io.nexushive.translator.backtranslation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.translator.backtranslation.Mismatch.Kind;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.testing.Schemes;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackTranslatorTest {
  private static final ConnectionSchema DEMO =
      new ConnectionSchema(
          Schemes.demo(LocalDate.of(2026, 5, 17)), Schemes.demoModel(), Thesaurus.load());
  private final BackTranslator backTranslator = new BackTranslator();

  @Test
  void saysAQueryInItsOwnWordsWhateverItsAliases() {
    assertThat(
            said(
                "SELECT r.region_name, SUM(s.net_revenue) AS x FROM sales s JOIN regions r ON s.region_id = r.region_id"
                    + " WHERE s.date >= '2026-01-01' GROUP BY r.region_name HAVING COUNT(*) > 10"
                    + " ORDER BY SUM(s.net_revenue) DESC LIMIT 3"))
        .containsExactly(
            "Read sale rows with their region rows.",
            "Keep those where sale date is at least '2026-01-01'.",
            "Group them by region name.",
            "Keep groups where the number of rows is above 10.",
            "Show region name, the total sale net revenue.",
            "Order by the total sale net revenue, largest first.",
            "Take the first 3.");
  }

  @Test
  void saysWhatIsFoundOutFirst() {
    BackTranslation back =
        of(
            "Which sales are above the average?",
            "SELECT transaction_id FROM sales WHERE net_revenue > (SELECT AVG(net_revenue) FROM sales)");
    assertThat(back.parts()).containsExactly("Read sale rows. Show the average sale net revenue.");
    assertThat(back.mismatches()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT SUM(p.unit_price) FROM products p JOIN sales s ON s.product_id = p.product_id | unit_price of products counts once for each row of sales that it is joined with.",
        "SELECT c.segment, AVG(r.region_id + 1) FROM regions r JOIN customers c ON c.region_id = r.region_id GROUP BY 1 | region_id of regions counts once for each row of customers that it is joined with.",
        "SELECT SUM(s.profit) FROM products p JOIN sales s ON s.product_id = p.product_id |",
        "SELECT r.region_name, SUM(s.net_revenue) FROM sales s JOIN regions r ON s.region_id = r.region_id JOIN customers c ON c.region_id = r.region_id GROUP BY 1 | net_revenue of sales counts once for each row of customers that it is joined with.",
        "SELECT SUM(s.profit) FROM sales s, customers c WHERE s.region_id = c.region_id AND c.segment = 'Enterprise' | profit of sales counts once for each row of customers that it is joined with.",
        "SELECT SUM(s.profit) FROM sales s, regions r | profit of sales counts once for each row of regions that it is joined with.",
        "SELECT SUM(s.profit) FROM sales s, customers c, regions r WHERE (s.customer_id = c.customer_id AND c.region_id = r.region_id) |",
        "SELECT SUM(s.profit) FROM sales s CROSS JOIN regions r WHERE r.region_id = 2 |",
        "SELECT SUM(s.profit) FROM sales s JOIN (SELECT region_id FROM regions) r ON r.region_id = s.region_id |",
        "SELECT SUM(s.profit) FROM sales s JOIN customers c USING (customer_id) |",
        "SELECT SUM(p.unit_price * s.quantity) FROM products p JOIN sales s ON s.product_id = p.product_id |",
        "SELECT MAX(p.unit_price) FROM products p JOIN sales s ON s.product_id = p.product_id |",
        "SELECT SUM(DISTINCT p.unit_price) FROM products p JOIN sales s ON s.product_id = p.product_id |",
        "SELECT SUM(unit_price) FROM products WHERE product_id IN (SELECT product_id FROM sales) |",
      })
  void tellsOfFiguresThatAJoinAddsUpSeveralTimes(String sql, String told) {
    assertThat(of("What is the total?", sql).mismatches())
        .filteredOn(m -> m.kind() == Kind.FIGURE_REPEATED)
        .extracting(Mismatch::words)
        .containsExactlyElementsOf(told == null ? List.of() : List.of(told));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH t AS (SELECT region_id, SUM(profit) AS p FROM sales GROUP BY region_id) SELECT MAX(p) FROM t",
        "SELECT region_id FROM sales UNION SELECT region_id FROM regions ORDER BY 1 LIMIT 5",
        "SELECT CASE WHEN profit > 0 THEN 'yes' ELSE 'no' END, COUNT(*) FROM sales GROUP BY 1",
        "SELECT region_id, RANK() OVER (PARTITION BY region_id ORDER BY profit DESC) FROM sales",
        "SELECT DATE_TRUNC('month', date), COUNT(DISTINCT customer_id) FROM sales GROUP BY 1",
        "SELECT s.transaction_id FROM sales s WHERE NOT EXISTS (SELECT 1 FROM regions r WHERE r.region_id = s.region_id)",
        "SELECT EXTRACT(YEAR FROM date), COALESCE(profit, 0) FROM sales WHERE date > CURRENT_DATE - INTERVAL '30' DAY",
        "SELECT TOP 3 transaction_id FROM sales ORDER BY profit",
        "SELECT `region_name` FROM `regions` WHERE LOWER(`region_name`) LIKE '%e%'"
      })
  void readsWhateverPolicyReads(String sql) {
    assertThat(said(sql)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT", "DROP TABLE sales", "SELECT 1; SELECT 2", "no SQL at all"})
  void saysNothingOfWhatIsNotOneQuery(String sql) {
    assertThat(backTranslator.of("?", sql, DEMO)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NUMBER_LOST | Top 5 regions by profit | SELECT region_id FROM sales GROUP BY region_id ORDER BY SUM(profit) DESC LIMIT 3",
        "NUMBER_LOST | Net revenue in 2024 | SELECT SUM(net_revenue) FROM sales WHERE date >= '2023-06-01'",
        "QUOTE_LOST | How many customers are called 'Miller'? | SELECT COUNT(*) FROM customers",
        "PERIOD_LOST | Net revenue last quarter | SELECT SUM(net_revenue) FROM sales",
        "VALUE_LOST | Net revenue in EMEA | SELECT SUM(s.net_revenue) FROM sales s JOIN regions r ON s.region_id = r.region_id",
        "NEGATION_LOST | Which regions have no sales? | SELECT region_name FROM regions JOIN sales ON sales.region_id = regions.region_id",
        "NEGATION_MADE_UP | Net revenue by region | SELECT region_id, SUM(net_revenue) FROM sales WHERE customer_id IS NULL GROUP BY region_id",
        "SUPERLATIVE_LOST | Which product has the highest price? | SELECT product_name FROM products",
        "AVERAGE_LOST | What is the average profit? | SELECT SUM(profit) FROM sales",
        "COUNT_LOST | How many regions are there? | SELECT region_name FROM regions",
        "GROUP_LOST | Profit for each region | SELECT SUM(profit) FROM sales",
        "FILTER_MADE_UP | Net revenue by region | SELECT region_id, SUM(net_revenue) FROM sales WHERE date >= '2026-01-01' GROUP BY region_id",
        "FILTER_MADE_UP | Number of customers | SELECT COUNT(*) FROM customers WHERE segment = 'Enterprise'",
        "VALUE_ABSENT | Sales in Europa | SELECT COUNT(*) FROM regions WHERE region_name = 'Europa'",
        "VALUE_UNKNOWN | Sales in Europe and Asia | SELECT COUNT(*) FROM regions WHERE region_name = 'European'"
      })
  void findsWhereAQueryDoesNotDoWhatWasAsked(Kind kind, String question, String sql) {
    assertThat(of(question, sql).mismatches())
        .extracting(Mismatch::kind)
        .as("%s", of(question, sql).mismatches())
        .containsExactly(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Top five regions by profit | SELECT region_id FROM sales GROUP BY region_id ORDER BY SUM(profit) DESC LIMIT 5",
        "Net revenue in 2024 | SELECT SUM(net_revenue) FROM sales WHERE EXTRACT(YEAR FROM date) = 2024",
        "Net revenue in 2024 | SELECT SUM(net_revenue) FROM sales WHERE date BETWEEN DATE '2024-01-01' AND DATE '2024-12-31'",
        "Net revenue of the last 3 months | SELECT SUM(net_revenue) FROM sales WHERE date >= '2026-02-17'",
        "Sales above 1.5 million | SELECT transaction_id FROM sales WHERE net_revenue > 1500000",
        "Net revenue in EMEA | SELECT SUM(s.net_revenue) FROM sales s JOIN regions r ON s.region_id = r.region_id WHERE r.region_name = 'EMEA'",
        "Regions without sales | SELECT region_name FROM regions WHERE region_id NOT IN (SELECT region_id FROM sales)",
        "Profit for each region | SELECT region_id, SUM(profit) FROM sales GROUP BY region_id",
        "Which product has the highest price? | SELECT product_name FROM products ORDER BY unit_price DESC LIMIT 1",
        "Customers called 'Miller & Co' | SELECT customer_id FROM customers WHERE customer_name = \"Miller & Co\"",
        "Customers who are not named | SELECT customer_id FROM customers WHERE customer_name = 'No'",
        "How many regions are there? | SELECT COUNT(*) FROM regions"
      })
  void findsNothingWhereItDoes(String question, String sql) {
    assertThat(of(question, sql).mismatches()).isEmpty();
  }

  @Test
  void tellsWhichValuesTheCatalogueKnows() {
    assertThat(
            of("Sales in EMEA", "SELECT COUNT(*) FROM regions WHERE region_name = 'EMEA'").found())
        .singleElement()
        .asString()
        .contains("EMEA", "regions.region_name");
  }

  @Test
  void tellsColumnsOfTheSameNameApartByWhereTheyStand() {
    BackTranslation back =
        of(
            "Regions of sales",
            "SELECT region_id FROM sales WHERE region_id IN (SELECT region_id FROM regions WHERE region_name = 'EMEA')");
    assertThat(back.words())
        .contains(
            "sale region id is among (Read region rows. Keep those where region name is 'EMEA'.");
  }

  private List<String> said(String sql) {
    return of("", sql).sentences();
  }

  private BackTranslation of(String question, String sql) {
    return backTranslator.of(question, sql, DEMO).orElseThrow();
  }
}
