package io.nexushive.translator.cli;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.id.ConnectionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads the catalogue of an SQLite file, opened read-only. */
final class SqliteCatalog {
  private static final int MAX_VALUES = 5_000;
  private static final int MAX_VALUE_LENGTH = 80;

  private SqliteCatalog() {}

  static Catalog read(Path file, String name) throws SQLException {
    ConnectionId id =
        new ConnectionId(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-"));
    List<CatalogTable> tables = new ArrayList<>();
    try (Connection c = DriverManager.getConnection(url(file));
        Statement s = c.createStatement()) {
      for (String table :
          strings(
              s,
              "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY rowid")) {
        tables.add(table(id, s, table));
      }
    }
    return new Catalog(id, Dialect.SQLITE, "file", tables);
  }

  /** Opens the file so that no statement can write to it. */
  static String url(Path file) {
    return "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?mode=ro&immutable=1";
  }

  private static CatalogTable table(ConnectionId id, Statement s, String table)
      throws SQLException {
    List<CatalogTable.Column> columns = new ArrayList<>();
    Map<Integer, String> key = new TreeMap<>();
    List<String[]> described = new ArrayList<>();
    try (ResultSet r = s.executeQuery("PRAGMA table_info(" + quote(table) + ")")) {
      while (r.next()) {
        described.add(
            new String[] {r.getString("name"), r.getString("type"), r.getString("notnull")});
        if (r.getInt("pk") > 0) {
          key.put(r.getInt("pk"), r.getString("name"));
        }
      }
    }
    for (String[] d : described) {
      columns.add(column(s, table, d[0], d[1], "0".equals(d[2])));
    }
    return new CatalogTable(
        id,
        null,
        table,
        false,
        null,
        columns,
        List.copyOf(key.values()),
        keys(s, table),
        null,
        null);
  }

  private static CatalogTable.Column column(
      Statement s, String table, String name, String declared, boolean nullable)
      throws SQLException {
    ColumnType type = type(declared);
    String from = " FROM " + quote(table);
    String min = null;
    String max = null;
    List<String> values = List.of();
    if (type.isNumeric() || type.isTemporal()) {
      List<String> ends =
          strings(
              s,
              "SELECT MIN("
                  + quote(name)
                  + ")"
                  + from
                  + " UNION ALL SELECT MAX("
                  + quote(name)
                  + ")"
                  + from);
      min = ends.get(0);
      max = ends.get(1);
    } else if (type == ColumnType.STRING) {
      List<String> found =
          strings(
              s,
              "SELECT DISTINCT "
                  + quote(name)
                  + from
                  + " WHERE "
                  + quote(name)
                  + " IS NOT NULL LIMIT "
                  + (MAX_VALUES + 1));
      boolean few =
          found.size() <= MAX_VALUES
              && found.stream().allMatch(v -> v.length() <= MAX_VALUE_LENGTH);
      values = few ? found : List.of();
    }
    return new CatalogTable.Column(name, type, declared, nullable, null, false, min, max, values);
  }

  private static List<CatalogTable.ForeignKey> keys(Statement s, String table) throws SQLException {
    Map<Integer, List<String[]>> byId = new LinkedHashMap<>();
    try (ResultSet r = s.executeQuery("PRAGMA foreign_key_list(" + quote(table) + ")")) {
      while (r.next()) {
        byId.computeIfAbsent(r.getInt("id"), k -> new ArrayList<>())
            .add(new String[] {r.getString("table"), r.getString("from"), r.getString("to")});
      }
    }
    List<CatalogTable.ForeignKey> keys = new ArrayList<>();
    for (List<String[]> parts : byId.values()) {
      String parent = parts.get(0)[0];
      List<String> to = new ArrayList<>();
      for (String[] part : parts) {
        to.add(part[2] != null ? part[2] : keyOf(s, parent));
      }
      keys.add(
          0,
          new CatalogTable.ForeignKey(parts.stream().map(p -> p[1]).toList(), parent, to, false));
    }
    return keys;
  }

  private static String keyOf(Statement s, String table) throws SQLException {
    try (ResultSet r = s.executeQuery("PRAGMA table_info(" + quote(table) + ")")) {
      while (r.next()) {
        if (r.getInt("pk") == 1) {
          return r.getString("name");
        }
      }
    }
    return "rowid";
  }

  private static ColumnType type(String declared) {
    String t = declared == null ? "" : declared.toLowerCase(Locale.ROOT);
    if (t.contains("bool") || t.equals("bit")) {
      return ColumnType.BOOLEAN;
    }
    if (t.contains("int")) {
      return ColumnType.INTEGER;
    }
    if (t.contains("timestamp") || t.contains("datetime")) {
      return ColumnType.TIMESTAMP;
    }
    if (t.contains("date")) {
      return ColumnType.DATE;
    }
    if (t.contains("time")) {
      return ColumnType.TIME;
    }
    if (t.contains("real") || t.contains("floa") || t.contains("doub")) {
      return ColumnType.FLOAT;
    }
    if (t.contains("dec") || t.contains("num")) {
      return ColumnType.DECIMAL;
    }
    if (t.contains("blob")) {
      return ColumnType.BINARY;
    }
    return t.contains("year") ? ColumnType.INTEGER : ColumnType.STRING;
  }

  private static List<String> strings(Statement s, String sql) throws SQLException {
    List<String> out = new ArrayList<>();
    try (ResultSet r = s.executeQuery(sql)) {
      while (r.next()) {
        out.add(r.getString(1));
      }
    }
    return out;
  }

  private static String quote(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
