package io.nexushive.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.local.client.GatewayException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The questions that a first visitor asks; every figure is counted again in the file itself. */
@ExtendWith(HiveExtension.class)
class DemoQuestionsIT {
  private final Hive hive;
  private final Warehouse warehouse;

  DemoQuestionsIT(Hive hive) {
    this.hive = hive;
    this.warehouse = new Warehouse(hive.demoWarehouse());
  }

  @Test
  void totalNetRevenueByRegion() {
    Asked asked = answered("analyst", "Show total net revenue by region");
    Figures.assertSame(
        asked.rows(),
        warehouse.query(
            "select region_name, sum(net_revenue) from sales join regions using (region_id) group by 1"));
    assertThat(asked.one("chart").path("vega_lite").isObject()).isTrue();
    assertThat(asked.one("chart").path("chart_js").isObject()).isTrue();
  }

  @Test
  void everyServiceTakesPartAndTheAuditKnowsIt() {
    Asked asked = answered("analyst", "Show total net revenue by region");
    List<String> agents =
        asked.all("trace").stream().map(t -> t.path("agent").asText()).distinct().toList();
    assertThat(agents).contains("translator", "policy", "executor", "visualizer");
    // The sixth writes the trail; it does so a moment later.
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(GatewayException.class)
        .until(
            () ->
                hive.as("auditor")
                    .get("/api/query-audit/" + asked.requestId())
                    .toString()
                    .contains("nexus.answer.ready.v1"));
  }

  @Test
  void topFiveRegionsByProfitAreTheFourThereAreInOrder() {
    Asked asked = answered("analyst", "Top 5 regions by profit");
    List<List<Object>> expected =
        warehouse.query(
            "select region_name, sum(profit) from sales join regions using (region_id) group by 1 order by 2 desc limit 5");
    assertThat(asked.rows()).extracting(row -> row.get(0)).isEqualTo(column(expected, 0));
    Figures.assertSame(asked.rows(), expected);
  }

  @Test
  void marginsAreDeniedToAnAnalystOnceAndWithTheRule() {
    Asked asked = hive.ask("analyst", "Average margin percentage by category");
    assertThat(asked.outcome()).isEqualTo("denied");
    assertThat(asked.all("sql")).as("a lack of rights is not worked around").hasSize(1);
    JsonNode verdict = asked.one("verdict");
    assertThat(verdict.path("decision").asText()).isEqualTo("deny");
    assertThat(verdict.path("reasons").toString()).contains("margin_percentage");
    assertThat(verdict.path("reasons").get(0).path("rule").asText()).isNotBlank();
    assertThat(asked.one("error").path("code").asText()).isEqualTo("not_permitted");
    assertThat(asked.all("result")).isEmpty();
  }

  @Test
  void marginsAreShownToAnAdmin() {
    Asked asked = answered("admin", "Average margin percentage by category");
    Figures.assertSame(
        asked.rows(),
        warehouse.query("select category, avg(margin_percentage) from products group by 1"));
  }

  @Test
  void averageDiscountByCategoryIsMarkedAsNotCertified() {
    Asked asked = answered("analyst", "Average discount by category");
    Figures.assertSame(
        asked.rows(),
        warehouse.query(
            "select category, avg(discount_applied) from sales join products using (product_id) group by 1"));
    assertThat(asked.one("answer").path("notes").toString()).contains("certified");
  }

  @Test
  void monthlyTrendHasEveryMonthThatTheDataTouches() {
    Asked asked = answered("analyst", "Monthly net revenue trend");
    List<List<Object>> expected =
        warehouse.query(
            "select strftime('%Y-%m', date), sum(net_revenue) from sales group by 1 order by 1");
    assertThat(asked.rows()).hasSameSizeAs(expected);
    assertThat(asked.rows()).extracting(row -> month(row.get(0))).isEqualTo(column(expected, 0));
    Figures.assertSame(
        asked.rows().stream().map(r -> List.of(month(r.get(0)), r.get(r.size() - 1))).toList(),
        expected);
  }

