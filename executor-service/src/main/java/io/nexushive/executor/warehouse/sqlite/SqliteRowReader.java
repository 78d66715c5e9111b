package io.nexushive.executor.warehouse.sqlite;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import io.nexushive.model.envelope.QueryResult;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads SQLite's rows, whose values have types of their own. */
final class SqliteRowReader implements RowReader {
  private final ResultSet rows;
  private final String[] names;
  private final SqliteColumn[] columns;

  SqliteRowReader(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData meta = rows.getMetaData();
    this.names = new String[meta.getColumnCount()];
    this.columns = new SqliteColumn[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = meta.getColumnLabel(i + 1);
      columns[i] = new SqliteColumn(declared(meta, i + 1));
    }
  }

  /** What the column's table declares; an expression has no table and declares nothing. */
  private static SqliteTypes declared(ResultSetMetaData meta, int column) throws SQLException {
    String table = meta.getTableName(column);
    if (table == null || table.isEmpty()) {
      return SqliteTypes.of(null);
    }
    String name = meta.getColumnTypeName(column);
    int scale = meta.getScale(column);
    SqliteTypes plain = SqliteTypes.of(name);
    return scale > 0 ? new SqliteTypes(plain.type(), scale) : plain;
  }

  @Override
  public List<JsonNode> row() throws SQLException {
    JsonNode[] values = new JsonNode[columns.length];
    for (int i = 0; i < columns.length; i++) {
      values[i] = columns[i].read(rows.getObject(i + 1));
    }
    return Arrays.asList(values);
  }

  @Override
  public List<QueryResult.Column> columns() {
    List<QueryResult.Column> result = new ArrayList<>(columns.length);
    for (int i = 0; i < columns.length; i++) {
      result.add(new QueryResult.Column(names[i], columns[i].type()));
    }
    return result;
  }
}
