package io.nexushive.executor.warehouse.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what the planner says: its steps and tables, not its conditions, which hold values. */
final class PostgresPlan {
  private PostgresPlan() {}

  static Estimate read(String json) {
    JsonNode plan =
        Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class).path(0).path("Plan");
    List<String> steps = new ArrayList<>();
    describe(plan, 0, steps);
    return new Estimate(
        plan.path("Plan Rows").asLong(),
        plan.path("Total Cost").asDouble(),
        String.join("\n", steps));
  }

  private static void describe(JsonNode node, int depth, List<String> steps) {
    String relation = node.path("Relation Name").asText("");
    steps.add(
        "  ".repeat(depth)
            + node.path("Node Type").asText()
            + (relation.isEmpty() ? "" : " on " + relation));
    node.path("Plans").forEach(child -> describe(child, depth + 1, steps));
  }
}
