package io.nexushive.gateway.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.semantic.SemanticModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Snowflake semantic models for Cortex Analyst: <a
 * href="https://docs.snowflake.com/en/user-guide/snowflake-cortex/cortex-analyst/semantic-model-spec">specification</a>.
 * Imported metrics are not certified, somebody has to stand behind them first.
 */
final class SnowflakeImport {
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern AGGREGATE =
      Pattern.compile("(?is)\\s*(?:SUM|AVG|COUNT|MIN|MAX)\\s*\\(.*");

  private final Imported.Builder out = new Imported.Builder();
  private final SnowflakeRelationships relationships = new SnowflakeRelationships(out);
  private final Set<String> columns = new HashSet<>();

  private SnowflakeImport() {}

  static Imported of(JsonNode document) {
    SnowflakeImport snowflake = new SnowflakeImport();
    document.path("tables").forEach(snowflake::table);
    document.path("relationships").forEach(snowflake.relationships::join);
    for (JsonNode query : document.path("verified_queries")) {
      snowflake.out.leaveOut(
          "verified_queries, " + query.path("name").asText("?"), "they are approved one by one");
    }
    snowflake.out.leaveOutOthers(
        document::fieldNames,
        "the document",
        "name",
        "description",
        "tables",
        "relationships",
        "verified_queries");
    return snowflake.out.build();
  }

  private void table(JsonNode table) {
    String name = table.path("name").asText();
    String physical = table.path("base_table").path("table").asText(name);
    String where = "table " + name;
    columns.clear();
    relationships.table(name, physical);
    List<SemanticModel.Attribute> attributes = new ArrayList<>();
    String time = null;
    for (String list : List.of("dimensions", "time_dimensions", "facts", "measures")) {
      for (JsonNode item : table.path(list)) {
        attribute(item, where, list, physical).ifPresent(attributes::add);
        if (list.equals("time_dimensions") && time == null && isColumn(item)) {
          time = item.path("expr").asText();
        }
        String aggregation = item.path("default_aggregation").asText("");
        if (!aggregation.isEmpty() && isColumn(item)) {
          metric(item, physical, call(aggregation, item.path("expr").asText()), where);
        }
      }
    }
    for (JsonNode metric : table.path("metrics")) {
      metric(metric, physical, metric.path("expr").asText(), where);
    }
    List<String> synonyms = new ArrayList<>(texts(table.path("synonyms")));
    if (!name.equalsIgnoreCase(physical)) {
      synonyms.add(spoken(name));
    }
    out.entity(new SemanticModel.Entity(physical, synonyms, null, time, attributes));
    for (JsonNode filter : table.path("filters")) {
      out.leaveOut(where + ", filter " + filter.path("name").asText("?"), "named filters");
    }
    out.leaveOutOthers(
        table::fieldNames,
        where,
        "name",
        "description",
        "base_table",
        "synonyms",
        "dimensions",
        "time_dimensions",
        "facts",
        "measures",
        "metrics",
        "filters",
        "primary_key");
  }

  private java.util.Optional<SemanticModel.Attribute> attribute(
      JsonNode item, String where, String list, String table) {
    String name = item.path("name").asText();
    String expr = item.path("expr").asText(name);
    if (AGGREGATE.matcher(expr).matches()) {
      // In older models a measure is what a metric is now.
      metric(item, table, expr, where);
      return java.util.Optional.empty();
    }
    if (!COLUMN.matcher(expr).matches()) {
      out.leaveOut(where + ", " + list + " " + name, "it is computed: " + expr);
      return java.util.Optional.empty();
    }
    relationships.column(table, name, expr);
    if (!columns.add(expr)) {
      out.leaveOut(
          where + ", " + list + " " + name, "the column " + expr + " is described already");
      return java.util.Optional.empty();
    }
    List<String> synonyms = new ArrayList<>(texts(item.path("synonyms")));
    if (!name.equalsIgnoreCase(expr)) {
      synonyms.add(spoken(name));
    }
    return java.util.Optional.of(new SemanticModel.Attribute(expr, synonyms, null, Map.of()));
  }

  private void metric(JsonNode item, String table, String expression, String where) {
    String name = item.path("name").asText();
    if (!AGGREGATE.matcher(expression).matches()) {
      out.leaveOut(where + ", metric " + name, "it is no aggregate of one table");
      return;
    }
    out.metric(
        new SemanticModel.Metric(
            name, null, table, expression, null, false, null, texts(item.path("synonyms"))));
  }

  private static String call(String aggregation, String column) {
    return aggregation.equalsIgnoreCase("count_distinct")
        ? "COUNT(DISTINCT " + column + ")"
        : aggregation.toUpperCase(java.util.Locale.ROOT) + "(" + column + ")";
  }

  private static boolean isColumn(JsonNode item) {
    return COLUMN.matcher(item.path("expr").asText()).matches();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String spoken(String name) {
    return name.replace('_', ' ');
  }
}
