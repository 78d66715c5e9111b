package io.nexushive.executor.demo;

import java.util.List;

/** The demonstration's tables, from which the statements of every engine are made. */
final class DemoSchema {
  private static final String KEY = "PRIMARY KEY";
  private static final String UNIQUE = "UNIQUE";

  /**
   * A column; none may be empty.
   *
   * @param type in words that all engines know
   * @param rule a key, or the empty text
   */
  record Column(String name, String type, String rule, String comment) {
    boolean isUnique() {
      return rule.equals(UNIQUE);
    }
  }

  record Table(String name, String comment, List<Column> columns) {}

  record Index(String name, String table, String column) {}

  /** In an order in which each refers to earlier ones only. */
  static final List<Table> TABLES =
      List.of(
          new Table(
              "regions",
              "Where customers are",
              List.of(
                  new Column("region_id", "INTEGER", KEY, "Number of the region"),
                  new Column("region_name", "VARCHAR(40)", UNIQUE, "Name of the region"),
                  new Column("manager", "VARCHAR(80)", "", "Who is responsible for the region"))),
          new Table(
              "products",
              "What is sold",
              List.of(
                  new Column("product_id", "INTEGER", KEY, "Number of the product"),
                  new Column("product_name", "VARCHAR(80)", UNIQUE, "Name of the product"),
                  new Column("category", "VARCHAR(40)", "", "Group of products"),
                  new Column("unit_price", "DECIMAL(12,2)", "", "List price of one unit"),
                  new Column(
                      "margin_percentage",
                      "DECIMAL(5,2)",
                      "",
                      "Share of the net revenue that is profit, 0 to 1"))),
          new Table(
              "customers",
              "Who buys",
              List.of(
                  new Column("customer_id", "INTEGER", KEY, "Number of the customer"),
                  new Column("customer_name", "VARCHAR(80)", "", "First and last name"),
                  new Column("segment", "VARCHAR(40)", "", "Kind of customer"),
                  new Column("email", "VARCHAR(120)", "", "Mail address"),
                  new Column("phone", "VARCHAR(40)", "", "Telephone number"),
                  new Column("credit_card", "VARCHAR(40)", "", "Card number; no card has it"),
                  new Column(
                      "region_id",
                      "INTEGER",
                      "REFERENCES regions (region_id)",
                      "Region of the customer"))),
          new Table(
              "sales",
              "One product sold to one customer on one day",
              List.of(
                  new Column("transaction_id", "INTEGER", KEY, "Number of the sale"),
                  new Column("date", "DATE", "", "Day of the sale"),
                  new Column(
                      "product_id", "INTEGER", "REFERENCES products (product_id)", "What was sold"),
                  new Column(
                      "region_id",
                      "INTEGER",
                      "REFERENCES regions (region_id)",
                      "Region of the sale"),
                  new Column(
                      "customer_id",
                      "INTEGER",
                      "REFERENCES customers (customer_id)",
                      "Who bought it"),
                  new Column("quantity", "INTEGER", "", "Units sold"),
                  new Column(
                      "discount_applied", "DECIMAL(5,2)", "", "Share of the price let off, 0 to 1"),
                  new Column("gross_revenue", "DECIMAL(12,2)", "", "Before the discount"),
                  new Column("net_revenue", "DECIMAL(12,2)", "", "After the discount"),
                  new Column("profit", "DECIMAL(12,2)", "", "Net revenue less cost"))));

  static final List<Index> INDEXES =
      List.of(
          new Index("sales_date", "sales", "date"),
          new Index("sales_product", "sales", "product_id"),
          new Index("sales_region", "sales", "region_id"),
          new Index("sales_customer", "sales", "customer_id"),
          new Index("customers_region", "customers", "region_id"),
          new Index("products_category", "products", "category"));

  private DemoSchema() {}
}
