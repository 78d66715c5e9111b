package io.nexushive.executor.warehouse.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.jdbc.JsonValues;
import io.nexushive.executor.warehouse.jdbc.RowReader;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/**
 * Reads DuckDB's rows: those of the usual types as such, all others by what the driver makes of
 * each value, which is slower.
 */
final class DuckDbRowReader implements RowReader {
  private final ResultSet rows;
  private final List<QueryResult.Column> columns = new ArrayList<>();
  private final Cell[] cells;

  /** Reads one column of the current row. */
  private interface Cell {
    JsonNode read(ResultSet rows, int at) throws SQLException;
  }

  DuckDbRowReader(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData meta = rows.getMetaData();
    cells = new Cell[meta.getColumnCount()];
    for (int i = 1; i <= cells.length; i++) {
      String type = meta.getColumnTypeName(i);
      columns.add(new QueryResult.Column(meta.getColumnLabel(i), DuckDbTypes.of(type)));
      cells[i - 1] = reader(type);
    }
  }

  private static Cell reader(String type) {
    return switch (type) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" -> DuckDbRowReader::integer;
      case "DOUBLE" -> DuckDbRowReader::floating;
      case "VARCHAR" -> (rows, at) -> JsonValues.text(rows.getString(at));
      default ->
          type.startsWith("DECIMAL") && type.endsWith(")")
              ? DuckDbRowReader::decimal
              : DuckDbRowReader::any;
    };
  }

  private static JsonNode integer(ResultSet rows, int at) throws SQLException {
    long value = rows.getLong(at);
    return rows.wasNull() ? JsonValues.absent() : JsonValues.integer(value);
  }

  private static JsonNode floating(ResultSet rows, int at) throws SQLException {
    double value = rows.getDouble(at);
    return rows.wasNull() ? JsonValues.absent() : JsonValues.floating(value);
  }

  private static JsonNode decimal(ResultSet rows, int at) throws SQLException {
    BigDecimal value = rows.getBigDecimal(at);
    return value == null ? JsonValues.absent() : JsonValues.decimal(value);
  }

  private static JsonNode any(ResultSet rows, int at) throws SQLException {
    return cell(rows.getObject(at));
  }

  @Override
  public List<JsonNode> row() throws SQLException {
    JsonNode[] values = new JsonNode[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = cells[i].read(rows, i + 1);
    }
    return Arrays.asList(values);
  }

  @Override
  public List<QueryResult.Column> columns() {
    return columns;
  }

  /** Lists, structures and maps are JSON text: a result's cells are scalars. */
  private static JsonNode cell(Object value) throws SQLException {
    if (value instanceof Array || value instanceof Struct || value instanceof Map) {
      return JsonValues.text(new String(Json.bytes(nested(value)), StandardCharsets.UTF_8));
    }
    return scalar(value);
  }

  private static JsonNode scalar(Object value) throws SQLException {
    if (value == null) {
      return JsonValues.absent();
    }
    if (value instanceof Boolean truth) {
      return JsonValues.bool(truth);
    }
    if (value instanceof BigDecimal number) {
      return JsonValues.decimal(number);
    }
    if (value instanceof BigInteger number) {
      return JsonValues.integer(number);
    }
    if (value instanceof Float number) {
      // By its own digits: as a double it would show those that it never had.
      return JsonValues.floating(Double.parseDouble(number.toString()));
    }
    if (value instanceof Double number) {
      return JsonValues.floating(number);
    }
    if (value instanceof Number number) {
      return JsonValues.integer(number.longValue());
    }
    return text(value);
  }

  private static JsonNode text(Object value) throws SQLException {
    if (value instanceof java.sql.Timestamp moment) {
      return JsonValues.local(moment.toLocalDateTime());
    }
    if (value instanceof LocalDateTime moment) {
      return JsonValues.local(moment);
    }
    if (value instanceof OffsetDateTime moment) {
      return JsonValues.moment(moment);
    }
    if (value instanceof java.time.LocalTime time) {
      return JsonValues.time(time);
    }
    if (value instanceof Blob blob) {
      return JsonValues.binary(blob.getBytes(1, (int) blob.length()));
    }
    return JsonValues.text(value.toString());
  }

  private static Object nested(Object value) throws SQLException {
    if (value instanceof Array array) {
      List<Object> items = new ArrayList<>();
      for (Object item : (Object[]) array.getArray()) {
        items.add(nested(item));
      }
      return items;
    }
    if (value instanceof DuckDBStruct struct) {
      return nested(struct.getMap());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        entries.put(String.valueOf(entry.getKey()), nested(entry.getValue()));
      }
      return entries;
    }
    return scalar(value);
  }
}
