package io.nexushive.executor.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.RowSink;
import io.nexushive.model.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps rows up to a number and a weight. It looks at one row more than it keeps, to know whether
 * there was one.
 */
final class ResultCollector implements RowSink {
  private final int maxRows;
  private final int maxBytes;
  private final List<List<JsonNode>> rows = new ArrayList<>();
  private int bytes;
  private boolean truncated;

  ResultCollector(int maxRows, int maxBytes) {
    this.maxRows = maxRows;
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean row(List<JsonNode> values) {
    int weight = Json.bytes(values).length + 1;
    if (rows.size() == maxRows || bytes + weight > maxBytes) {
      truncated = true;
      return false;
    }
    rows.add(values);
    bytes += weight;
    return true;
  }

  List<List<JsonNode>> rows() {
    return rows;
  }

  boolean truncated() {
    return truncated;
  }
}
