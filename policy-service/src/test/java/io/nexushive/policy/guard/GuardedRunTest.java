package io.nexushive.policy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.local.FreePorts;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import io.nexushive.policy.testing.Engines;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarded queries on real engines: what they give back, and what errors cannot tell. */
class GuardedRunTest {
  private static final String ROLE =
      """
      format: 1
      roles: {analyst: {tables: ["*"]}}
      review: {row_level: false}
      k_anonymity: {below: allow}
      """;
  private static final Policy FILTER =
      Policy.read(
          ROLE
              + """
              row_filters:
                - table: sales
                  where: >-
                    quantity < 900 AND (region_id = 1 OR region_id = 2 OR region_id = 3 OR
                    region_id = 4 OR region_id = 5 OR region_id IN (asker.regions))
              """);

  @Test
  void onSqlite() throws SQLException {
    try (Connection database = Engines.sqlite(":memory:")) {
      check(Dialect.SQLITE, database);
    }
  }

  @Test
  void onDuckDb() throws SQLException {
    try (Connection database = Engines.duckDb()) {
      check(Dialect.DUCKDB, database);
    }
  }

  @Test
  void onPostgres(@TempDir Path folder) throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(folder, FreePorts.next());
        Connection database = postgres.connect(Role.NEXUS_GATEWAY)) {
      check(Dialect.POSTGRES, database);
    }
  }

  @Test
  void onMariaDb(@TempDir Path folder) throws Exception {
    try (LocalMariaDb server = LocalMariaDb.start(folder);
        Connection database = server.connect()) {
      check(Dialect.MYSQL, database);
    }
  }

  private static void check(Dialect dialect, Connection database) throws SQLException {
    fill(database);
    hiddenRowsRaiseNoErrors(dialect, database);
    filtersHoldInOuterJoinsAndInnerQueries(dialect, database);
    masksHoldInEveryClause(dialect, database);
    masksShowWhatTheySay(dialect, database);
    limitsHold(dialect, database);
  }

  /** A bound of the policy's and smaller ones, alone, with an offset and over a union. */
  private static void limitsHold(Dialect dialect, Connection database) throws SQLException {
    Policy few = Policy.read(ROLE + "limits: {rows: 5}\n");
    String ids = "SELECT sale_id FROM sales";
    assertThat(rows(dialect, database, few, ids)).hasSize(5);
    assertThat(rows(dialect, database, few, ids + " ORDER BY sale_id LIMIT 3"))
        .containsExactly("1|", "2|", "3|");
    assertThat(rows(dialect, database, few, ids + " ORDER BY sale_id LIMIT 4000 OFFSET 20"))
        .containsExactly("98|", "99|");
    assertThat(rows(dialect, database, few, ids + " UNION ALL " + ids + " LIMIT 4000")).hasSize(5);
    assertThat(rows(dialect, database, few, ids + " UNION ALL " + ids + " LIMIT 4")).hasSize(4);
    if (dialect == Dialect.MYSQL || dialect == Dialect.SQLITE) {
      assertThat(rows(dialect, database, few, ids + " ORDER BY sale_id LIMIT 1, 4000"))
          .containsExactly("2|", "3|", "4|", "5|", "6|");
    }
  }

  /** Twenty rows are seen, and two are not: they divide by zero and are no numbers. */
  private static void fill(Connection database) throws SQLException {
    try (Statement s = database.createStatement()) {
      s.execute(
          "CREATE TABLE sales(sale_id INT, sale_date VARCHAR(20), region_id INT, quantity INT,"
              + " net_revenue INT, profit INT)");
      s.execute(
          "CREATE TABLE customers(customer_id INT, email VARCHAR(40), phone VARCHAR(40), ssn"
              + " VARCHAR(40), segment VARCHAR(40))");
      for (int i = 1; i <= 20; i++) {
        s.execute(
            "INSERT INTO sales VALUES (%d,'%d',%d,1,%d,%d)"
                .formatted(i, i, 1 + i % 2, i * 10, 100 + i));
      }
      s.execute("INSERT INTO sales VALUES (99,'canary',1,999,777777,888888)");
      s.execute("INSERT INTO sales VALUES (98,'canary',7,1,777777,888888)");
      s.execute("INSERT INTO customers VALUES (1,'ann@example.org','12345','s1','2024-03-17')");
      s.execute("INSERT INTO customers VALUES (2,'bob@example.org','12','s2','2024-03-02')");
      s.execute("INSERT INTO customers VALUES (3,NULL,NULL,NULL,NULL)");
    }
  }

  private static void hiddenRowsRaiseNoErrors(Dialect dialect, Connection database)
      throws SQLException {
    for (String probe :
        List.of(
            "SELECT count(*) FROM sales WHERE 1000 / (quantity - 999) < 5",
            "SELECT count(*) FROM sales WHERE 1000 / (region_id - 7) < 5",
            "SELECT count(*) FROM sales WHERE CAST(sale_date AS INTEGER) > 0",
            "SELECT count(*) FROM sales s JOIN customers c ON CAST(s.sale_date AS INTEGER) ="
                + " c.customer_id",
            "SELECT sum(CAST(sale_date AS INTEGER)) FROM sales")) {
      assertThat(rows(dialect, database, FILTER, probe)).doesNotContain("777777", "canary");
    }
  }

  private static void filtersHoldInOuterJoinsAndInnerQueries(Dialect dialect, Connection database)
      throws SQLException {
    assertThat(rows(dialect, database, FILTER, "SELECT count(*), max(net_revenue) FROM sales"))
        .containsExactly("20|200|");
    assertThat(
            rows(
                dialect,
                database,
                FILTER,
                "SELECT count(s.sale_id), count(*) FROM customers c LEFT JOIN sales s ON"
                    + " s.sale_id = c.customer_id + 97"))
        .containsExactly("0|3|");
    assertThat(
            rows(
                dialect,
                database,
                FILTER,
                "WITH s AS (SELECT max(net_revenue) AS m FROM sales UNION ALL SELECT"
                    + " max(net_revenue) FROM sales) SELECT m FROM s WHERE m IN (SELECT"
                    + " net_revenue FROM sales)"))
        .containsExactly("200|", "200|");
  }

  private static void masksHoldInEveryClause(Dialect dialect, Connection database)
      throws SQLException {
    Policy policy = mask("[customers.ssn]", "full");
    assertThat(rows(dialect, database, policy, "SELECT count(*) FROM customers WHERE ssn = 's1'"))
        .containsExactly("0|");
    assertThat(rows(dialect, database, policy, "SELECT ssn, count(*) FROM customers GROUP BY ssn"))
        .containsExactly("null|3|");
    assertThat(
            rows(
                dialect,
                database,
                policy,
                "SELECT count(*) FROM customers a JOIN customers b ON a.ssn = b.ssn"))
        .containsExactly("0|");
    assertThat(rows(dialect, database, policy, "SELECT max(ssn) FROM customers ORDER BY max(ssn)"))
        .containsExactly("null|");
  }

  private static void masksShowWhatTheySay(Dialect dialect, Connection database)
      throws SQLException {
    assertThat(
            rows(
                dialect,
                database,
                mask("[customers.email, customers.phone]", "partial, first: 1, last: 3"),
                "SELECT customer_id, email, phone FROM customers"))
        .containsExactlyInAnyOrder("1|a***org|1***345|", "2|b***org|***|", "3|null|null|");
    assertThat(
            rows(
                dialect,
                database,
                mask("[customers.email]", "partial, last: 4"),
                "SELECT email FROM customers"))
        .containsExactlyInAnyOrder("***.org|", "***.org|", "null|");
    assertThat(
            rows(
                dialect,
                database,
                mask("[customers.phone]", "partial, first: 2"),
                "SELECT phone FROM customers"))
        .containsExactlyInAnyOrder("12***|", "***|", "null|");
    assertThat(
            rows(
                    dialect,
                    database,
                    mask("[sales.profit]", "bucket, width: 10"),
                    "SELECT DISTINCT profit FROM sales WHERE sale_id < 20")
                .stream()
                .map(r -> Double.valueOf(r.replace("|", ""))))
        .containsExactlyInAnyOrder(100.0, 110.0);
    if (dialect == Dialect.SQLITE) {
      assertThat(
              rows(
                  dialect,
                  database,
                  mask("[customers.segment]", "bucket, period: month"),
                  "SELECT segment FROM customers"))
          .containsExactlyInAnyOrder("2024-03-01|", "2024-03-01|", "null|");
      return;
    }
    // From the test vectors of FIPS 180-4: printf s1 | sha256sum.
    assertThat(
            rows(
                dialect,
                database,
                mask("[customers.ssn]", "hash"),
                "SELECT ssn FROM customers WHERE customer_id = 1"))
        .containsExactly(io.nexushive.model.signature.SignedContent.sha256("s1") + "|");
  }

  private static Policy mask(String columns, String as) {
    return Policy.read(ROLE + "masks:\n  - {columns: " + columns + ", as: " + as + "}\n");
  }

  private static List<String> rows(Dialect dialect, Connection database, Policy policy, String sql)
      throws SQLException {
    Map<String, List<String>> attributes =
        Map.of("regions", IntStream.range(1, 6).mapToObj(Integer::toString).toList());
    Verdict verdict =
        new PolicyEngine()
            .decide(
                sql,
                dialect,
                Fixtures.CORPUS_CATALOG,
                policy,
                new Asker("ann", new TreeSet<>(List.of("analyst")), new TreeMap<>(attributes)),
                "");
    assertThat(verdict.decision()).as("%s", verdict.reasons()).isEqualTo("allow");
    List<String> all = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(Fixtures.sql(verdict))) {
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(rows.getString(i)).append('|');
        }
        all.add(row.toString());
      }
    }
    return all;
  }
}
