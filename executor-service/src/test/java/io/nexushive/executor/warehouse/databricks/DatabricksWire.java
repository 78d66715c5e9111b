package io.nexushive.executor.warehouse.databricks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.executor.warehouse.duckdb.DuckDbEngine.Column;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/** The engine's columns and values as the service sends them in results of the form JSON_ARRAY. */
final class DatabricksWire {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("INTEGER", "INT"),
          Map.entry("BIGINT", "LONG"),
          Map.entry("DOUBLE", "DOUBLE"),
          Map.entry("DATE", "DATE"),
          Map.entry("TIMESTAMP", "TIMESTAMP_NTZ"),
          Map.entry("TIMESTAMP WITH TIME ZONE", "TIMESTAMP"),
          Map.entry("BOOLEAN", "BOOLEAN"),
          Map.entry("BLOB", "BINARY"),
          Map.entry("JSON", "VARIANT"),
          Map.entry("DECIMAL", "DECIMAL"),
          Map.entry("STRUCT", "STRUCT"),
          Map.entry("VARCHAR", "STRING"));

  private DatabricksWire() {}

  static ObjectNode column(Column column, int position) {
    boolean list = column.type().endsWith("[]");
    String name = list ? "ARRAY" : TYPES.getOrDefault(column.base(), "LONG");
    ObjectNode node = JSON.objectNode().put("name", column.name()).put("position", position);
    node.put("type_name", name);
    String text = name.equals("LONG") ? "BIGINT" : name;
    if (name.equals("DECIMAL")) {
      String[] digits = column.type().replaceAll("[^0-9,]", "").split(",");
      node.put("type_precision", Integer.parseInt(digits[0]));
      node.put("type_scale", Integer.parseInt(digits[1]));
      text = column.type();
    } else if (list) {
      text = "ARRAY<INT>";
    } else if (name.equals("STRUCT")) {
      text = "STRUCT<" + column.type().replaceAll("STRUCT\\(|\\)|\"", "").replace(' ', ':') + ">";
    }
    return node.put("type_text", text);
  }

  static ArrayNode row(List<Object> values) throws SQLException {
    ArrayNode row = JSON.arrayNode();
    for (Object value : values) {
      if (value == null) {
        row.addNull();
      } else {
        row.add(text(value));
      }
    }
    return row;
  }

  private static String text(Object value) throws SQLException {
    if (value instanceof Timestamp moment) {
      return LOCAL.format(moment.toLocalDateTime());
    }
    if (value instanceof OffsetDateTime moment) {
      return LOCAL.format(moment.withOffsetSameInstant(ZoneOffset.UTC)) + "Z";
    }
    if (value instanceof Blob blob) {
      return Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
    }
    if (value instanceof Array array) {
      ArrayNode items = JSON.arrayNode();
      for (Object item : (Object[]) array.getArray()) {
        items.addPOJO(item);
      }
      return items.toString();
    }
    if (value instanceof Struct) {
      ObjectNode fields = JSON.objectNode();
      ((DuckDBStruct) value).getMap().forEach(fields::putPOJO);
      return fields.toString();
    }
    return value.toString();
  }
}
