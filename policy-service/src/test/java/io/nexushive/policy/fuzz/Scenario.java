package io.nexushive.policy.fuzz;

import io.nexushive.model.envelope.Asker;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.engine.Policy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A policy, an asker, and two contents of a database that differ only in what this asker may not
 * learn under it.
 */
enum Scenario {
  /** Columns that may not be used hold other values. */
  FORBIDDEN_COLUMNS(Fixtures.CORPUS_POLICY),

  /**
   * There are other rows, and more of them, beyond the filters. Every text that is seen can be read
   * as a number, and none of the others, so that an error tells of a row that was looked at.
   */
  FILTERED_ROWS(
      Policy.read(
          """
          format: 1
          roles: {analyst: {tables: ["*"]}}
          review: {row_level: false}
          k_anonymity: {below: allow}
          row_filters:
            - {table: sales, where: region_id IN (asker.regions) AND quantity < 100}
            - {table: customers, where: segment = '1'}
            - {table: regions, where: region_id < 3}
            - {table: products, where: "NOT category IN ('x', 'y')"}
          """)),

  /** Values that come masked are others with the same masked form. */
  MASKED_VALUES(
      Policy.read(
          """
          format: 1
          roles: {analyst: {tables: ["*"]}}
          review: {row_level: false}
          k_anonymity: {below: allow}
          masks:
            - {columns: [customers.email, customers.ssn], as: full}
            - {columns: [customers.phone, regions.manager], as: partial, first: 1, last: 2}
            - {columns: [customers.credit_card], as: partial, last: 2}
            - {columns: [sales.profit, products.unit_cost], as: bucket, width: 100}
          """)),

  /** The same where each role sees something else. */
  TWO_ROLES(
      Policy.read(
          """
          format: 1
          roles: {analyst: {tables: ["*"]}, regional: {tables: [sales, customers]}}
          review: {row_level: false}
          k_anonymity: {below: allow}
          sensitive:
            - {columns: [sales.profit, regions.manager, products.unit_cost], except_for: [regional]}
          row_filters:
            - {table: sales, roles: [regional], where: region_id IN (asker.regions)}
            - {table: customers, roles: [regional], where: region_id = 1}
          masks:
            - {columns: [customers.ssn, customers.email], roles: [analyst], as: full}
            - {columns: [customers.phone], roles: [analyst], as: partial, first: 1, last: 2}
            - {columns: [customers.credit_card], as: partial, last: 2}
          """));

  private final Policy policy;

  Scenario(Policy policy) {
    this.policy = policy;
  }

  Policy policy() {
    return policy;
  }

  Asker asker() {
    TreeSet<String> roles = new TreeSet<>(List.of("analyst"));
    if (this == TWO_ROLES) {
      roles.add("regional");
    }
    return new Asker("ann", roles, new TreeMap<>(Map.of("regions", List.of("1", "2"))));
  }

  /** Columns that this asker may name, beside those that everyone may. */
  Map<String, List<String>> more() {
    return switch (this) {
      case FORBIDDEN_COLUMNS -> Map.of();
      case FILTERED_ROWS, MASKED_VALUES ->
          Map.of(
              "customers", List.of("email", "phone", "ssn", "credit_card"),
              "sales", List.of("profit"),
              "regions", List.of("manager"),
              "products", List.of("unit_cost"));
      case TWO_ROLES ->
          Map.of(
              "customers", List.of("email", "phone", "ssn", "credit_card"),
              "sales", List.of("profit"));
    };
  }

