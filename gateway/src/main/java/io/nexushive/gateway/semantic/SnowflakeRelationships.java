package io.nexushive.gateway.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.semantic.SemanticModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The relationships of a Snowflake semantic model as joins. */
final class SnowflakeRelationships {
  private final Imported.Builder out;

  /** Base tables by logical name. */
  private final Map<String, String> tables = new HashMap<>();

  /** Columns by base table and the name that the model gives them. */
  private final Map<String, String> columns = new HashMap<>();

  SnowflakeRelationships(Imported.Builder out) {
    this.out = out;
  }

  void table(String name, String physical) {
    tables.put(name, physical);
  }

  void column(String physical, String name, String column) {
    columns.put(physical + "." + name, column);
  }

  /** To be called when all tables are known. */
  void join(JsonNode relationship) {
    String name = relationship.path("name").asText("?");
    String where = "relationships, " + name;
    String from = tables.get(relationship.path("left_table").asText());
    String to = tables.get(relationship.path("right_table").asText());
    String type = relationship.path("relationship_type").asText("many_to_one");
    SemanticModel.Cardinality cardinality = cardinality(type);
    List<SemanticModel.Pair> pairs = new ArrayList<>();
    for (JsonNode pair : relationship.path("relationship_columns")) {
      pairs.add(
          new SemanticModel.Pair(
              column(from, pair.path("left_column").asText()),
              column(to, pair.path("right_column").asText())));
    }
    if (from == null || to == null) {
      out.leaveOut(where, "one of its tables is not there");
    } else if (pairs.isEmpty()) {
      out.leaveOut(where, "it pairs no columns");
    } else if (cardinality == null) {
      out.leaveOut(where, "relationships of type " + type + " would count rows twice");
    } else {
      out.join(new SemanticModel.Join(name, from, to, pairs, cardinality, null, List.of()));
    }
    out.leaveOutOthers(
        relationship::fieldNames,
        where,
        "name",
        "left_table",
        "right_table",
        "relationship_columns",
        "relationship_type");
  }

  private String column(String table, String name) {
    return columns.getOrDefault(table + "." + name, name);
  }

  /** {@code null} for what has no place here. */
  private static SemanticModel.Cardinality cardinality(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "many_to_one" -> SemanticModel.Cardinality.MANY_TO_ONE;
      case "one_to_one" -> SemanticModel.Cardinality.ONE_TO_ONE;
      default -> null;
    };
  }
}
