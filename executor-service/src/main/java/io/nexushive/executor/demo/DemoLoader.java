package io.nexushive.executor.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;

/**
 * Writes the demonstration's tables and rows over a connection that may write. The rows are the
 * same in every engine.
 */
public final class DemoLoader {
  private static final String DATE_OF_ENGINE = "CAST(? AS DATE)";

  private final Connection connection;
  private final boolean typedDates;

  /**
   * @param typedDates whether the engine has a date type of its own; otherwise dates are ISO text
   */
  public DemoLoader(Connection connection, boolean typedDates) {
    this.connection = connection;
    this.typedDates = typedDates;
  }

  /**
   * Creates and fills everything in one transaction; nothing is left where it fails.
   *
   * @param anchor the last day with sales
   */
  public void load(LocalDate anchor) throws SQLException {
    DemoData data = new DemoData(anchor);
    connection.setAutoCommit(false);
    run(DemoSchema.TABLES);
    regions();
    insert(
        "products",
        "?, ?, ?, ?, ?",
        data.products.stream()
            .map(p -> values(p.id(), p.name(), p.category(), p.price(), p.margin()))
            .toList());
    insert(
        "customers",
        "?, ?, ?, ?, ?, ?, ?",
        data.customers.stream()
            .map(
                c ->
                    values(
                        c.id(), c.name(), c.segment(), c.email(), c.phone(), c.card(), c.region()))
            .toList());
    insert(
        "sales",
        "?, " + (typedDates ? DATE_OF_ENGINE : "?") + ", ?, ?, ?, ?, ?, ?, ?, ?",
        data.sales.stream().map(DemoLoader::sale).toList());
    run(DemoSchema.INDEXES);
    connection.commit();
  }

  private static Object[] sale(DemoData.Sale sale) {
    return values(
        sale.id(),
        sale.date().toString(),
        sale.product(),
        sale.region(),
        sale.customer(),
        sale.quantity(),
        sale.discount(),
        sale.gross(),
        sale.net(),
        sale.profit());
  }

  private void regions() throws SQLException {
    List<DemoCatalog.Region> regions = DemoCatalog.REGIONS;
    List<Object[]> rows = new java.util.ArrayList<>();
    for (int i = 0; i < regions.size(); i++) {
      rows.add(values(i + 1, regions.get(i).name(), regions.get(i).manager()));
    }
    insert("regions", "?, ?, ?", rows);
  }

  private static Object[] values(Object... values) {
    return values;
  }

  private void run(List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void insert(String table, String places, List<Object[]> rows) throws SQLException {
    String sql = "INSERT INTO " + table + " VALUES (" + places + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          set(statement, i + 1, row[i]);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void set(PreparedStatement statement, int at, Object value) throws SQLException {
    if (value instanceof Integer number) {
      statement.setInt(at, number);
    } else if (value instanceof BigDecimal number) {
      statement.setBigDecimal(at, number);
    } else {
      statement.setString(at, (String) value);
    }
  }
}
