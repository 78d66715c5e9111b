package io.nexushive.translator.parser;

import io.nexushive.model.envelope.Plan;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.parser.composition.Composition;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Says in words what a query does. */
public final class Plans {
  private Plans() {}

  public static Plan bare(Plan.Intent intent, double confidence) {
    return new Plan(intent, List.of(), List.of(), List.of(), List.of(), List.of(), confidence);
  }

  static Plan plan(Composition composition, Frame frame, SemanticModel model, double confidence) {
    List<String> joins = new ArrayList<>();
    for (Join join : composition.joins()) {
      for (int i = 0; i < join.from().size(); i++) {
        joins.add(join.from().get(i) + " = " + join.to().get(i));
      }
    }
    return new Plan(
        Plan.Intent.DATA,
        composition.tables().stream().map(Table::name).toList(),
        joins,
        QueryWords.steps(composition.query()),
        Stream.concat(frame.assumptions.stream(), Units.said(composition.query(), model).stream())
            .distinct()
            .toList(),
        composition.metrics().stream()
            .map(m -> new Plan.MetricUse(m.name(), m.certified()))
            .toList(),
        Math.round(confidence * 1000) / 1000.0);
  }

  static String explain(Composition composition) {
    return String.join(" ", QueryWords.steps(composition.query()));
  }
}
