package io.nexushive.executor.warehouse.mysql;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.jdbc.JsonValues;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.QueryResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the rows of MySQL and MariaDB, whose values come as text. */
final class MysqlRowReader implements RowReader {
  private final ResultSet rows;
  private final List<QueryResult.Column> columns = new ArrayList<>();
  private final String[] types;

  MysqlRowReader(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData meta = rows.getMetaData();
    types = new String[meta.getColumnCount()];
    for (int i = 0; i < types.length; i++) {
      String type = MysqlTypes.base(meta.getColumnTypeName(i + 1));
      boolean flag = type.equals("bit") && meta.getPrecision(i + 1) == 1;
      types[i] = flag ? "boolean" : type;
      columns.add(
          new QueryResult.Column(meta.getColumnLabel(i + 1), MysqlTypes.of(types[i], false)));
    }
  }

  @Override
  public List<JsonNode> row() throws SQLException {
    JsonNode[] values = new JsonNode[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = value(i + 1, types[i], columns.get(i).type());
    }
    return Arrays.asList(values);
  }

  @Override
  public List<QueryResult.Column> columns() {
    return columns;
  }

  private JsonNode value(int at, String type, ColumnType as) throws SQLException {
    switch (as) {
      case BINARY, OTHER:
        return JsonValues.binary(rows.getBytes(at));
      case BOOLEAN:
        boolean truth = rows.getBoolean(at);
        return rows.wasNull() ? JsonValues.absent() : JsonValues.bool(truth);
      default:
        if (type.equals("bit")) {
          byte[] bits = rows.getBytes(at);
          return bits == null ? JsonValues.absent() : JsonValues.integer(new BigInteger(1, bits));
        }
        String text = rows.getString(at);
        return text == null ? JsonValues.absent() : fromText(text, type, as);
    }
  }

  private static JsonNode fromText(String text, String type, ColumnType as) {
    return switch (as) {
      case INTEGER -> JsonValues.integer(new BigInteger(text));
      case DECIMAL -> JsonValues.decimal(new BigDecimal(text));
      case FLOAT -> JsonValues.floating(Double.parseDouble(text));
      case TIME -> JsonValues.text(withoutTail(text));
      case TIMESTAMP ->
          JsonValues.text(type.equals("timestamp") ? moment(text) : withoutTail(local(text)));
      default -> JsonValues.text(text);
    };
  }

  private static String local(String text) {
    return text.replace(' ', 'T');
  }

  /** Sessions keep time in UTC. The zero of these databases is no moment and stays as it is. */
  private static String moment(String text) {
    try {
      return LocalDateTime.parse(local(text)).atOffset(ZoneOffset.UTC).toString();
    } catch (DateTimeException e) {
      return local(text);
    }
  }

  /** A fraction of seconds without the zeros that only its declaration puts there. */
  private static String withoutTail(String text) {
    int end = text.length();
    if (text.indexOf('.') >= 0) {
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      end -= text.charAt(end - 1) == '.' ? 1 : 0;
    }
    return text.substring(0, end);
  }
}
