package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Query;
import java.util.List;

/** Turns one frame into one SELECT: settles what is meant, joins what is needed. */
final class Composer {
  private final Draft draft;

  Composer(Schema schema, Frame frame) {
    this.draft = new Draft(schema, frame);
  }

  Draft draft() {
    return draft;
  }

  Query.Select compose() {
    Disambiguation meant = new Disambiguation(draft);
    meant.preferSharedTable();
    Table base = new BaseFinder(draft.schema, draft.frame, draft.linker).find();
    draft.linker.base(base);
    draft.needed.add(base);
    new DefaultItems(draft).add(base);
    meant.resolveAll();
    boolean aggregated =
        draft.frame.items.stream().anyMatch(Frame.Item::aggregated)
            || draft.frame.sorts.stream()
                .anyMatch(s -> s.aggregate() != null || s.metric() != null);
    new GroupKeys(draft).apply(aggregated);
    Outputs outputs = new Outputs(draft);
    List<Frame.Item> items = List.copyOf(draft.frame.items);
    for (Frame.Item item : items) {
      outputs.show(item);
    }
    new Filters(draft).apply(draft.frame.filters);
    Ordering ordering = new Ordering(draft);
    ordering.superlative();
    ordering.sorts();
    new RequiredRows(draft).apply();
    if (draft.frame.limit != null && draft.limit == null) {
      draft.limit = draft.frame.limit;
    }
    if (draft.frame.filters.stream()
        .anyMatch(
            f -> f.kind == Frame.Filter.Kind.COUNT || f.kind == Frame.Filter.Kind.AGGREGATE)) {
      draft.grouped = true;
    }
    if (draft.grouped || !draft.having.isEmpty() || mixes(aggregated)) {
      new Grouping(draft).apply();
    }
    draft.distinct |=
        draft.frame.distinct && draft.frame.items.stream().noneMatch(Frame.Item::aggregated);
    return draft.select(base);
  }

  private boolean mixes(boolean aggregated) {
    return aggregated && !draft.plain.isEmpty() || !draft.groupBy.isEmpty() && aggregated;
  }
}
