package io.nexushive.visualizer.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.Chart;
import io.nexushive.model.envelope.Chart.Kind;
import io.nexushive.visualizer.Results;
import io.nexushive.visualizer.result.ResultTable;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartsTest {
  private static final Results BY_REGION =
      Results.of("region_name:string", "net_revenue:decimal")
          .row("North America", "(400.10)")
          .row("EMEA", "(300.20)")
          .row("APAC", "(200.30)")
          .row("Latin America", "(100.40)");

  private static Optional<Chart> draw(Results results, String question) {
    return new Charts().draw(ResultTable.of(results.result()), question);
  }

  private static Chart drawn(Results results, String question) {
    return draw(results, question).orElseThrow();
  }

  private static Results monthly() {
    Results results = Results.of("month:string", "net_revenue:decimal");
    for (int i = 0; i < 25; i++) {
      results.row(
          String.format("%d-%02d", 2024 + (i + 5) / 12, (i + 5) % 12 + 1),
          "(" + (100 + i) + ".50)");
    }
    return results;
  }

  @ParameterizedTest
  @CsvSource({
    "Show total net revenue by region, bar",
    "Top 5 regions by profit, bar",
    "Share of net revenue by region, pie",
    "Net revenue by region as a doughnut chart, doughnut",
    "Net revenue by region as a bar chart, bar"
  })
  void namesAndOneMeasure(String question, String kind) {
    assertThat(drawn(BY_REGION, question).kind().wire()).isEqualTo(kind);
  }

  @Test
  void barsNameTheirColumnsTitlesAndFormats() {
    Chart chart = drawn(BY_REGION, "Show total net revenue by region");

    assertThat(chart.title()).isEqualTo("Total net revenue by region");
    JsonNode vega = chart.vegaLite();
    assertThat(vega.at("/$schema").asText()).contains("vega-lite/v5");
    assertThat(vega.at("/data").toString()).isEqualTo("{\"name\":\"result\"}");
    assertThat(vega.at("/mark/type").asText()).isEqualTo("bar");
    assertThat(vega.at("/encoding/x/field").asText()).isEqualTo("region_name");
    assertThat(vega.at("/encoding/x/sort").isNull()).isTrue();
    assertThat(vega.at("/encoding/y/field").asText()).isEqualTo("net_revenue");
    assertThat(vega.at("/encoding/y/title").asText()).isEqualTo("Net revenue");
    assertThat(vega.at("/encoding/y/axis/format").asText()).isNotEmpty();
    JsonNode chartJs = chart.chartJs();
    assertThat(chartJs.at("/type").asText()).isEqualTo("bar");
    assertThat(chartJs.at("/data/labels/column").asText()).isEqualTo("region_name");
    assertThat(chartJs.at("/data/datasets/0/column").asText()).isEqualTo("net_revenue");
    assertThat(chartJs.at("/data/datasets/0/label").asText()).isEqualTo("Net revenue");
  }

  @Test
  void periodsAreALineOverAllOfThem() {
    Chart chart = drawn(monthly(), "Monthly net revenue trend");

    assertThat(chart.kind()).isEqualTo(Kind.LINE);
    assertThat(chart.vegaLite().at("/encoding/x/type").asText()).isEqualTo("temporal");
    assertThat(chart.vegaLite().at("/encoding/x/timeUnit").asText()).isEqualTo("utcyearmonth");
    assertThat(chart.chartJs().at("/data/labels/sort").isMissingNode()).isTrue();
  }

  @Test
  void periodsThatComeBackwardsAreSorted() {
    Chart chart =
        drawn(
            Results.of("day:date", "n:integer").row("2025-01-02", 5).row("2025-01-01", 7),
            "Orders per day");

    assertThat(chart.kind()).isEqualTo(Kind.LINE);
    assertThat(chart.chartJs().at("/data/labels/sort").asText()).isEqualTo("ascending");
  }

  @Test
  void rankedPeriodsStayBarsInTheirOrder() {
    Chart chart =
        drawn(
            Results.of("month:string", "n:integer").row("2025-12", 9).row("2025-11", 7),
            "Top 2 months by orders");

    assertThat(chart.kind()).isEqualTo(Kind.BAR);
    assertThat(chart.vegaLite().at("/encoding/x/sort").isNull()).isTrue();
    assertThat(chart.vegaLite().at("/encoding/x/type").asText()).isEqualTo("ordinal");
  }

  @Test
  void severalSeriesOverTime() {
    Results results =
        Results.of("month:string", "category:string", "units:integer")
            .row("2025-01", "A", 1)
            .row("2025-01", "B", 2)
            .row("2025-02", "A", 3)
            .row("2025-02", "B", 4);

    Chart lines = drawn(results, "Units per month and category");
    Chart stacked = drawn(results, "Share of units per month and category");

    assertThat(lines.kind()).isEqualTo(Kind.LINE);
    assertThat(lines.vegaLite().at("/encoding/color/field").asText()).isEqualTo("category");
    assertThat(lines.chartJs().at("/data/series/column").asText()).isEqualTo("category");
    assertThat(stacked.kind()).isEqualTo(Kind.STACKED_BAR);
    assertThat(stacked.chartJs().at("/options/scales/x/stacked").asBoolean()).isTrue();
  }

  @Test
  void twoNamesAreStackedWhereTheirFiguresAddUp() {
    Results units =
        Results.of("region:string", "category:string", "units:integer")
            .row("EMEA", "A", 1)
            .row("EMEA", "B", 2)
            .row("APAC", "A", 3);
    Results averages =
        Results.of("region:string", "category:string", "average_discount:float")
            .row("EMEA", "A", 0.1)
            .row("EMEA", "B", 0.2)
            .row("APAC", "A", 0.3);

    assertThat(drawn(units, "Units by region and category").kind()).isEqualTo(Kind.STACKED_BAR);
    Chart beside = drawn(averages, "Average discount by region and category");
    assertThat(beside.kind()).isEqualTo(Kind.BAR);
    assertThat(beside.vegaLite().at("/encoding/xOffset/field").asText()).isEqualTo("category");
  }

  @Test
  void averagesAreNoPartsOfAWhole() {
    Results averages =
        Results.of("category:string", "average_discount:float").row("A", 0.1).row("B", 0.2);

    assertThat(drawn(averages, "Distribution of average discount by category").kind())
        .isEqualTo(Kind.BAR);
  }

  @Test
  void oneRowIsAFigure() {
    assertThat(drawn(Results.of("n:integer").row(42), "How many orders?").kind())
        .isEqualTo(Kind.FIGURE);
    assertThat(
            drawn(
                    Results.of("segment:string", "net_revenue:decimal").row("Consumer", "(5.10)"),
                    "Which segment buys most?")
                .kind())
        .isEqualTo(Kind.FIGURE);
  }

  @Test
  void twoMeasuresAreAScatter() {
    Results results =
        Results.of("discount:decimal", "profit:decimal")
            .row("(0.1)", "(5)")
            .row("(0.2)", "(4)")
            .row("(0.3)", "(3)");

    Chart chart = drawn(results, "Profit versus discount");

    assertThat(chart.kind()).isEqualTo(Kind.SCATTER);
    assertThat(chart.vegaLite().at("/encoding/x/field").asText()).isEqualTo("discount");
    assertThat(chart.chartJs().at("/data/datasets/0/y/column").asText()).isEqualTo("profit");
  }

  @Test
  void measuresOfOneScaleShareAnAxis() {
    Results results =
        Results.of("region:string", "net_revenue:decimal", "profit:decimal", "orders:integer")
            .row("EMEA", "(1000.50)", "(300.10)", 3)
            .row("APAC", "(900.50)", "(200.10)", 2);

    Chart chart = drawn(results, "Revenue, profit and orders by region");

    assertThat(chart.chartJs().at("/data/datasets")).hasSize(2);
    assertThat(chart.vegaLite().at("/transform/0/fold").toString())
        .isEqualTo("[\"net_revenue\",\"profit\"]");
  }

  @Test
  void manyOrLongNamesLieDown() {
    Results results = Results.of("product_name:string", "units:integer");
    for (int i = 0; i < 50; i++) {
      results.row("Product number " + i, i);
    }

    Chart chart = drawn(results, "Units per product");

    assertThat(chart.vegaLite().at("/encoding/y/field").asText()).isEqualTo("product_name");
    assertThat(chart.chartJs().at("/options/indexAxis").asText()).isEqualTo("y");
  }

  @Test
  void nothingIsDrawnWhereThereIsNothing() {
    assertThat(draw(Results.of("n:integer"), "How many?")).isEmpty();
    assertThat(draw(Results.of("n:integer").row((Object) null), "How many?")).isEmpty();
    assertThat(draw(Results.of("name:string").row("a").row("b"), "Which regions?")).isEmpty();
    assertThat(draw(BY_REGION, "Net revenue by region as a table")).isEmpty();
  }

  @Test
  void rowsThatWouldHideEachOtherAreATable() {
    Results results = Results.of("region:string", "units:integer").row("EMEA", 1).row("EMEA", 2);

    assertThat(draw(results, "Units by region")).isEmpty();
  }

  @Test
  void idsAreNoMeasures() {
    Results results =
        Results.of("region_id:integer", "region_name:string", "units:integer")
            .row(1, "EMEA", 10)
            .row(2, "APAC", 20);

    Chart chart = drawn(results, "Units by region");

    assertThat(chart.chartJs().at("/data/labels/column").asText()).isEqualTo("region_name");
    assertThat(chart.chartJs().at("/data/datasets")).hasSize(1);
  }

  @Test
  void yearAndMonthAsNumbersAreLinesPerYear() {
    Results results =
        Results.of("year:integer", "month:integer", "units:integer")
            .row(2024, 11, 1)
            .row(2024, 12, 2)
            .row(2025, 1, 2)
            .row(2025, 11, 3)
            .row(2025, 12, 4);

    Chart chart = drawn(results, "Units per month");

    assertThat(chart.kind()).isEqualTo(Kind.LINE);
    assertThat(chart.vegaLite().at("/encoding/x/field").asText()).isEqualTo("month");
    assertThat(chart.vegaLite().at("/encoding/color/field").asText()).isEqualTo("year");
  }

  @Test
  void namesWithDotsStayNames() {
    Results results = Results.of("a.b[0]:string", "n:integer").row("x", 1).row("y", 2);

    assertThat(drawn(results, "n by a").vegaLite().at("/encoding/x/field").asText())
        .isEqualTo("a\\.b\\[0\\]");
  }

  @Test
  void theSameResultGivesTheSameChart() {
    assertThat(drawn(monthly(), "Trend")).isEqualTo(drawn(monthly(), "Trend"));
  }
}
