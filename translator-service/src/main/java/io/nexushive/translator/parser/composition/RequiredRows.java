package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.JoinGraph;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Condition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tests that rows of other tables exist, which a clause demands though it shows nothing of them.
 */
final class RequiredRows {
  private final Draft draft;

  RequiredRows(Draft draft) {
    this.draft = draft;
  }

  void apply() {
    if (draft.grouped || !draft.frame.groups.isEmpty() || draft.frame.superlative != null) {
      return;
    }
    Table base = draft.linker.base();
    Set<Table> joined = new LinkedHashSet<>(draft.needed);
    for (Join join : draft.schema.joins().tree(base, draft.needed).orElse(List.of())) {
      joined.add(join.child());
      joined.add(join.parent());
    }
    for (Table table : draft.frame.clauseTables) {
      boolean denied =
          draft.frame.filters.stream()
              .anyMatch(
                  f ->
                      f.negated
                          || f.kind == Frame.Filter.Kind.EXISTS
                          || f.kind == Frame.Filter.Kind.IN_TOP
                          || f.kind == Frame.Filter.Kind.RELATED);
      boolean known =
          denied
              || joined.contains(table)
              || table == base
              || draft.frame.headTables.contains(table);
      var path = draft.schema.joins().path(base, table).orElse(List.of());
      if (known || path.isEmpty() || JoinGraph.single(base, path) || path.get(0).parent() != base) {
        continue;
      }
      Join first = path.get(0);
      Frame nested = new Frame();
      nested.subject = first.child();
      Frame.Item item = new Frame.Item();
      item.slot = Slot.of(first.from().get(0), 0);
      item.slot.owner = first.child();
      nested.items.add(item);
      Composer inner = new Composer(draft.schema, nested);
      inner.draft().need(table);
      draft.where.add(new Condition.In(draft.col(first.to().get(0)), inner.compose(), false));
    }
  }
}
