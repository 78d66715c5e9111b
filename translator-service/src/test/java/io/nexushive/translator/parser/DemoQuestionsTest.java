package io.nexushive.translator.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Plan;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.testing.Parsers;
import io.nexushive.translator.testing.Schemes;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoQuestionsTest {
  private static final LocalDate NEWEST = LocalDate.of(2026, 5, 17);
  private final SemanticParser parser = Parsers.after(NEWEST);
  private final Schema schema = parser.prepare(Schemes.demo(NEWEST), Schemes.demoModel()).about("");

  @Test
  void sumsAMetricByTheNamesOfAnotherTable() {
    Outcome.Translated t = translated("Show total net revenue by region");
    assertThat(t.sql())
        .isEqualTo(
            "SELECT regions.region_name, SUM(sales.net_revenue) AS net_revenue FROM sales JOIN regions ON sales.region_id ="
                + " regions.region_id GROUP BY regions.region_id, regions.region_name");
    assertThat(t.plan().metrics()).containsExactly(new Plan.MetricUse("net_revenue", true));
  }

  @Test
  void ranksByAMetricAndShowsIt() {
    assertThat(translated("Top 5 regions by profit").sql())
        .contains("SUM(sales.profit) AS profit")
        .endsWith("ORDER BY SUM(sales.profit) DESC LIMIT 5");
  }

  @Test
  void averagesAColumnEvenIfPolicyWillRefuseIt() {
    assertThat(translated("Average margin percentage by category").sql())
        .isEqualTo(
            "SELECT category, AVG(margin_percentage) AS average_margin_percentage FROM products GROUP BY category");
  }

  @Test
  void marksAMetricThatNobodyCertified() {
    assertThat(translated("Average discount by category").plan().metrics())
        .containsExactly(new Plan.MetricUse("average_discount", false));
  }

  @Test
  void tellsTheUnitOfWhatItShows() {
    assertThat(translated("Average discount by category").plan().assumptions())
        .contains("The unit of Average discount is fraction.");
    assertThat(translated("Show total net revenue by region").plan().assumptions())
        .noneMatch(a -> a.startsWith("The unit"));
    assertThat(translated("How many sales are there?").plan().assumptions())
        .noneMatch(a -> a.startsWith("The unit"));
  }

  @Test
  void cutsDatesIntoMonthsInTheirOrder() {
    assertThat(translated("Monthly net revenue trend").sql())
        .isEqualTo(
            "SELECT strftime('%Y-%m', date) AS month, SUM(net_revenue) AS net_revenue FROM sales GROUP BY"
                + " strftime('%Y-%m', date) ORDER BY strftime('%Y-%m', date)");
  }

  @Test
  void countsLastQuarterBackFromTheNewestDateAndSaysWhichItIs() {
    Outcome.Translated t = translated("Units sold per product category last quarter");
    assertThat(t.sql())
        .contains("SUM(sales.quantity) AS units_sold")
        .contains("sales.date >= '2026-01-01' AND sales.date < '2026-04-01'");
    assertThat(t.plan().assumptions()).anyMatch(a -> a.contains("Q1 2026"));
  }

  @Test
  void saysWhichMeasureAndWhichRegionItTook() {
    Outcome.Translated t = translated("Which customer segment buys most in EMEA?");
    assertThat(t.sql())
        .contains("regions.region_name = 'EMEA'")
        .contains("sales.region_id = regions.region_id")
        .endsWith("ORDER BY SUM(sales.net_revenue) DESC LIMIT 1");
    assertThat(t.plan().assumptions())
        .anyMatch(a -> a.contains("Net revenue"))
        .anyMatch(a -> a.contains("Region means that of the sale"));
  }

  @Test
  void takesTheLatestDecemberAndSaysSo() {
    Outcome.Translated t = translated("How many orders were there in December?");
    assertThat(t.sql())
        .isEqualTo(
            "SELECT COUNT(*) AS sale_count FROM sales WHERE date >= '2025-12-01' AND date < '2026-01-01'");
    assertThat(t.plan().assumptions()).anyMatch(a -> a.contains("December 2025"));
  }

  @Test
  void listsRowsWithTheirColumnsAndNoStar() {
    assertThat(translated("List all sales of yesterday").sql())
        .startsWith("SELECT transaction_id, date, product_id,")
        .contains("date >= '2026-05-17' AND date < '2026-05-18'")
        .doesNotContain("*");
  }

  @Test
  void answersWhatTablesThereAreWithoutSql() {
    assertThat(parser.parse("What tables do you have?", schema))
        .isInstanceOfSatisfying(
            Outcome.SchemaAnswer.class,
            s -> assertThat(s.text()).contains("sales", "customers", "regions", "products"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Delete all sales",
        "please drop the customers table",
        "Can you update prices of products to 0?",
        "insert a sale for yesterday"
      })
  void refusesToChangeData(String question) {
    assertThat(parser.parse(question, schema)).isInstanceOf(Outcome.WriteRefused.class);
  }

  @Test
  void saysThatItCannotKnowAndWhatTheDataIsAbout() {
    assertThat(parser.parse("How many employees do we have?", schema))
        .isInstanceOfSatisfying(
            Outcome.Unanswerable.class,
            u ->
                assertThat(u.reason())
                    .contains("employees")
                    .contains("customers, products, regions, sales"));
  }

  @Test
  void saysTheSameThingTwice() {
    String question = "Which customer segment buys most in EMEA?";
    assertThat(parser.parse(question, schema)).isEqualTo(parser.parse(question, schema));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void writesEveryDialect(Dialect dialect) {
    Schema other = parser.prepare(Schemes.demo(NEWEST, dialect), Schemes.demoModel()).about("");
    Outcome outcome = parser.parse("Monthly net revenue trend for Electronics last quarter", other);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Translated.class,
            t -> {
              assertThat(t.sql()).contains(day(dialect, "2026-01-01")).contains("'Electronics'");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "Net revenue in the last 30 days,                2026-04-18, 2026-05-18",
    "How many sales were there in the past two weeks?, 2026-05-04, 2026-05-18",
    "Net revenue by region for the last 6 months,    2025-11-18, 2026-05-18",
    "Units sold over the last 3 quarters,            2025-08-18, 2026-05-18",
    "Profit of the last 2 years,                     2024-05-18, 2026-05-18",
    "Profit by region for the previous quarter,      2026-01-01, 2026-04-01",
    "Net revenue year to date,                       2026-01-01, 2026-05-18",
    "Net revenue YTD,                                2026-01-01, 2026-05-18",
    "Month-to-date net revenue,                      2026-05-01, 2026-05-18",
    "Net revenue this month so far,                  2026-05-01, 2026-05-18",
    "Net revenue so far this quarter,                2026-04-01, 2026-05-18",
    "Net revenue from February to April 2026,        2026-02-01, 2026-05-01",
    "Net revenue between January and March,          2026-01-01, 2026-04-01"
  })
  void countsPeriodsBackFromTheNewestDate(String question, String from, String to) {
    assertThat(translated(question).sql())
        .containsPattern("date >= '" + from + "' AND (sales\\.)?date < '" + to + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "Net revenue since March,        >= '2026-03-01'",
    "Net revenue before March 2026,  < '2026-03-01'",
    "Net revenue until March 2026,   < '2026-04-01'",
    "Net revenue after March 2026,   >= '2026-04-01'"
  })
  void readsPeriodsThatAreOpenAtOneEnd(String question, String test) {
    assertThat(translated(question).sql()).endsWith("WHERE date " + test);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Net revenue in the last few weeks", "Net revenue from May to April"})
  void guessesNoPeriodThatTheWordsLeaveOpen(String question) {
    assertThat(parser.parse(question, schema)).isInstanceOf(Outcome.Unanswerable.class);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void writesThePeriodInEveryDialect(Dialect dialect) {
    Schema other = parser.prepare(Schemes.demo(NEWEST, dialect), Schemes.demoModel()).about("");
    assertThat(parser.parse("Net revenue in the last 30 days", other))
        .isInstanceOfSatisfying(
            Outcome.Translated.class,
            t ->
                assertThat(t.sql())
                    .contains(">= " + day(dialect, "2026-04-18"))
                    .contains("< " + day(dialect, "2026-05-18")));
  }

  private static String day(Dialect dialect, String day) {
    boolean text = dialect == Dialect.SQLITE || dialect == Dialect.BIGQUERY;
    return (text ? "'" : "DATE '") + day + "'";
  }

  private Outcome.Translated translated(String question) {
    Outcome outcome = parser.parse(question, schema);
    assertThat(outcome).isInstanceOf(Outcome.Translated.class);
    return (Outcome.Translated) outcome;
  }
}
