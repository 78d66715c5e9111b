package io.nexushive.executor.warehouse.fetched;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Guesses columns from rows. A field that holds two kinds of values is text; one without a value in
 * all of them is text too.
 */
final class ColumnInference {
  private static final int LONG_BITS = 63;

  private ColumnInference() {}

  /**
   * The columns of {@code rows}, in the order in which they first come.
   *
   * @throws WarehouseException of {@link Problem#BAD_DATA} when there is none to be seen
   */
  static List<DeclaredColumn> of(List<JsonNode> rows) {
    Map<String, String> types = new LinkedHashMap<>();
    for (JsonNode row : rows) {
      row.fields()
          .forEachRemaining(
              f -> types.merge(f.getKey(), type(f.getValue()), ColumnInference::both));
    }
    if (types.isEmpty()) {
      throw new WarehouseException(Problem.BAD_DATA);
    }
    List<DeclaredColumn> columns = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    types.forEach(
        (field, type) -> {
          String name = Names.plain(field, taken);
          String at = "/" + field.replace("~", "~0").replace("/", "~1");
          columns.add(new DeclaredColumn(name, type.isEmpty() ? "string" : type, at, null));
        });
    return columns;
  }

  private static String both(String a, String b) {
    if (a.equals(b) || b.isEmpty()) {
      return a;
    }
    if (a.isEmpty()) {
      return b;
    }
    boolean numbers = List.of("integer", "float").containsAll(List.of(a, b));
    return numbers ? "float" : "string";
  }

  /** Empty for no value. */
  private static String type(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (value.isContainerNode()) {
      return "json";
    }
    if (value.isBoolean()) {
      return "boolean";
    }
    if (value.isIntegralNumber()) {
      return value.bigIntegerValue().bitLength() <= LONG_BITS ? "integer" : "string";
    }
    return value.isNumber() ? "float" : ofText(value.textValue());
  }

  private static String ofText(String text) {
    if (parses(LocalDate::parse, text)) {
      return "date";
    }
    if (parses(LocalDateTime::parse, text)) {
      return "timestamp";
    }
    return parses(OffsetDateTime::parse, text) ? "timestamptz" : "string";
  }

  private static boolean parses(Consumer<String> parser, String text) {
    try {
      parser.accept(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
