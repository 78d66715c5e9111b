package io.nexushive.visualizer.chart;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nexushive.model.envelope.Chart.Kind;
import io.nexushive.visualizer.result.ResultColumn;

/** Writes a plan as a Vega-Lite 5 specification. */
final class VegaLite {
  private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";
  private static final String FOLDED_NAME = "measure_name";
  private static final String FOLDED_VALUE = "measure_value";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ChartPlan plan;
  private final ObjectNode spec = JSON.objectNode();
  private final ObjectNode encoding = JSON.objectNode();

  private VegaLite(ChartPlan plan) {
    this.plan = plan;
  }

  static ObjectNode of(ChartPlan plan) {
    return new VegaLite(plan).write();
  }

  private ObjectNode write() {
    spec.put("$schema", SCHEMA);
    spec.put("title", plan.title());
    spec.putObject("data").put("name", "result");
    if (plan.kind() != Kind.FIGURE) {
      spec.put("width", "container");
    }
    if (plan.measures().size() > 1) {
      fold();
    }
    switch (plan.kind()) {
      case PIE, DOUGHNUT -> round();
      case FIGURE -> figure();
      case SCATTER -> scatter();
      default -> axes();
    }
    spec.set("encoding", encoding);
    return spec;
  }

  private void fold() {
    ObjectNode fold = spec.putArray("transform").addObject();
    plan.measures().forEach(m -> fold.withArray("fold").add(path(m)));
    fold.putArray("as").add(FOLDED_NAME).add(FOLDED_VALUE);
  }

  private void axes() {
    ObjectNode mark = spec.putObject("mark");
    switch (plan.kind()) {
      case LINE -> mark.put("type", "line").put("point", true);
      case AREA -> mark.put("type", "area").put("line", true);
      default -> mark.put("type", "bar");
    }
    mark.put("tooltip", true);
    ResultColumn along = plan.along().orElseThrow();
    ObjectNode value = value();
    if (plan.kind() != Kind.STACKED_BAR
        && (plan.series().isPresent() || plan.measures().size() > 1)) {
      value.putNull("stack");
    }
    boolean bars = plan.kind() == Kind.BAR || plan.kind() == Kind.STACKED_BAR;
    encoding.set(plan.horizontal() ? "y" : "x", along(along, bars));
    encoding.set(plan.horizontal() ? "x" : "y", value);
    beside();
  }

  /** Series, or several measures, in colours; bars stand beside each other unless stacked. */
  private void beside() {
    boolean folded = plan.measures().size() > 1;
    if (!folded && plan.series().isEmpty()) {
      return;
    }
    ObjectNode color = encoding.putObject("color");
    String field = folded ? FOLDED_NAME : path(plan.series().orElseThrow());
    color.put("field", field).put("type", "nominal");
    color.put("title", folded ? "Measure" : plan.series().orElseThrow().label());
    color.putNull("sort");
    if (plan.kind() == Kind.BAR) {
      ObjectNode offset = encoding.putObject(plan.horizontal() ? "yOffset" : "xOffset");
      offset.put("field", field).put("type", "nominal").putNull("sort");
    }
  }

  private ObjectNode along(ResultColumn column, boolean bars) {
    ObjectNode axis = JSON.objectNode().put("field", path(column));
    boolean time =
        column.isTime()
            && AxisFormat.continuous(column)
            && !(bars && !plan.sorted() && !ChartChooser.ascending(column));
    if (time) {
      axis.put("type", "temporal");
      String unit = AxisFormat.timeUnit(column);
      if (unit != null) {
        axis.put("timeUnit", unit);
      }
      axis.putObject("scale").put("type", "utc");
      String format = AxisFormat.time(column);
      if (format != null) {
        axis.putObject("axis").put("format", format);
      }
    } else {
      axis.put("type", column.isTime() ? "ordinal" : "nominal");
      if (plan.sorted()) {
        axis.put("sort", "ascending");
      } else {
        axis.putNull("sort");
      }
    }
    return axis.put("title", column.label());
  }

  private ObjectNode value() {
    boolean folded = plan.measures().size() > 1;
    ObjectNode value = JSON.objectNode();
    value.put("field", folded ? FOLDED_VALUE : path(plan.measure())).put("type", "quantitative");
    value.put("title", folded ? "Value" : plan.measure().label());
    value.putObject("axis").put("format", AxisFormat.ticks(plan.measure()));
    return value;
  }

  private void round() {
    ObjectNode mark = spec.putObject("mark").put("type", "arc").put("tooltip", true);
    if (plan.kind() == Kind.DOUGHNUT) {
      mark.put("innerRadius", 60);
    }
    ResultColumn along = plan.along().orElseThrow();
    encoding
        .putObject("theta")
        .put("field", path(plan.measure()))
        .put("type", "quantitative")
        .put("stack", true)
        .put("title", plan.measure().label());
    encoding
        .putObject("color")
        .put("field", path(along))
        .put("type", "nominal")
        .put("title", along.label())
        .putNull("sort");
  }

  private void scatter() {
    spec.putObject("mark").put("type", "point").put("filled", true).put("tooltip", true);
    ResultColumn x = plan.along().orElseThrow();
    encoding.set("x", number(x));
    encoding.set("y", number(plan.measure()));
  }

  private static ObjectNode number(ResultColumn column) {
    ObjectNode axis = JSON.objectNode().put("field", path(column)).put("type", "quantitative");
    axis.put("title", column.label());
    axis.putObject("scale").put("zero", false);
    axis.putObject("axis").put("format", AxisFormat.ticks(column));
    return axis;
  }

  private void figure() {
    spec.putObject("mark").put("type", "text").put("fontSize", 40);
    encoding
        .putObject("text")
        .put("field", path(plan.measure()))
        .put("type", "quantitative")
        .put("format", AxisFormat.exact(plan.measure()))
        .put("title", plan.measure().label());
  }

  /** A column's name as a field; dots and brackets would lead into the value. */
  private static String path(ResultColumn column) {
    return column.name().replaceAll("([\\\\.\\[\\]'\"])", "\\\\$1");
  }
}
