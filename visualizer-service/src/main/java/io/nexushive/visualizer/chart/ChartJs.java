package io.nexushive.visualizer.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.envelope.Chart.Kind;
import io.nexushive.visualizer.result.ResultColumn;

/** Writes a plan as a Chart.js 4 configuration that names columns; see the package. */
final class ChartJs {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String COLUMN = "column";

  private ChartJs() {}

  static ObjectNode of(ChartPlan plan) {
    ObjectNode config = JSON.objectNode();
    config.put("type", type(plan.kind()));
    ObjectNode data = config.putObject("data");
    plan.along()
        .ifPresent(
            along -> {
              ObjectNode labels = data.putObject("labels").put(COLUMN, along.name());
              if (plan.sorted()) {
                labels.put("sort", "ascending");
              }
            });
    plan.series().ifPresent(series -> data.putObject("series").put(COLUMN, series.name()));
    ArrayNode datasets = data.putArray("datasets");
    plan.measures().forEach(m -> datasets.add(dataset(plan, m)));
    config.set("options", options(plan));
    return config;
  }

  /** Chart.js has no word for a figure; readers show the one value instead of drawing. */
  private static String type(Kind kind) {
    return switch (kind) {
      case LINE, AREA -> "line";
      case PIE -> "pie";
      case DOUGHNUT -> "doughnut";
      case SCATTER -> "scatter";
      case BAR, STACKED_BAR -> "bar";
      case FIGURE -> "figure";
      case TABLE -> "table";
    };
  }

  private static ObjectNode dataset(ChartPlan plan, ResultColumn measure) {
    ObjectNode dataset = JSON.objectNode();
    dataset.put("label", measure.label()).put(COLUMN, measure.name());
    if (plan.kind() == Kind.AREA) {
      dataset.put("fill", true);
    }
    if (plan.kind() == Kind.SCATTER) {
      plan.along().ifPresent(x -> dataset.putObject("x").put(COLUMN, x.name()));
      dataset.putObject("y").put(COLUMN, measure.name());
    }
    return dataset;
  }

  private static ObjectNode options(ChartPlan plan) {
    ObjectNode options = JSON.objectNode().put("responsive", true);
    ObjectNode plugins = options.putObject("plugins");
    plugins.putObject("title").put("display", true).put("text", plan.title());
    boolean many = plan.series().isPresent() || plan.measures().size() > 1;
    boolean round = plan.kind() == Kind.PIE || plan.kind() == Kind.DOUGHNUT;
    plugins.putObject("legend").put("display", many || round);
    if (round || plan.kind() == Kind.FIGURE) {
      return options;
    }
    if (plan.horizontal()) {
      options.put("indexAxis", "y");
    }
    String alongTitle = plan.along().map(ResultColumn::label).orElse("");
    String valueTitle = many && plan.series().isEmpty() ? "" : plan.measure().label();
    ObjectNode scales = options.putObject("scales");
    axis(scales, "x", plan.horizontal() ? valueTitle : alongTitle, plan);
    axis(scales, "y", plan.horizontal() ? alongTitle : valueTitle, plan);
    return options;
  }

  private static void axis(ObjectNode scales, String name, String title, ChartPlan plan) {
    ObjectNode axis = scales.putObject(name);
    axis.putObject("title").put("display", !title.isEmpty()).put("text", title);
    if (plan.kind() == Kind.STACKED_BAR) {
      axis.put("stacked", true);
    }
  }
}
