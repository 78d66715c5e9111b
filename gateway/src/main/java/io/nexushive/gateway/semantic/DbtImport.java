package io.nexushive.gateway.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.semantic.SemanticModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * dbt semantic models and metrics (MetricFlow): <a
 * href="https://docs.getdbt.com/docs/build/semantic-models">semantic models</a>, <a
 * href="https://docs.getdbt.com/docs/build/metrics-overview">metrics</a>. Tables keep the name of
 * the dbt model; imported metrics are not certified, somebody has to stand behind them first.
 */
final class DbtImport {
  private static final Pattern REF = Pattern.compile("ref\\(\\s*['\"]([^'\"]+)['\"]\\s*\\)");
  static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Map<String, String> AGGREGATES =
      Map.of(
          "sum", "SUM(%s)",
          "average", "AVG(%s)",
          "min", "MIN(%s)",
          "max", "MAX(%s)",
          "count", "COUNT(%s)",
          "count_distinct", "COUNT(DISTINCT %s)",
          "sum_boolean", "SUM(CASE WHEN %s THEN 1 ELSE 0 END)");

  private record Measure(String table, String expression) {}

  private final Imported.Builder out = new Imported.Builder();
  private final DbtEntities entities = new DbtEntities(out);
  private final Map<String, Measure> measures = new HashMap<>();

  private DbtImport() {}

  static Imported of(JsonNode document) {
    DbtImport dbt = new DbtImport();
    document.path("semantic_models").forEach(dbt::model);
    dbt.entities.join();
    document.path("metrics").forEach(dbt::metric);
    dbt.out.leaveOutOthers(
        document::fieldNames, "the document", "version", "semantic_models", "metrics");
    return dbt.out.build();
  }

  private void model(JsonNode model) {
    String name = model.path("name").asText();
    Matcher ref = REF.matcher(model.path("model").asText());
    String table = ref.find() ? ref.group(1) : name;
    String where = "semantic model " + name;
    Map<String, String> columns = new HashMap<>();
    List<SemanticModel.Attribute> attributes = new ArrayList<>();
    for (JsonNode dimension : model.path("dimensions")) {
      attribute(dimension, where, columns).ifPresent(attributes::add);
    }
    String time = model.path("defaults").path("agg_time_dimension").asText(null);
    out.entity(
        new SemanticModel.Entity(
            table,
            name.equalsIgnoreCase(table) ? List.of() : List.of(spoken(name)),
            null,
            time == null ? null : columns.getOrDefault(time, time),
            attributes));
    model.path("measures").forEach(measure -> measure(measure, table, where));
    model.path("entities").forEach(entity -> entities.add(entity, table, where));
    out.leaveOutOthers(
        model::fieldNames,
        where,
        "name",
        "model",
        "description",
        "defaults",
        "entities",
        "dimensions",
        "measures");
  }

  private java.util.Optional<SemanticModel.Attribute> attribute(
      JsonNode dimension, String where, Map<String, String> columns) {
    String name = dimension.path("name").asText();
    String column = dimension.path("expr").asText(name);
    if (!COLUMN.matcher(column).matches()) {
      out.leaveOut(where + ", dimension " + name, "it is computed: " + column);
      return java.util.Optional.empty();
    }
    columns.put(name, column);
    List<String> synonyms = new ArrayList<>();
    if (!name.equalsIgnoreCase(column)) {
      synonyms.add(spoken(name));
    }
    if (dimension.hasNonNull("label")) {
      synonyms.add(dimension.get("label").asText());
    }
    return java.util.Optional.of(new SemanticModel.Attribute(column, synonyms, null, Map.of()));
  }

  private void measure(JsonNode measure, String table, String where) {
    String name = measure.path("name").asText();
    String expr = measure.path("expr").asText(name);
    String aggregate = AGGREGATES.get(measure.path("agg").asText().toLowerCase(Locale.ROOT));
    if (aggregate == null) {
      out.leaveOut(where + ", measure " + name, "the aggregation " + measure.path("agg").asText());
      return;
    }
    if (measure.has("non_additive_dimension")) {
      out.leaveOut(where + ", measure " + name, "it must not be summed over some dimensions");
      return;
    }
    String expression =
        aggregate.startsWith("COUNT(%") && expr.equals("1")
            ? "COUNT(*)"
            : aggregate.formatted(expr);
    measures.put(name, new Measure(table, expression));
    if (measure.path("create_metric").asBoolean()) {
      metric(name, measure, measures.get(name));
    }
  }

  private void metric(JsonNode metric) {
    String name = metric.path("name").asText();
    String type = metric.path("type").asText("simple").toLowerCase(Locale.ROOT);
    JsonNode used = metric.path("type_params").path("measure");
    JsonNode measureName = used.isObject() ? used.path("name") : used;
    Measure measure = measures.get(measureName.asText());
    if (!type.equals("simple")) {
      out.leaveOut("metric " + name, "metrics of type " + type + " are not carried over");
    } else if (metric.hasNonNull("filter") || used.hasNonNull("filter")) {
      out.leaveOut("metric " + name, "it has a filter, without which it would be another figure");
    } else if (measure == null) {
      out.leaveOut("metric " + name, "its measure " + measureName.asText() + " is not there");
    } else {
      metric(name, metric, measure);
    }
  }

  private void metric(String name, JsonNode described, Measure measure) {
    JsonNode meta = described.path("config").path("meta");
    JsonNode owner = meta.path("owner");
    List<String> synonyms = new ArrayList<>();
    meta.path("synonyms").forEach(synonym -> synonyms.add(synonym.asText()));
    out.metric(
        new SemanticModel.Metric(
            name,
            described.path("label").asText(null),
            measure.table(),
            measure.expression(),
            null,
            false,
            owner.isTextual() ? owner.asText() : null,
            synonyms));
  }

  private static String spoken(String name) {
    return name.replace('_', ' ');
  }
}
