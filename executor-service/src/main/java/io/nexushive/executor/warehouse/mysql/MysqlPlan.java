package io.nexushive.executor.warehouse.mysql;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Estimate;
import io.nexushive.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what the planner says: its tables and how they are reached, not its conditions, which hold
 * values. How many rows come out it does not say, only how many are read of each table.
 */
final class MysqlPlan {
  private MysqlPlan() {}

  static Estimate read(String json) {
    JsonNode block =
        Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class).path("query_block");
    List<String> steps = new ArrayList<>();
    describe(block, 0, steps);
    return new Estimate(null, cost(block), String.join("\n", steps));
  }

  /** MySQL says it as text, MariaDB from 11 on as a number. */
  private static Double cost(JsonNode block) {
    JsonNode cost = block.has("cost") ? block.path("cost") : block.at("/cost_info/query_cost");
    return cost.isMissingNode() ? null : cost.asDouble();
  }

  private static void describe(JsonNode node, int depth, List<String> steps) {
    int below = depth;
    if (node.has("table_name")) {
      steps.add(
          "  ".repeat(depth)
              + node.path("access_type").asText("read")
              + " on "
              + node.path("table_name").asText());
      below++;
    } else if (node.has("message")) {
      steps.add("  ".repeat(depth) + node.path("message").asText());
    }
    for (JsonNode child : node) {
      if (child.isContainerNode()) {
        describe(child, below, steps);
      }
    }
  }
}
