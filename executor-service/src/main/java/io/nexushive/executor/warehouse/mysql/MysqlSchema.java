package io.nexushive.executor.warehouse.mysql;

import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.jdbc.Rows;
import io.nexushive.model.catalog.CatalogTable.ForeignKey;
import io.nexushive.model.envelope.ColumnType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the login can read, in a few statements however many tables there are. */
final class MysqlSchema {
  private static final String VISIBLE =
      " TABLE_SCHEMA NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')";
  private static final String COLUMNS =
      "SELECT c.TABLE_SCHEMA AS db, c.TABLE_SCHEMA = DATABASE() AS here, c.TABLE_NAME AS tab,"
          + " t.TABLE_TYPE AS kind, t.TABLE_COMMENT AS comment, c.COLUMN_NAME AS col, c.DATA_TYPE AS"
          + " base, c.COLUMN_TYPE AS native, c.IS_NULLABLE AS nullable, c.COLUMN_COMMENT AS about"
          + " FROM (SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, DATA_TYPE,"
          + " COLUMN_TYPE, IS_NULLABLE, COLUMN_COMMENT, PRIVILEGES FROM information_schema.COLUMNS"
          + " WHERE"
          + VISIBLE
          + ") c JOIN (SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, TABLE_COMMENT FROM"
          + " information_schema.TABLES WHERE"
          + VISIBLE
          + " AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')) t ON t.TABLE_SCHEMA ="
          + " c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME WHERE FIND_IN_SET('select',"
          + " c.PRIVILEGES) > 0 ORDER BY c.TABLE_SCHEMA, c.TABLE_NAME, c.ORDINAL_POSITION";
  private static final String KEYS =
      "SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tab, CONSTRAINT_NAME AS name, COLUMN_NAME AS col,"
          + " REFERENCED_TABLE_SCHEMA = DATABASE() AS target_here, REFERENCED_TABLE_SCHEMA AS"
          + " target_db, REFERENCED_TABLE_NAME AS target, REFERENCED_COLUMN_NAME AS target_col FROM"
          + " information_schema.KEY_COLUMN_USAGE WHERE"
          + VISIBLE
          + " ORDER BY TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, REFERENCED_TABLE_NAME,"
          + " ORDINAL_POSITION";

  /** MariaDB keeps JSON as text with a check. */
  private static final String JSON_CHECKS =
      "SELECT CONSTRAINT_SCHEMA AS db, TABLE_NAME AS tab, CHECK_CLAUSE AS clause FROM"
          + " information_schema.CHECK_CONSTRAINTS WHERE CHECK_CLAUSE LIKE 'json\\_valid(%'";

  private static final Pattern JSON_CHECK = Pattern.compile("json_valid\\(`(.+)`\\)");

  private final Connection session;

  MysqlSchema(Connection session) {
    this.session = session;
  }

  /** A table, or a column when {@code column} is set. */
  private record Place(String database, String table, String column) {}

  private record KeyName(Place table, String name, boolean foreign) {}

  private static final class Key {
    private final List<String> columns = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private String table;
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

    Draft(ResultSet rows) throws SQLException {
      schema = rows.getBoolean("here") ? null : rows.getString("db");
      name = rows.getString("tab");
      view = rows.getString("kind").equals("VIEW");
      comment = view ? null : orNull(rows.getString("comment"));
    }

    void add(KeyName key, Key parts) {
      if (!columns.stream().map(TableSchema.Column::name).toList().containsAll(parts.columns)) {
        return;
      }
      if (key.foreign()) {
        foreign.add(new ForeignKey(parts.columns, parts.table, parts.targets, false));
      } else if (key.name().equals("PRIMARY")) {
        primary = parts.columns;
      } else {
        unique.add(parts.columns);
      }
    }

    TableSchema done() {
      return new TableSchema(schema, name, view, comment, columns, primary, unique, foreign);
    }
  }

  List<TableSchema> tables() throws SQLException {
    Set<Place> json = MysqlFlavour.isMariaDb(session) ? jsonColumns() : Set.of();
    Map<Place, Draft> drafts = new LinkedHashMap<>();
    Rows.each(
        session,
        COLUMNS,
        rows -> {
          Place table = place(rows, null);
          Draft draft = drafts.get(table);
          if (draft == null) {
            draft = new Draft(rows);
            drafts.put(table, draft);
          }
          draft.columns.add(column(rows, json.contains(place(rows, rows.getString("col")))));
        });
    keys()
        .forEach(
            (name, key) -> {
              Draft draft = drafts.get(name.table());
              if (draft != null) {
                draft.add(name, key);
              }
            });
    return drafts.values().stream().map(Draft::done).toList();
  }

  private static TableSchema.Column column(ResultSet rows, boolean json) throws SQLException {
    String declared = rows.getString("native");
    boolean flag = declared.equals("tinyint(1)") || declared.equals("bit(1)");
    return new TableSchema.Column(
        rows.getString("col"),
        json ? ColumnType.JSON : MysqlTypes.of(rows.getString("base"), flag),
        json ? "json" : declared,
        rows.getString("nullable").equals("YES"),
        orNull(rows.getString("about")));
  }

  private Map<KeyName, Key> keys() throws SQLException {
    Map<KeyName, Key> keys = new LinkedHashMap<>();
    Rows.each(
        session,
        KEYS,
        rows -> {
          String target = rows.getString("target");
          KeyName name = new KeyName(place(rows, null), rows.getString("name"), target != null);
          Key key = keys.computeIfAbsent(name, n -> new Key());
          key.columns.add(rows.getString("col"));
          if (target != null) {
            key.table =
                rows.getBoolean("target_here")
                    ? target
                    : rows.getString("target_db") + "." + target;
            key.targets.add(rows.getString("target_col"));
          }
        });
    return keys;
  }

  private Set<Place> jsonColumns() throws SQLException {
    Set<Place> json = new HashSet<>();
    Rows.each(
        session,
        JSON_CHECKS,
        rows -> {
          Matcher check = JSON_CHECK.matcher(rows.getString("clause"));
          if (check.matches()) {
            json.add(place(rows, check.group(1).replace("``", "`")));
          }
        });
    return json;
  }

  private static Place place(ResultSet rows, String column) throws SQLException {
    return new Place(rows.getString("db"), rows.getString("tab"), column);
  }

  private static String orNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
