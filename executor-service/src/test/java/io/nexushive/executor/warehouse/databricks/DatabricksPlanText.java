package io.nexushive.executor.warehouse.databricks;

import com.fasterxml.jackson.databind.JsonNode;

/** The engine's plan as the service writes plans. */
final class DatabricksPlanText {
  private DatabricksPlanText() {}

  static String of(JsonNode plan) {
    StringBuilder text = new StringBuilder("== Optimized Logical Plan ==\n");
    long rows = plan.path(0).at("/extra_info/Estimated Cardinality").asLong(1);
    text.append("Project, Statistics(sizeInBytes=").append(rows * Long.BYTES).append(".0 B)\n\n");
    text.append("== Physical Plan ==\n");
    plan.forEach(node -> write(node, 0, text));
    return text.toString();
  }

  private static void write(JsonNode node, int depth, StringBuilder text) {
    text.append(depth == 0 ? "" : " ".repeat(3 * depth - 3) + "+- ");
    JsonNode table = node.at("/extra_info/Table");
    String step = node.path("name").asText().strip().replace("_", "");
    text.append(step);
    if (!table.isMissingNode()) {
      String name = table.asText().substring(table.asText().lastIndexOf('.') + 1);
      text.append(" parquet shop.default.").append(name).append("[id#1]");
    }
    text.append(" (").append(node.path("extra_info")).append(")\n");
    node.path("children").forEach(child -> write(child, depth + 1, text));
  }
}
