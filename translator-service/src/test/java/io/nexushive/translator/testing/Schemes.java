package io.nexushive.translator.testing;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.semantic.SemanticModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Catalogues for tests, written in a few lines. */
public final class Schemes {
  private static final ConnectionId DEMO = new ConnectionId("demo");

  private Schemes() {}

  /** The demo warehouse as the executor would describe it. */
  public static Catalog demo(LocalDate newest) {
    return demo(newest, Dialect.SQLITE);
  }

  public static Catalog demo(LocalDate newest, Dialect dialect) {
    CatalogTable products =
        table("products")
            .key("product_id")
            .text("product_name", "Aurora Laptop 14", "Gel Pen Set")
            .text(
                "category",
                "Electronics",
                "Furniture",
                "Office Supplies",
                "Software",
                "Accessories")
            .decimal("unit_price")
            .secret("margin_percentage", ColumnType.DECIMAL)
            .build();
    CatalogTable regions =
        table("regions")
            .key("region_id")
            .text("region_name", "North America", "EMEA", "APAC", "Latin America")
            .secret("manager", ColumnType.STRING)
            .build();
    CatalogTable customers =
        table("customers")
            .key("customer_id")
            .text("customer_name")
            .text("segment", "Consumer", "Small Business", "Corporate", "Public Sector")
            .secret("email", ColumnType.STRING)
            .secret("phone", ColumnType.STRING)
            .secret("credit_card", ColumnType.STRING)
            .refers("region_id", "regions", "region_id")
            .build();
    CatalogTable sales =
        table("sales")
            .key("transaction_id")
            .date("date", newest)
            .refers("product_id", "products", "product_id")
            .refers("region_id", "regions", "region_id")
            .refers("customer_id", "customers", "customer_id")
            .number("quantity")
            .decimal("discount_applied")
            .decimal("gross_revenue")
            .decimal("net_revenue")
            .decimal("profit")
            .build();
    return new Catalog(DEMO, dialect, "v1", List.of(customers, products, regions, sales));
  }

  /** The demo's semantic model, from where the gateway keeps it. */
  public static SemanticModel demoModel() {
    Path file =
        Path.of(System.getProperty("nexushive.root", ".."))
            .resolve("gateway/src/main/resources/demo/semantic-model.yaml");
    try {
      return YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .readValue(file.toFile(), SemanticModel.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Catalog catalog(CatalogTable... tables) {
    return new Catalog(DEMO, Dialect.SQLITE, "v1", List.of(tables));
  }

  public static Builder table(String name) {
    return new Builder(name);
  }

  /** Builds one table. */
  public static final class Builder {
    private final String name;
    private final List<CatalogTable.Column> columns = new ArrayList<>();
    private final List<String> key = new ArrayList<>();
    private final List<CatalogTable.ForeignKey> references = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    public Builder key(String column) {
      key.add(column);
      return column(column, ColumnType.INTEGER, false, null, null, List.of());
    }

    public Builder refers(String column, String table, String other) {
      references.add(new CatalogTable.ForeignKey(List.of(column), table, List.of(other), false));
      return column(column, ColumnType.INTEGER, false, null, null, List.of());
    }

    public Builder number(String column) {
      return column(column, ColumnType.INTEGER, false, "1", "100", List.of());
    }

    public Builder decimal(String column) {
      return column(column, ColumnType.DECIMAL, false, "0", "1000", List.of());
    }

    public Builder date(String column, LocalDate newest) {
      return column(
          column,
          ColumnType.DATE,
          false,
          newest.minusYears(2).toString(),
          newest.toString(),
          List.of());
    }

    public Builder text(String column, String... values) {
      return column(column, ColumnType.STRING, false, null, null, List.of(values));
    }

    public Builder secret(String column, ColumnType type) {
      return column(column, type, true, null, null, List.of());
    }

    private Builder column(
        String column,
        ColumnType type,
        boolean sensitive,
        String min,
        String max,
        List<String> values) {
      columns.add(
          new CatalogTable.Column(
              column, type, type.wire(), true, null, sensitive, min, max, values));
      return this;
    }

    public CatalogTable build() {
      return new CatalogTable(DEMO, null, name, false, null, columns, key, references, null, null);
    }
  }
}