  /** Fills a database in one of two ways. */
  void fill(Connection database, int content) throws SQLException {
    try (Statement s = database.createStatement()) {
      for (String table : List.of("sales", "regions", "products", "customers")) {
        s.execute("DROP TABLE IF EXISTS " + table);
      }
      s.execute(
          "CREATE TABLE sales(sale_id INT, sale_date VARCHAR(20), region_id INT, product_id INT,"
              + " customer_id INT, quantity INT, gross_revenue INT, net_revenue INT,"
              + " discount_pct INT, profit INT)");
      s.execute(
          "CREATE TABLE regions(region_id INT, region_name VARCHAR(20), manager VARCHAR(20))");
      s.execute(
          "CREATE TABLE products(product_id INT, product_name VARCHAR(20), category VARCHAR(20),"
              + " unit_cost INT)");
      s.execute(
          "CREATE TABLE customers(customer_id INT, customer_name VARCHAR(20), email VARCHAR(20),"
              + " phone VARCHAR(20), segment VARCHAR(20), credit_card VARCHAR(20), ssn"
              + " VARCHAR(20), region_id INT)");
      rows(s, content == 1);
      if (this == FILTERED_ROWS) {
        hidden(s, content == 1);
      }
    }
  }

  private void rows(Statement s, boolean one) throws SQLException {
    for (int i = 1; i <= 12; i++) {
      int region = this == FILTERED_ROWS ? 1 + i % 2 : i % 4;
      boolean fixed = this == FILTERED_ROWS || (this == TWO_ROLES && (region == 1 || region == 2));
      int profit =
          fixed || one ? i * 10 : this == MASKED_VALUES ? i * 10 / 100 * 100 + 57 : -i / 2 * 7;
      s.execute(
          "INSERT INTO sales VALUES (%d,'%d',%d,%d,%d,%d,%d,%d,1,%d)"
              .formatted(i, i, region, i % 5, i % 6, i % 3, i * 10, i * 9, profit));
    }
    for (int i = 0; i < 6; i++) {
      String secret =
          this == FORBIDDEN_COLUMNS && !one ? unlike(i) : secret(i, one || this == FILTERED_ROWS);
      int cost =
          this == MASKED_VALUES
              ? (one ? i : 99 - i)
              : this == FILTERED_ROWS || one ? i : 90 - i / 2 * 7;
      s.execute(
          "INSERT INTO regions VALUES (%d,'%d','%s')"
              .formatted(this == FILTERED_ROWS ? i % 3 : i, i, secret)
              .replace("'null'", "NULL"));
      s.execute("INSERT INTO products VALUES (%d,'%d','%d',%d)".formatted(i, i, i % 2, cost));
      boolean clear = this == TWO_ROLES && i % 4 == 1;
      String own = clear ? secret(i, true) : secret;
      // A card is masked for every role, on every row.
      String card = this == TWO_ROLES ? secret(i, one) : own;
      s.execute(
          "INSERT INTO customers VALUES (%d,'%d','%s','%s','%s','%s','%s',%d)"
              .formatted(i, i, own, own, this == FILTERED_ROWS ? 1 : i % 2, card, own, i % 4)
              .replace("'null'", "NULL"));
    }
  }

  /** In another order than those of the first content, with equal ones and a missing one. */
  private static String unlike(int i) {
    return i == 3 ? null : String.valueOf(90 - i / 2 * 7);
  }

  /** First and last characters alike, what is between and how much of it is not. */
  private static String secret(int i, boolean one) {
    return one ? i + "0001" + i : i + "222999" + (i * 31) + "1" + i;
  }

  private static void hidden(Statement s, boolean one) throws SQLException {
    for (int i = 0; i < (one ? 3 : 8); i++) {
      String text = one ? "p" + i : "other" + i * i;
      int number = one ? i : 1_000_000 + i;
      s.execute(
          "INSERT INTO sales VALUES (%d,'%s',%d,%d,%d,%d,%d,%d,1,%d)"
              .formatted(
                  number, text, i % 2 == 0 ? 9 : 1, i, i, 100 + number, number, number, number));
      s.execute("INSERT INTO regions VALUES (%d,'%s','%s')".formatted(3 + number, text, text));
      s.execute("INSERT INTO products VALUES (%d,'%s','%s',%d)".formatted(i, text, "x", number));
      s.execute(
          "INSERT INTO customers VALUES (%d,'%s','%s','%s','%s','%s','%s',%d)"
              .formatted(i, text, text, text, text, text, text, i % 4));
    }
  }
}
