package io.nexushive.translator.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.SchemaView;
import io.nexushive.model.envelope.SchemaView.RoleView;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.testing.Schemes;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VisibleSchemaTest {
  private static final ConnectionSchema DEMO =
      new ConnectionSchema(Schemes.demo(LocalDate.EPOCH), Schemes.demoModel(), Thesaurus.load());

  @Test
  void leavesOutTablesColumnsAndTheKeysAndMetricsOverThem() {
    VisibleSchema schema =
        VisibleSchema.of(
            DEMO, view(Set.of("sales", "products"), Set.of("sales.profit", "*.product_id")));
    List<CatalogTable> tables = schema.of(DEMO.catalog().tables());
    assertThat(tables).extracting(CatalogTable::name).containsExactly("products", "sales");
    String text = SchemaText.of(tables, schema.metrics(tables), 8_000);
    assertThat(text)
        .contains("net_revenue", "METRIC net_revenue", "margin_percentage")
        .doesNotContain("profit", "product_id", "regions", "customers");
    assertThat(text).contains("region_id integer").doesNotContain("->");
    assertThat(schema.isCut(DEMO.catalog().tables())).isTrue();
  }

  @Test
  void leavesOutValuesThatAreNotSeenAsTheyAreStored() {
    RoleView masked =
        new RoleView(
            new TreeSet<>(Set.of("*")),
            new TreeSet<>(),
            new TreeSet<>(Set.of("products.*", "*.segment")));
    VisibleSchema schema = VisibleSchema.of(DEMO, new SchemaView("1", List.of(masked)));
    String text = SchemaText.of(schema.of(DEMO.catalog().tables()), List.of(), 8_000);
    assertThat(text)
        .contains("category", "segment", "EMEA")
        .doesNotContain("Furniture", "Corporate", "Aurora");
    assertThat(schema.isCut(DEMO.catalog().tables())).isFalse();
  }

  @Test
  void leavesOutWhatIsMarkedAsSensitiveWhereNothingIsKnown() {
    VisibleSchema schema = VisibleSchema.of(DEMO, null);
    String text = SchemaText.of(schema.of(DEMO.catalog().tables()), List.of(), 8_000);
    assertThat(text)
        .contains("customer_name", "EMEA")
        .doesNotContain("email", "phone", "credit_card", "manager", "margin_percentage");
    assertThat(schema.hides("SELECT manager FROM regions")).isTrue();
  }

  @Test
  void showsNothingToWhoSeesNoTable() {
    SchemaView none = new SchemaView("1", List.of());
    assertThat(VisibleSchema.of(DEMO, none).of(DEMO.catalog().tables())).isEmpty();
  }

  @Test
  void showsAllOfItToWhomNothingIsKeptFrom() {
    VisibleSchema whole = VisibleSchema.whole(DEMO);
    List<CatalogTable> tables = DEMO.catalog().tables();
    assertThat(SchemaText.of(whole.of(tables), whole.metrics(tables), 8_000))
        .isEqualTo(SchemaText.of(tables, metrics(), 8_000));
  }

  @Test
  void knowsWhetherSqlUsesWhatIsNotSeenWhereverItStands() {
    VisibleSchema schema =
        VisibleSchema.of(DEMO, view(Set.of("sales", "regions"), Set.of("regions.manager")));
    for (String sql :
        List.of(
            "SELECT manager FROM regions",
            "SELECT region_name FROM regions ORDER BY manager",
            "SELECT r.region_name FROM regions r WHERE r.manager = 'x'",
            "SELECT COUNT(*) FROM sales s JOIN regions r ON s.region_id = r.region_id"
                + " GROUP BY r.manager",
            "SELECT region_id FROM sales WHERE region_id IN"
                + " (SELECT region_id FROM regions WHERE MANAGER LIKE 'A%')",
            "SELECT COUNT(*) FROM customers",
            "SELECT FROM WHERE")) {
      assertThat(schema.hides(sql)).as(sql).isTrue();
    }
    assertThat(schema.hides("SELECT region_name FROM regions")).isFalse();
    assertThat(schema.hides("SELECT 17")).isFalse();
  }

  private static List<SemanticModel.Metric> metrics() {
    return DEMO.model().metrics();
  }

  private static SchemaView view(Set<String> tables, Set<String> hidden) {
    return new SchemaView(
        "1", List.of(new RoleView(new TreeSet<>(tables), new TreeSet<>(hidden), new TreeSet<>())));
  }
}
