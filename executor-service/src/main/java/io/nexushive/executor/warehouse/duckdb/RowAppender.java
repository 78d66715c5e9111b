package io.nexushive.executor.warehouse.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.TableSchema;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.model.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import org.duckdb.DuckDBAppender;

/**
 * Writes JSON values into a table, exactly or not at all: a number that would lose digits, or a
 * text that is no date, ends in an error instead of in a row that looks right.
 */
public final class RowAppender implements AutoCloseable {
  private static final String ZONED = "TIMESTAMP WITH TIME ZONE";

  private final DuckDBAppender rows;
  private final List<TableSchema.Column> columns;

  RowAppender(DuckDBAppender rows, List<TableSchema.Column> columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Adds a row.
   *
   * @param values one for each column; what is missing or null has no value
   * @throws WarehouseException of {@link Problem#BAD_DATA} when one does not have its column's type
   */
  public void append(List<JsonNode> values) {
    try {
      rows.beginRow();
      for (int i = 0; i < columns.size(); i++) {
        JsonNode value = values.get(i);
        if (value == null || value.isNull() || value.isMissingNode()) {
          rows.appendNull();
        } else {
          append(columns.get(i), value);
        }
      }
      rows.endRow();
    } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
      throw new WarehouseException(Problem.BAD_DATA, null, e);
    } catch (SQLException e) {
      throw DuckDbProblems.translate(e, "");
    }
  }

  private void append(TableSchema.Column column, JsonNode value) throws SQLException {
    switch (column.type()) {
      case INTEGER -> rows.append(number(value).longValueExact());
      case DECIMAL -> rows.append(decimal(column.nativeType(), number(value)));
      case FLOAT -> rows.append(number(value).doubleValue());
      case BOOLEAN -> rows.append(truth(value));
      case DATE -> rows.append(LocalDate.parse(text(value)));
      case TIME -> rows.append(LocalTime.parse(text(value)));
      case TIMESTAMP -> {
        String moment = text(value).replace(' ', 'T');
        if (column.nativeType().equals(ZONED)) {
          rows.append(OffsetDateTime.parse(moment));
        } else {
          rows.append(LocalDateTime.parse(moment));
        }
      }
      case BINARY -> rows.append(Base64.getDecoder().decode(text(value)));
      case JSON -> rows.append(json(value));
      case STRING, OTHER -> rows.append(plain(value));
    }
  }

  private static BigDecimal number(JsonNode value) {
    return value.isNumber() ? value.decimalValue() : new BigDecimal(text(value));
  }

  /** With the digits of its column, {@code DECIMAL(precision,scale)}. */
  private static BigDecimal decimal(String type, BigDecimal value) {
    String[] size = type.substring(type.indexOf('(') + 1, type.indexOf(')')).split(",");
    BigDecimal scaled = value.setScale(Integer.parseInt(size[1].strip()), RoundingMode.UNNECESSARY);
    if (scaled.precision() > Integer.parseInt(size[0].strip())) {
      throw new ArithmeticException("more digits than the column has");
    }
    return scaled;
  }

  private static boolean truth(JsonNode value) {
    String word = value.isBoolean() ? value.asText() : text(value);
    if (word.equals("true") || word.equals("false")) {
      return word.equals("true");
    }
    throw new IllegalArgumentException("neither true nor false");
  }

  private static String text(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    throw new IllegalArgumentException("no text");
  }

  private static String plain(JsonNode value) {
    if (value.isContainerNode()) {
      return json(value);
    }
    return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
  }

  private static String json(JsonNode value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (SQLException e) {
      throw DuckDbProblems.translate(e, "");
    }
  }
}
