package io.nexushive.executor.warehouse.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nexushive.executor.warehouse.duckdb.DuckDbEngine.Column;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine's columns and values as the service sends them. */
final class BigQueryWire {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern FIELD = Pattern.compile("\"?(\\w+)\"? (\\w+(?:\\[\\])?)");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("DECIMAL", "NUMERIC"),
          Map.entry("DOUBLE", "FLOAT"),
          Map.entry("DATE", "DATE"),
          Map.entry("TIME", "TIME"),
          Map.entry("TIMESTAMP", "DATETIME"),
          Map.entry("TIMESTAMP WITH TIME ZONE", "TIMESTAMP"),
          Map.entry("BOOLEAN", "BOOLEAN"),
          Map.entry("BLOB", "BYTES"),
          Map.entry("JSON", "JSON"),
          Map.entry("VARCHAR", "STRING"));

  private BigQueryWire() {}

  static ObjectNode field(Column column) {
    ObjectNode field = JSON.objectNode().put("name", column.name());
    String type = column.type();
    if (type.endsWith("[]")) {
      ObjectNode item = field(new Column(column.name(), type.substring(0, type.length() - 2)));
      return item.put("mode", "REPEATED");
    }
    field.put("mode", "NULLABLE");
    if (column.base().equals("STRUCT")) {
      ArrayNode fields = field.put("type", "RECORD").putArray("fields");
      Matcher inner = FIELD.matcher(type.substring("STRUCT(".length()));
      while (inner.find()) {
        fields.add(field(new Column(inner.group(1), inner.group(2))));
      }
      return field;
    }
    return field.put("type", TYPES.getOrDefault(column.base(), "INTEGER"));
  }

  static ObjectNode row(List<Object> values) throws SQLException {
    ObjectNode row = JSON.objectNode();
    ArrayNode cells = row.putArray("f");
    for (Object value : values) {
      cells.addObject().set("v", value(value));
    }
    return row;
  }

  private static JsonNode value(Object value) throws SQLException {
    if (value == null) {
      return NullNode.instance;
    }
    if (value instanceof Array array) {
      ArrayNode items = JSON.arrayNode();
      for (Object item : (Object[]) array.getArray()) {
        items.addObject().set("v", value(item));
      }
      return items;
    }
    if (value instanceof Struct struct) {
      return row(List.of(struct.getAttributes()));
    }
    return TextNode.valueOf(text(value));
  }

  private static String text(Object value) throws SQLException {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Timestamp moment) {
      return moment.toLocalDateTime().toString();
    }
    if (value instanceof OffsetDateTime moment) {
      return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, moment.toInstant()));
    }
    if (value instanceof Blob blob) {
      return Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
    }
    return value.toString();
  }
}
