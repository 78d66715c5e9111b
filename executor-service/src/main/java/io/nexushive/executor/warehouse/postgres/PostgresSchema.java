package io.nexushive.executor.warehouse.postgres;

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

/** Reads what the login can read, in two statements however many tables there are. */
final class PostgresSchema {
  private static final String VISIBLE =
      " c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition"
          + " AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
          + " AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'";
  private static final String COLUMNS =
      "SELECT c.oid, CASE WHEN n.nspname = current_schema() THEN NULL ELSE n.nspname END AS schema,"
          + " c.relname, c.relkind IN ('v', 'm') AS is_view, obj_description(c.oid, 'pg_class') AS"
          + " comment, a.attname, t.typname, format_type(a.atttypid, a.atttypmod) AS native,"
          + " NOT a.attnotnull AS nullable, col_description(c.oid, a.attnum) AS about, CASE WHEN"
          + " t.typtype = 'd' THEN b.typname WHEN t.typtype = 'e' THEN 'text' ELSE t.typname END AS"
          + " base FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a"
          + " ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid ="
          + " a.atttypid LEFT JOIN pg_type b ON b.oid = t.typbasetype WHERE"
          + VISIBLE
          + " AND has_column_privilege(c.oid, a.attnum, 'SELECT')"
          + " AND has_schema_privilege(n.oid, 'USAGE') ORDER BY n.nspname, c.relname, a.attnum";
  private static final String KEYS =
      "SELECT k.conrelid, k.contype, array(SELECT a.attname::text FROM unnest(k.conkey) WITH"
          + " ORDINALITY u(n, i) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n"
          + " ORDER BY u.i) AS columns, CASE WHEN fn.nspname = current_schema() THEN f.relname ELSE"
          + " fn.nspname || '.' || f.relname END AS target, array(SELECT a.attname::text FROM"
          + " unnest(k.confkey) WITH ORDINALITY u(n, i) JOIN pg_attribute a ON a.attrelid ="
          + " k.confrelid AND a.attnum = u.n ORDER BY u.i) AS target_columns FROM pg_constraint k"
          + " JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " LEFT JOIN pg_class f ON f.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid ="
          + " f.relnamespace WHERE k.contype IN ('p', 'u', 'f') AND"
          + VISIBLE
          + " ORDER BY k.conrelid, k.conname";

  private final Connection session;

  PostgresSchema(Connection session) {
    this.session = session;
  }

  private static final class Draft {
    private final String schema;
    private final String name;
    private final boolean view;
    private final String comment;
    private final List<TableSchema.Column> columns = new ArrayList<>();
    private final List<List<String>> unique = new ArrayList<>();
    private final List<ForeignKey> foreign = new ArrayList<>();
    private List<String> primary = List.of();

    Draft(String schema, String name, boolean view, String comment) {
      this.schema = schema;
      this.name = name;
      this.view = view;
      this.comment = comment;
    }

    boolean has(List<String> names) {
      return columns.stream().map(TableSchema.Column::name).toList().containsAll(names);
    }

    TableSchema done() {
      return new TableSchema(schema, name, view, comment, columns, primary, unique, foreign);
    }
  }

  List<TableSchema> tables() throws SQLException {
    Map<Long, Draft> drafts = new LinkedHashMap<>();
    Rows.each(
        session,
        COLUMNS,
        rows -> {
          Draft draft = drafts.get(rows.getLong("oid"));
          if (draft == null) {
            draft =
                new Draft(
                    rows.getString("schema"),
                    rows.getString("relname"),
                    rows.getBoolean("is_view"),
                    rows.getString("comment"));
            drafts.put(rows.getLong("oid"), draft);
          }
          draft.columns.add(column(rows));
        });
    keys(drafts);
    return drafts.values().stream().map(Draft::done).toList();
  }

  private static TableSchema.Column column(ResultSet rows) throws SQLException {
    return new TableSchema.Column(
        rows.getString("attname"),
        PostgresTypes.of(rows.getString("base")),
        rows.getString("native"),
        rows.getBoolean("nullable"),
        rows.getString("about"));
  }

  private void keys(Map<Long, Draft> drafts) throws SQLException {
    Rows.each(
        session,
        KEYS,
        rows -> {
          Draft draft = drafts.get(rows.getLong("conrelid"));
          List<String> columns = names(rows.getArray("columns"));
          if (draft == null || !draft.has(columns)) {
            return;
          }
          switch (rows.getString("contype")) {
            case "p" -> draft.primary = columns;
            case "u" -> draft.unique.add(columns);
            default ->
                draft.foreign.add(
                    new ForeignKey(
                        columns,
                        rows.getString("target"),
                        names(rows.getArray("target_columns")),
                        false));
          }
        });
  }

  private static List<String> names(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }
}
