package io.nexushive.system;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The demo warehouse's file, read without any of the services. */
record Warehouse(Path file) {

  /** Rows as {@link Asked#rows} gives them: numbers as {@link BigDecimal}, the rest as text. */
  List<List<Object>> query(String sql) {
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
        Statement s = c.createStatement();
        ResultSet rows = s.executeQuery(sql)) {
      List<List<Object>> all = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          Object value = rows.getObject(i);
          row.add(value instanceof Number ? new BigDecimal(value.toString()) : value);
        }
        all.add(row);
      }
      return all;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  BigDecimal number(String sql) {
    return (BigDecimal) query(sql).get(0).get(0);
  }
}
