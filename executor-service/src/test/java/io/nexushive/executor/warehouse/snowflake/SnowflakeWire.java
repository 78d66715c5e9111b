package io.nexushive.executor.warehouse.snowflake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.executor.warehouse.duckdb.DuckDbEngine.Column;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The engine's columns and values as the service sends them in results of the form JSON. */
final class SnowflakeWire {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("DOUBLE", "real"),
          Map.entry("FLOAT", "real"),
          Map.entry("DATE", "date"),
          Map.entry("TIME", "time"),
          Map.entry("TIMESTAMP", "timestamp_ntz"),
          Map.entry("TIMESTAMP WITH TIME ZONE", "timestamp_tz"),
          Map.entry("BOOLEAN", "boolean"),
          Map.entry("BLOB", "binary"),
          Map.entry("JSON", "variant"),
          Map.entry("VARCHAR", "text"));

  private SnowflakeWire() {}

  static ObjectNode column(Column column) {
    String type = type(column);
    ObjectNode node = JSON.objectNode();
    node.put("name", column.name());
    node.put("database", "SHOP").put("schema", "").put("table", "");
    node.put("type", type).put("nullable", true);
    node.put("length", 16_777_216).put("byteLength", 16_777_216);
    int scale = type.equals("fixed") ? 0 : 9;
    int precision = 38;
    if (column.base().equals("DECIMAL")) {
      String[] digits = column.type().replaceAll("[^0-9,]", "").split(",");
      precision = Integer.parseInt(digits[0]);
      scale = Integer.parseInt(digits[1]);
    }
    return node.put("precision", precision).put("scale", scale);
  }

  private static String type(Column column) {
    return column.type().endsWith("[]") ? "array" : TYPES.getOrDefault(column.base(), "fixed");
  }

  static ArrayNode row(List<Column> columns, List<Object> values) throws SQLException {
    ArrayNode row = JSON.arrayNode();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value == null) {
        row.addNull();
      } else {
        row.add(text(type(columns.get(i)), value));
      }
    }
    return row;
  }

  private static String text(String type, Object value) throws SQLException {
    return switch (type) {
      case "boolean" -> (Boolean) value ? "1" : "0";
      case "date" -> Long.toString(((LocalDate) value).toEpochDay());
      case "time" -> seconds(((LocalTime) value).toSecondOfDay(), ((LocalTime) value).getNano());
      case "timestamp_ntz" -> {
        LocalDateTime moment = ((Timestamp) value).toLocalDateTime();
        yield seconds(moment.toEpochSecond(ZoneOffset.UTC), moment.getNano());
      }
      case "timestamp_tz" -> {
        OffsetDateTime moment = (OffsetDateTime) value;
        int minutes = moment.getOffset().getTotalSeconds() / 60 + 1_440;
        yield seconds(moment.toEpochSecond(), moment.getNano()) + " " + minutes;
      }
      case "binary" -> {
        Blob blob = (Blob) value;
        yield HexFormat.of().withUpperCase().formatHex(blob.getBytes(1, (int) blob.length()));
      }
      case "array" -> {
        List<Object> items = Arrays.asList((Object[]) ((Array) value).getArray());
        yield "[\n  " + String.join(",\n  ", items.stream().map(String::valueOf).toList()) + "\n]";
      }
      default -> value.toString();
    };
  }

  private static String seconds(long seconds, int nanos) {
    return seconds + "." + String.format("%09d", nanos);
  }
}
