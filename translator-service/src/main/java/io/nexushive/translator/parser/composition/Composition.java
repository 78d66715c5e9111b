package io.nexushive.translator.parser.composition;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Query;
import java.util.List;
import java.util.Set;

/** A finished query with what it rests on. */
public record Composition(
    Query query, Table base, Set<Table> tables, List<Join> joins, Set<Metric> metrics) {
  public static Composition of(Schema schema, Frame frame) {
    Composer composer = new Composer(schema, frame);
    Query query = composer.compose();
    Draft draft = composer.draft();
    boolean plain =
        frame.items.stream().noneMatch(Frame.Item::aggregated) && frame.superlative == null;
    if (!draft.apart.isEmpty() && plain) {
      query = intersection(schema, frame, draft.apart.get(0));
    }
    frame.assumptions.addAll(JoinChoices.said(schema, draft.needed, draft.joins));
    return new Composition(query, draft.linker.base(), draft.needed, draft.joins, draft.metrics);
  }

  private static Query intersection(Schema schema, Frame frame, List<Frame.Filter> tests) {
    Query all = null;
    for (Frame.Filter test : tests) {
      List<Frame.Filter> others = tests.stream().filter(f -> f != test).toList();
      Query one = new Composer(schema, frame.without(others)).compose();
      all = all == null ? one : new Query.Combined(all, "INTERSECT", one);
    }
    return all;
  }
}
