package io.nexushive.executor.warehouse.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.client.util.Data;
import com.google.api.services.bigquery.model.TableCell;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableRow;
import io.nexushive.executor.warehouse.jdbc.JsonValues;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads rows, whose values come as text, lists of values and records of fields.
 *
 * @see <a
 *     href="https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/getQueryResults">their
 *     form</a>
 */
final class BigQueryRowReader {
  private static final String REPEATED = "REPEATED";

  private final List<TableFieldSchema> fields;

  BigQueryRowReader(List<TableFieldSchema> fields) {
    this.fields = fields;
  }

  List<QueryResult.Column> columns() {
    return fields.stream().map(f -> new QueryResult.Column(f.getName(), type(f))).toList();
  }

  private static ColumnType type(TableFieldSchema field) {
    return REPEATED.equals(field.getMode()) ? ColumnType.JSON : BigQueryTypes.of(field.getType());
  }

  List<JsonNode> row(TableRow row) {
    List<JsonNode> values = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      TableCell cell = row.getF().get(i);
      values.add(cell(fields.get(i), cell.getV()));
    }
    return values;
  }

  /** Lists and records are JSON text: a result's cells are scalars. */
  private static JsonNode cell(TableFieldSchema field, Object value) {
    if (value == null || Data.isNull(value)) {
      return JsonValues.absent();
    }
    if (value instanceof String text) {
      return scalar(field, text);
    }
    return JsonValues.text(new String(Json.bytes(nested(field, value)), StandardCharsets.UTF_8));
  }

  private static JsonNode nested(TableFieldSchema field, Object value) {
    if (value == null || Data.isNull(value)) {
      return JsonValues.absent();
    }
    if (value instanceof List<?> items) {
      ArrayNode list = JsonNodeFactory.withExactBigDecimals(true).arrayNode();
      items.forEach(item -> list.add(nested(field, ((Map<?, ?>) item).get("v"))));
      return list;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode fields = JsonNodeFactory.withExactBigDecimals(true).objectNode();
      List<?> cells = (List<?>) map.get("f");
      for (int i = 0; i < cells.size(); i++) {
        TableFieldSchema inner = field.getFields().get(i);
        fields.set(inner.getName(), nested(inner, ((Map<?, ?>) cells.get(i)).get("v")));
      }
      return fields;
    }
    return BigQueryTypes.of(field.getType()) == ColumnType.JSON
        ? Json.read(((String) value).getBytes(StandardCharsets.UTF_8), JsonNode.class)
        : scalar(field, (String) value);
  }

  private static JsonNode scalar(TableFieldSchema field, String text) {
    return switch (BigQueryTypes.of(field.getType())) {
      case INTEGER -> JsonValues.integer(new BigInteger(text));
      case DECIMAL -> JsonValues.decimal(new BigDecimal(text));
      case FLOAT -> floating(text);
      case BOOLEAN -> JsonValues.bool(Boolean.parseBoolean(text));
      case TIME -> JsonValues.time(LocalTime.parse(text));
      case TIMESTAMP ->
          field.getType().equals("TIMESTAMP")
              ? moment(text)
              : JsonValues.local(LocalDateTime.parse(text));
      case JSON -> JsonValues.json(text);
      default -> JsonValues.text(text);
    };
  }

  private static JsonNode floating(String text) {
    return switch (text) {
      case "Infinity", "inf", "+inf" -> JsonValues.floating(Double.POSITIVE_INFINITY);
      case "-Infinity", "-inf" -> JsonValues.floating(Double.NEGATIVE_INFINITY);
      case "NaN", "nan" -> JsonValues.floating(Double.NaN);
      default -> JsonValues.floating(Double.parseDouble(text));
    };
  }

  /** Moments come as microseconds since 1970. */
  private static JsonNode moment(String micros) {
    Instant instant = Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    return JsonValues.moment(instant.atOffset(ZoneOffset.UTC));
  }
}
