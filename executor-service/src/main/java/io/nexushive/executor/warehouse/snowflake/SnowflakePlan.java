package io.nexushive.executor.warehouse.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a plan: its steps and tables, not its expressions, which hold values. The cost is the
 * number of bytes that are read. How many rows come out it does not say.
 *
 * @see <a href="https://docs.snowflake.com/en/sql-reference/sql/explain">EXPLAIN</a>
 */
final class SnowflakePlan {
  private SnowflakePlan() {}

  static Estimate read(String json) {
    JsonNode plan = Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    List<String> steps = new ArrayList<>();
    plan.path("Operations").forEach(part -> describe(part, steps));
    JsonNode bytes = plan.at("/GlobalStats/bytesAssigned");
    return new Estimate(null, bytes.isNumber() ? bytes.asDouble() : null, String.join("\n", steps));
  }

  /** Each step names those that it feeds, which come before it. */
  private static void describe(JsonNode part, List<String> steps) {
    Map<Integer, Integer> depths = new HashMap<>();
    for (JsonNode operation : part) {
      JsonNode parents = operation.path("parentOperators");
      int parent = parents.isEmpty() ? operation.path("parent").asInt(-1) : parents.get(0).asInt();
      int depth = depths.getOrDefault(parent, -1) + 1;
      depths.put(operation.path("id").asInt(), depth);
      StringBuilder step = new StringBuilder("  ".repeat(depth));
      step.append(operation.path("operation").asText());
      operation.path("objects").forEach(table -> step.append(" on ").append(table.asText()));
      steps.add(step.toString());
    }
  }
}
