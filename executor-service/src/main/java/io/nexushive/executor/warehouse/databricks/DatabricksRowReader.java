package io.nexushive.executor.warehouse.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.jdbc.JsonValues;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.QueryResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads rows whose values come as text. The driver makes one type of timestamps with and without a
 * zone, so where there are any, the service is asked which of the two they are.
 */
final class DatabricksRowReader implements RowReader {
  private final ResultSet rows;
  private final List<QueryResult.Column> columns = new ArrayList<>();
  private final List<String> declared;

  DatabricksRowReader(ResultSet rows, String sql) throws SQLException {
    this.rows = rows;
    ResultSetMetaData meta = rows.getMetaData();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(
          new QueryResult.Column(
              meta.getColumnLabel(i), DatabricksTypes.of(meta.getColumnTypeName(i))));
    }
    boolean moments = columns.stream().anyMatch(c -> c.type() == ColumnType.TIMESTAMP);
    declared = moments ? declared(rows.getStatement().getConnection(), sql) : List.of();
  }

  /** The types of a query's columns as the service names them. */
  private static List<String> declared(Connection session, String sql) throws SQLException {
    List<String> types = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet described = statement.executeQuery("DESCRIBE QUERY " + sql)) {
      while (described.next()) {
        types.add(described.getString("data_type"));
      }
    }
    return types;
  }

  @Override
  public List<JsonNode> row() throws SQLException {
    JsonNode[] values = new JsonNode[columns.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = rows.getObject(i + 1);
      values[i] = value == null ? JsonValues.absent() : value(columns.get(i).type(), i + 1);
    }
    return Arrays.asList(values);
  }

  @Override
  public List<QueryResult.Column> columns() {
    return columns;
  }

  private JsonNode value(ColumnType type, int at) throws SQLException {
    if (type == ColumnType.BINARY) {
      return JsonValues.binary(rows.getBytes(at));
    }
    if (type == ColumnType.TIMESTAMP) {
      return moment(rows.getTimestamp(at), declared.get(at - 1));
    }
    String text = rows.getString(at);
    return switch (type) {
      case INTEGER -> JsonValues.integer(new BigInteger(text));
      case DECIMAL -> JsonValues.decimal(new BigDecimal(text));
      case FLOAT -> JsonValues.floating(Double.parseDouble(text));
      case BOOLEAN -> JsonValues.bool(Boolean.parseBoolean(text));
      case JSON -> JsonValues.json(text);
      default -> JsonValues.text(text);
    };
  }

  /** One without a zone is what it reads, in whatever zone this machine is. */
  private static JsonNode moment(Timestamp value, String type) {
    return DatabricksTypes.base(type).equals("TIMESTAMP_NTZ")
        ? JsonValues.local(value.toLocalDateTime())
        : JsonValues.moment(value.toInstant().atOffset(ZoneOffset.UTC));
  }
}
