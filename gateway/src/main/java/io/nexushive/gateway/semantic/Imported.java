package io.nexushive.gateway.semantic;

import io.nexushive.model.semantic.SemanticModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What came out of somebody else's semantic model.
 *
 * @param leftOut what has no place in ours, a line each with the reason
 */
record Imported(SemanticModel model, List<String> leftOut) {

  /** Gathers a model; what names one table twice comes together. */
  static final class Builder {
    private final Map<String, SemanticModel.Entity> entities = new LinkedHashMap<>();
    private final Map<String, SemanticModel.Metric> metrics = new LinkedHashMap<>();
    private final Map<String, SemanticModel.Join> joins = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    void entity(SemanticModel.Entity entity) {
      if (entities.putIfAbsent(entity.table(), entity) != null) {
        leaveOut("the second description of table " + entity.table(), "a table has one");
      }
    }

    void metric(SemanticModel.Metric metric) {
      if (metrics.putIfAbsent(metric.name(), metric) != null) {
        leaveOut("the second metric " + metric.name(), "a name is used once");
      }
    }

    void join(SemanticModel.Join join) {
      if (joins.putIfAbsent(join.name(), join) != null) {
        leaveOut("the second join " + join.name(), "a name is used once");
      }
    }

    void leaveOut(String what, String why) {
      leftOut.add(what + ": " + why);
    }

    /** Names the keys of {@code found} that nobody looked at. */
    void leaveOutOthers(Iterable<String> found, String where, String... known) {
      TreeSet<String> others = new TreeSet<>();
      found.forEach(others::add);
      others.removeAll(List.of(known));
      others.forEach(key -> leaveOut(where + ", " + key, "has no place here"));
    }

    Imported build() {
      return new Imported(
          new SemanticModel(
              List.copyOf(entities.values()),
              List.copyOf(metrics.values()),
              List.copyOf(joins.values())),
          List.copyOf(leftOut));
    }
  }
}