  @Test
  void unitsSoldLastQuarterAreThoseOfTheCalendarQuarterBefore() {
    Asked asked = answered("analyst", "Units sold per product category last quarter");
    LocalDate today =
        LocalDate.parse((String) warehouse.query("select max(date) from sales").get(0).get(0));
    LocalDate thisQuarter =
        LocalDate.of(today.getYear(), (today.getMonthValue() - 1) / 3 * 3 + 1, 1);
    Figures.assertSame(
        asked.rows(),
        warehouse.query(
            "select category, sum(quantity) from sales join products using (product_id) where date >= '%s' and date < '%s' group by 1"
                .formatted(thisQuarter.minusMonths(3), thisQuarter)));
  }

  @Test
  void bestSegmentInARegionSaysWhichRegionAndMeasureItTook() {
    Asked asked = answered("analyst", "Which customer segment buys most in EMEA?");
    assertThat(asked.words()).contains("EMEA");
    boolean byRevenue = asked.words().toLowerCase(java.util.Locale.ROOT).contains("revenue");
    String measure = byRevenue ? "net_revenue" : "quantity";
    List<List<Object>> expected =
        warehouse.query(
            "select segment, sum(%s) from sales s join customers c using (customer_id) join regions r on r.region_id = s.region_id where region_name = 'EMEA' group by 1 order by 2 desc"
                .formatted(measure));
    assertThat(asked.rows().get(0)).contains(expected.get(0).get(0));
  }

  @Test
  void ordersInDecemberAreCountedForANamedYearOrTheYearIsAskedFor() {
    Asked asked = hive.ask("analyst", "How many orders were there in December?");
    if (!asked.all("clarification").isEmpty()) {
      assertThat(asked.one("clarification").toString()).containsPattern("20\\d\\d|year");
      return;
    }
    assertThat(asked.outcome()).isEqualTo("answered");
    java.util.regex.Matcher year =
        java.util.regex.Pattern.compile("20\\d\\d").matcher(asked.words());
    assertThat(year.find()).as("a year is named in %s", asked.words()).isTrue();
    BigDecimal expected =
        warehouse.number(
            "select count(*) from sales where strftime('%Y-%m', date) = '" + year.group() + "-12'");
    assertThat(asked.rows().get(0)).contains(expected);
  }

  @Test
  void rowLevelQuestionsWaitForASteward() {
    Asked asked = hive.ask("analyst", "List all sales of yesterday");
    assertThat(asked.one("verdict").path("decision").asText()).isEqualTo("review");
    assertThat(asked.all("review_required")).hasSize(1);
    assertThat(asked.outcome()).isEqualTo("pending_review");
    assertThat(asked.all("result")).isEmpty();
  }

  @Test
  void tablesAreNamedWithoutSql() {
    Asked asked = answered("analyst", "What tables do you have?");
    assertThat(asked.one("answer").path("text").asText())
        .contains("sales", "products", "regions", "customers");
    assertThat(asked.all("sql")).isEmpty();
  }

  @Test
  void writingIsRefusedAndNothingIsWritten() {
    Asked asked = hive.ask("admin", "Delete all sales");
    assertThat(asked.outcome()).isEqualTo("denied");
    assertThat(asked.one("error").path("code").asText()).isEqualTo("write_refused");
    assertThat(warehouse.number("select count(*) from sales")).isEqualByComparingTo("10000");
  }

  @Test
  void whatTheDataCannotKnowIsSaidToBeUnknown() {
    Asked asked = hive.ask("analyst", "How many employees do we have?");
    assertThat(asked.outcome()).isEqualTo("unanswered");
    assertThat(asked.one("error").path("code").asText()).isEqualTo("unanswerable");
    assertThat(asked.all("result")).isEmpty();
  }

  @Test
  void theAuditTrailHolds() {
    answered("analyst", "Show total net revenue by region");
    JsonNode report = hive.as("auditor").get("/api/audit/verify");
    assertThat(report.path("intact").asBoolean()).as("%s", report).isTrue();
    assertThat(report.path("records").asInt()).isPositive();
  }

  private Asked answered(String user, String question) {
    Asked asked = hive.ask(user, question);
    assertThat(asked.outcome()).as("%s", asked.events()).isEqualTo("answered");
    assertThat(asked.one("answer").path("text").asText()).isNotBlank();
    return asked;
  }

  private static String month(Object cell) {
    return String.valueOf(cell).substring(0, 7);
  }

  private static List<Object> column(List<List<Object>> rows, int index) {
    return StreamSupport.stream(rows.spliterator(), false).map(row -> row.get(index)).toList();
  }
}
