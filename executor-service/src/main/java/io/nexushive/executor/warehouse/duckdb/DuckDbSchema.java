package io.nexushive.executor.warehouse.duckdb;

import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.jdbc.Rows;
import io.nexushive.model.catalog.CatalogTable.ForeignKey;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a DuckDB database declares. */
final class DuckDbSchema {
  private static final String OWN = " NOT c.internal AND c.database_name = current_database()";
  private static final String SCHEMA =
      "CASE WHEN c.schema_name = current_schema() THEN NULL ELSE c.schema_name END";
  private static final String COLUMNS =
      "SELECT "
          + SCHEMA
          + ", c.table_name, v.view_name IS NOT NULL, coalesce(t.comment, v.comment),"
          + " c.column_name, c.data_type, c.is_nullable, c.comment FROM duckdb_columns() c"
          + " LEFT JOIN duckdb_views() v ON v.database_name = c.database_name AND v.schema_name ="
          + " c.schema_name AND v.view_name = c.table_name LEFT JOIN duckdb_tables() t ON"
          + " t.database_name = c.database_name AND t.schema_name = c.schema_name AND t.table_name ="
          + " c.table_name WHERE"
          + OWN
          + " ORDER BY c.schema_name, c.table_name, c.column_index";
  private static final String KEYS =
      "SELECT "
          + SCHEMA
          + ", c.table_name, c.constraint_type, c.constraint_column_names, c.referenced_table,"
          + " c.referenced_column_names FROM duckdb_constraints() c WHERE c.constraint_type IN"
          + " ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY') AND c.database_name = current_database()"
          + " ORDER BY c.constraint_index";

  private final Connection session;

  DuckDbSchema(Connection session) {
    this.session = session;
  }

  private record Name(String schema, String table) {}

  private record Keys(
      List<List<String>> primary, List<List<String>> unique, List<ForeignKey> foreign) {
    Keys() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private record Draft(Name name, boolean view, String comment, List<TableSchema.Column> columns) {}

  List<TableSchema> tables() throws SQLException {
    Map<Name, Keys> keys = keys();
    Map<Name, Draft> drafts = new LinkedHashMap<>();
    Rows.each(
        session,
        COLUMNS,
        rows -> {
          Name name = new Name(rows.getString(1), rows.getString(2));
          Draft draft = drafts.get(name);
          if (draft == null) {
            draft = new Draft(name, rows.getBoolean(3), rows.getString(4), new ArrayList<>());
            drafts.put(name, draft);
          }
          draft.columns().add(column(rows));
        });
    return drafts.values().stream()
        .map(d -> table(d, keys.getOrDefault(d.name(), new Keys())))
        .toList();
  }

  private static TableSchema table(Draft draft, Keys keys) {
    return new TableSchema(
        draft.name().schema(),
        draft.name().table(),
        draft.view(),
        draft.comment(),
        draft.columns(),
        keys.primary().stream().findFirst().orElse(List.of()),
        keys.unique(),
        keys.foreign());
  }

  private static TableSchema.Column column(ResultSet rows) throws SQLException {
    String type = rows.getString(6);
    return new TableSchema.Column(
        rows.getString(5), DuckDbTypes.of(type), type, rows.getBoolean(7), rows.getString(8));
  }

  private Map<Name, Keys> keys() throws SQLException {
    Map<Name, Keys> all = new LinkedHashMap<>();
    Rows.each(
        session,
        KEYS,
        rows -> {
          Name name = new Name(rows.getString(1), rows.getString(2));
          Keys keys = all.computeIfAbsent(name, n -> new Keys());
          List<String> columns = names(rows.getArray(4));
          switch (rows.getString(3)) {
            case "PRIMARY KEY" -> keys.primary().add(columns);
            case "UNIQUE" -> keys.unique().add(columns);
            default ->
                keys.foreign()
                    .add(
                        new ForeignKey(columns, rows.getString(5), names(rows.getArray(6)), false));
          }
        });
    return all;
  }

  private static List<String> names(Array array) throws SQLException {
    return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
  }
}
