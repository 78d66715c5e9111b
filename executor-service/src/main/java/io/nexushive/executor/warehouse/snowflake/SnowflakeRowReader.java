package io.nexushive.executor.warehouse.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.jdbc.JsonValues;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.QueryResult;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads Snowflake's rows; the forms of dates and times are those that the session asks for. */
final class SnowflakeRowReader implements RowReader {
  private final ResultSet rows;
  private final List<QueryResult.Column> columns = new ArrayList<>();
  private final boolean[] zoned;

  SnowflakeRowReader(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData meta = rows.getMetaData();
    zoned = new boolean[meta.getColumnCount()];
    for (int i = 0; i < zoned.length; i++) {
      String type = meta.getColumnTypeName(i + 1);
      zoned[i] = !type.replace("_", "").equalsIgnoreCase("TIMESTAMPNTZ");
      columns.add(
          new QueryResult.Column(
              meta.getColumnLabel(i + 1), SnowflakeTypes.of(type, meta.getScale(i + 1))));
    }
  }

  @Override
  public List<JsonNode> row() throws SQLException {
    JsonNode[] values = new JsonNode[zoned.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }
    return Arrays.asList(values);
  }

  @Override
  public List<QueryResult.Column> columns() {
    return columns;
  }

  private JsonNode value(int at) throws SQLException {
    ColumnType type = columns.get(at).type();
    switch (type) {
      case BINARY:
        return JsonValues.binary(rows.getBytes(at + 1));
      case BOOLEAN:
        boolean truth = rows.getBoolean(at + 1);
        return rows.wasNull() ? JsonValues.absent() : JsonValues.bool(truth);
      case FLOAT:
        double number = rows.getDouble(at + 1);
        return rows.wasNull() ? JsonValues.absent() : JsonValues.floating(number);
      default:
        String text = rows.getString(at + 1);
        return text == null ? JsonValues.absent() : fromText(text, type, zoned[at]);
    }
  }

  private static JsonNode fromText(String text, ColumnType type, boolean zoned) {
    return switch (type) {
      case INTEGER -> JsonValues.integer(new BigDecimal(text).toBigIntegerExact());
      case DECIMAL -> JsonValues.decimal(new BigDecimal(text));
      case TIMESTAMP ->
          zoned
              ? JsonValues.moment(OffsetDateTime.parse(text))
              : JsonValues.local(LocalDateTime.parse(text));
      case TIME -> JsonValues.time(LocalTime.parse(text));
      case JSON -> JsonValues.json(text);
      default -> JsonValues.text(text);
    };
  }
}
