package io.nexushive.gateway.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.semantic.SemanticModel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {
  private static final ConnectionId ID = new ConnectionId("shop");

  @Test
  void suggestsLabelsDatesAndMeasuresAndCertifiesNothing() {
    CatalogTable sales =
        table(
            "sales",
            List.of("sale_id"),
            List.of(
                new CatalogTable.ForeignKey(
                    List.of("customer"), "customers", List.of("customer_id"), false)),
            column("sale_id", ColumnType.INTEGER, false),
            column("customer", ColumnType.INTEGER, false),
            column("sold_on", ColumnType.DATE, false),
            column("year", ColumnType.INTEGER, false),
            column("revenue", ColumnType.DECIMAL, false),
            column("discount_rate", ColumnType.DECIMAL, false),
            column("odd name", ColumnType.DECIMAL, false),
            column("margin", ColumnType.DECIMAL, true));
    CatalogTable customers =
        table(
            "customers",
            List.of("customer_id"),
            List.of(),
            column("customer_id", ColumnType.INTEGER, false),
            column("customer_name", ColumnType.STRING, false),
            column("secret_name", ColumnType.STRING, true),
            column("age", ColumnType.INTEGER, false));

    SemanticModel draft =
        Draft.of(new Catalog(ID, Dialect.SQLITE, "v1", List.of(sales, customers)));

    assertThat(draft.entity("sales").orElseThrow().timeColumn()).isEqualTo("sold_on");
    assertThat(draft.entity("customers").orElseThrow().label()).isEqualTo("customer_name");
    assertThat(draft.metrics())
        .extracting(SemanticModel.Metric::name, SemanticModel.Metric::expression)
        .containsExactly(
            tuple("revenue", "SUM(revenue)"), tuple("average_discount_rate", "AVG(discount_rate)"));
    assertThat(draft.metrics()).noneMatch(SemanticModel.Metric::certified);
    SemanticText text = SemanticText.read(SemanticText.write(draft));
    assertThat(text.flaws()).isEmpty();
    assertThat(text.model()).isEqualTo(draft);
  }

  @Test
  void proposesSuggestedKeysAndTellsSeveralBetweenTwoTablesApart() {
    CatalogTable orders =
        table(
            "orders",
            List.of(),
            List.of(
                key("shop_id", "shops", "id", true),
                key("customer_id", "customers", "id", false),
                key("billing_address_id", "addresses", "id", false),
                key("shippingAddressId", "addresses", "id", false)));
    SemanticModel draft = Draft.of(new Catalog(ID, Dialect.SQLITE, "v1", List.of(orders)));

    assertThat(draft.joins())
        .extracting(SemanticModel.Join::name, SemanticModel.Join::use, SemanticModel.Join::synonyms)
        .containsExactly(
            tuple("orders_shop_shops", SemanticModel.Use.SUGGESTED, List.of()),
            tuple("orders_billing_address_addresses", null, List.of("billing address")),
            tuple("orders_shipping_address_addresses", null, List.of("shipping address")));
    SemanticText text = SemanticText.read(SemanticText.write(draft));
    assertThat(text.flaws()).isEmpty();
    assertThat(text.model()).isEqualTo(draft);
  }

  @Test
  void proposesJoinsOfFilesByTheirNames() {
    Catalog folder =
        new Catalog(
            ID,
            Dialect.DUCKDB,
            "v1",
            List.of(
                file("orders", "order_id", "customer_id", "depot_id", "day_id"),
                file("customers", "id", "city_id"),
                file("Cities", "city_id"),
                file("depot", "id"),
                file("depots", "id")));
    assertThat(Draft.of(folder).joins())
        .extracting(
            join -> join.from() + "." + join.columns().get(0).from(),
            join -> join.to() + "." + join.columns().get(0).to(),
            SemanticModel.Join::use)
        .as("a column that could point at two tables is left alone")
        .containsExactly(
            tuple("orders.customer_id", "customers.id", SemanticModel.Use.SUGGESTED),
            tuple("customers.city_id", "Cities.city_id", SemanticModel.Use.SUGGESTED));
  }

  private static CatalogTable file(String name, String... columns) {
    return table(
        name,
        List.of(),
        List.of(),
        Arrays.stream(columns)
            .map(c -> column(c, ColumnType.INTEGER, false))
            .toArray(CatalogTable.Column[]::new));
  }

  private static CatalogTable.ForeignKey key(
      String column, String table, String other, boolean suggested) {
    return new CatalogTable.ForeignKey(List.of(column), table, List.of(other), suggested);
  }

  private static CatalogTable table(
      String name,
      List<String> key,
      List<CatalogTable.ForeignKey> references,
      CatalogTable.Column... columns) {
    return new CatalogTable(
        ID, null, name, false, null, List.of(columns), key, references, null, null);
  }

  private static CatalogTable.Column column(String name, ColumnType type, boolean sensitive) {
    return new CatalogTable.Column(
        name, type, type.wire(), true, null, sensitive, null, null, List.of());
  }
}
