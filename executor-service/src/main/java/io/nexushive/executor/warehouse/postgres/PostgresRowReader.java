package io.nexushive.executor.warehouse.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.jdbc.JsonValues;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads PostgreSQL's rows, whose columns have types. */
final class PostgresRowReader implements RowReader {
  private final ResultSet rows;
  private final List<QueryResult.Column> columns = new ArrayList<>();
  private final String[] types;

  PostgresRowReader(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData meta = rows.getMetaData();
    types = new String[meta.getColumnCount()];
    for (int i = 0; i < types.length; i++) {
      types[i] = meta.getColumnTypeName(i + 1);
      ColumnType type = PostgresTypes.of(types[i]);
      columns.add(new QueryResult.Column(meta.getColumnLabel(i + 1), type));
    }
  }

  @Override
  public List<JsonNode> row() throws SQLException {
    JsonNode[] values = new JsonNode[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = value(i + 1, types[i]);
    }
    return Arrays.asList(values);
  }

  @Override
  public List<QueryResult.Column> columns() {
    return columns;
  }

  private JsonNode value(int at, String type) throws SQLException {
    switch (type) {
      case "int2", "int4", "int8", "oid", "serial", "bigserial", "smallserial":
        long whole = rows.getLong(at);
        return rows.wasNull() ? JsonValues.absent() : JsonValues.integer(whole);
      case "bool":
        boolean truth = rows.getBoolean(at);
        return rows.wasNull() ? JsonValues.absent() : JsonValues.bool(truth);
      case "float8":
        double number = rows.getDouble(at);
        return rows.wasNull() ? JsonValues.absent() : JsonValues.floating(number);
      case "bytea":
        return JsonValues.binary(rows.getBytes(at));
      case "timestamptz":
        return instant(rows.getString(at), at);
      default:
        return fromText(rows.getString(at), at, type);
    }
  }

  private JsonNode fromText(String text, int at, String type) throws SQLException {
    if (text == null) {
      return JsonValues.absent();
    }
    return switch (type) {
      case "numeric" ->
          text.equals("NaN") || text.endsWith("Infinity")
              ? JsonValues.text(text)
              : JsonValues.decimal(new BigDecimal(text));
      case "float4" -> JsonValues.floating(Double.parseDouble(text));
      case "timestamp" -> JsonValues.text(text.replace(' ', 'T'));
      default -> type.startsWith("_") ? array(at) : JsonValues.text(text);
    };
  }

  /** Moments are written in UTC; infinity has no moment and stays a word. */
  private JsonNode instant(String text, int at) throws SQLException {
    if (text == null || text.endsWith("infinity")) {
      return JsonValues.text(text);
    }
    return JsonValues.moment(rows.getObject(at, OffsetDateTime.class));
  }

  /** Arrays are JSON text: a result's cells are scalars. */
  private JsonNode array(int at) throws SQLException {
    Array array = rows.getArray(at);
    try {
      return JsonValues.text(new String(Json.bytes(array.getArray()), StandardCharsets.UTF_8));
    } finally {
      array.free();
    }
  }
}
