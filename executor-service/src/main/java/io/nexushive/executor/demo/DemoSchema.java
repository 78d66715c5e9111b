package io.nexushive.executor.demo;

import java.util.List;

/** The demonstration's tables, in SQL that SQLite and PostgreSQL read alike. */
final class DemoSchema {
  static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE regions (
            region_id INTEGER NOT NULL PRIMARY KEY,
            region_name VARCHAR(40) NOT NULL UNIQUE,
            manager VARCHAR(80) NOT NULL
          )""",
          """
          CREATE TABLE products (
            product_id INTEGER NOT NULL PRIMARY KEY,
            product_name VARCHAR(80) NOT NULL UNIQUE,
            category VARCHAR(40) NOT NULL,
            unit_price DECIMAL(12,2) NOT NULL,
            margin_percentage DECIMAL(5,2) NOT NULL
          )""",
          """
          CREATE TABLE customers (
            customer_id INTEGER NOT NULL PRIMARY KEY,
            customer_name VARCHAR(80) NOT NULL,
            segment VARCHAR(40) NOT NULL,
            email VARCHAR(120) NOT NULL,
            phone VARCHAR(40) NOT NULL,
            credit_card VARCHAR(40) NOT NULL,
            region_id INTEGER NOT NULL REFERENCES regions (region_id)
          )""",
          """
          CREATE TABLE sales (
            transaction_id INTEGER NOT NULL PRIMARY KEY,
            date DATE NOT NULL,
            product_id INTEGER NOT NULL REFERENCES products (product_id),
            region_id INTEGER NOT NULL REFERENCES regions (region_id),
            customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
            quantity INTEGER NOT NULL,
            discount_applied DECIMAL(5,2) NOT NULL,
            gross_revenue DECIMAL(12,2) NOT NULL,
            net_revenue DECIMAL(12,2) NOT NULL,
            profit DECIMAL(12,2) NOT NULL
          )""");

  static final List<String> INDEXES =
      List.of(
          "CREATE INDEX sales_date ON sales (date)",
          "CREATE INDEX sales_product ON sales (product_id)",
          "CREATE INDEX sales_region ON sales (region_id)",
          "CREATE INDEX sales_customer ON sales (customer_id)",
          "CREATE INDEX customers_region ON customers (region_id)",
          "CREATE INDEX products_category ON products (category)");

  private DemoSchema() {}
}
