package io.nexushive.executor.warehouse.sqlite;

import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.model.catalog.CatalogTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Reads what a SQLite file declares. SQLite keeps no comments. */
final class SqliteSchema {
  private static final Logger LOG = Logger.getLogger(SqliteSchema.class);
  private static final String TABLES =
      "SELECT name, type FROM pragma_table_list WHERE schema = 'main'"
          + " AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
          + " ORDER BY name";
  private static final String COLUMNS =
      "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid";
  private static final String FOREIGN_KEYS =
      "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?) ORDER BY id, seq";
  private static final String UNIQUE_KEYS =
      "SELECT l.name, i.name FROM pragma_index_list(?) l, pragma_index_info(l.name) i"
          + " WHERE l.\"unique\" = 1 AND l.origin <> 'pk' AND l.partial = 0"
          + " ORDER BY l.name, i.seqno";

  private final Connection session;

  SqliteSchema(Connection session) {
    this.session = session;
  }

  private record Listed(String name, boolean view) {}

  private record Referring(String table, List<String> from, List<String> to) {}

  List<TableSchema> tables() throws SQLException {
    List<Listed> listed = new ArrayList<>();
    try (PreparedStatement statement = session.prepareStatement(TABLES);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        listed.add(new Listed(rows.getString(1), "view".equals(rows.getString(2))));
      }
    }
    List<TableSchema> tables = new ArrayList<>(listed.size());
    for (Listed table : listed) {
      read(table).ifPresent(tables::add);
    }
    return withImpliedKeys(tables);
  }

  private Optional<TableSchema> read(Listed table) throws SQLException {
    Map<Integer, String> key = new TreeMap<>();
    try {
      List<TableSchema.Column> columns = columns(table.name(), key);
      if (columns.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new TableSchema(
              null,
              table.name(),
              table.view(),
              null,
              columns,
              List.copyOf(key.values()),
              unique(table.name()),
              foreign(table.name())));
    } catch (SQLException e) {
      if (!table.view()) {
        throw e;
      }
      LOG.debug("a view that cannot be read was left out of the catalogue", e);
      return Optional.empty();
    }
  }

  private List<TableSchema.Column> columns(String table, Map<Integer, String> key)
      throws SQLException {
    List<TableSchema.Column> columns = new ArrayList<>();
    try (PreparedStatement statement = about(COLUMNS, table);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(1);
        String declared = rows.getString(2);
        int keyPosition = rows.getInt(4);
        if (keyPosition > 0) {
          key.put(keyPosition, name);
        }
        columns.add(
            new TableSchema.Column(
                name,
                SqliteTypes.of(declared).type(),
                declared,
                rows.getInt(3) == 0 && keyPosition == 0,
                null));
      }
    }
    return columns;
  }

  private List<List<String>> unique(String table) throws SQLException {
    Map<String, List<String>> byIndex = new TreeMap<>();
    try (PreparedStatement statement = about(UNIQUE_KEYS, table);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String column = rows.getString(2);
        if (column != null) {
          byIndex.computeIfAbsent(rows.getString(1), k -> new ArrayList<>()).add(column);
        }
      }
    }
    return List.copyOf(byIndex.values());
  }

  private List<CatalogTable.ForeignKey> foreign(String table) throws SQLException {
    Map<Integer, Referring> byId = new TreeMap<>();
    try (PreparedStatement statement = about(FOREIGN_KEYS, table);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String target = rows.getString(2);
        Referring key =
            byId.computeIfAbsent(
                rows.getInt(1), k -> new Referring(target, new ArrayList<>(), new ArrayList<>()));
        key.from().add(rows.getString(3));
        String to = rows.getString(4);
        if (to != null) {
          key.to().add(to);
        }
      }
    }
    return byId.values().stream()
        .map(
            k ->
                new CatalogTable.ForeignKey(
                    k.from(), k.table(), k.to().isEmpty() ? k.from() : k.to(), false))
        .toList();
  }

  private PreparedStatement about(String sql, String table) throws SQLException {
    PreparedStatement statement = session.prepareStatement(sql);
    statement.setString(1, table);
    return statement;
  }

  /** A key that names no columns means the other table's primary key. */
  private static List<TableSchema> withImpliedKeys(List<TableSchema> tables) {
    Map<String, TableSchema> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    tables.forEach(t -> byName.put(t.name(), t));
    return tables.stream().map(t -> withImpliedKeys(t, byName)).toList();
  }

  private static TableSchema withImpliedKeys(TableSchema table, Map<String, TableSchema> byName) {
    List<CatalogTable.ForeignKey> keys =
        table.foreignKeys().stream().map(k -> implied(k, byName.get(k.table()))).toList();
    return new TableSchema(
        table.schema(),
        table.name(),
        table.view(),
        table.comment(),
        table.columns(),
        table.primaryKey(),
        table.uniqueKeys(),
        keys);
  }

  private static CatalogTable.ForeignKey implied(CatalogTable.ForeignKey key, TableSchema target) {
    if (target == null
        || target.primaryKey().size() != key.columns().size()
        || !key.referencedColumns().equals(key.columns())) {
      return key;
    }
    boolean named =
        target.columns().stream()
            .map(TableSchema.Column::name)
            .toList()
            .containsAll(key.referencedColumns());
    return named
        ? key
        : new CatalogTable.ForeignKey(key.columns(), key.table(), target.primaryKey(), false);
  }
}
