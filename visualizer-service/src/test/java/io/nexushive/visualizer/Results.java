package io.nexushive.visualizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds results for tests. */
public final class Results {
  private final List<QueryResult.Column> columns = new ArrayList<>();
  private final List<List<JsonNode>> rows = new ArrayList<>();
  private boolean truncated;

  private Results() {}

  /** Columns as {@code name:type}. */
  public static Results of(String... columns) {
    Results results = new Results();
    for (String column : columns) {
      int colon = column.lastIndexOf(':');
      results.columns.add(
          new QueryResult.Column(
              column.substring(0, colon),
              ColumnType.valueOf(column.substring(colon + 1).toUpperCase(java.util.Locale.ROOT))));
    }
    return results;
  }

  public Results row(Object... values) {
    rows.add(Arrays.stream(values).map(Results::json).toList());
    return this;
  }

  public Results truncated() {
    truncated = true;
    return this;
  }

  public QueryResult result() {
    return new QueryResult(columns, rows, rows.size(), truncated, 1, null, List.of());
  }

  /** Numbers given as text in parentheses keep their digits: {@code "(10.50)"}. */
  private static JsonNode json(Object value) {
    if (value == null) {
      return NullNode.getInstance();
    }
    if (value instanceof String text) {
      return text.matches("\\(-?[0-9.]+\\)")
          ? Json.read(
              text.substring(1, text.length() - 1)
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8),
              JsonNode.class)
          : TextNode.valueOf(text);
    }
    return Json.tree(value);
  }
}
