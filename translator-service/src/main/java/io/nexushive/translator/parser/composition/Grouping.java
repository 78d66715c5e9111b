package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Expr.Aggregate;

/** The GROUP BY of a SELECT that shows aggregates beside plain columns. */
final class Grouping {
  private final Draft draft;

  Grouping(Draft draft) {
    this.draft = draft;
  }

  void apply() {
    Table entity = groupEntity();
    if (draft.groupBy.isEmpty()
        && entity != null
        && entity.key().isPresent()
        && draft.plain.stream()
            .allMatch(e -> e instanceof Expr.Col c && c.column().table() == entity)
        && rowsOf(entity)) {
      draft.groupBy.add(draft.col(entity.key().get()));
    }
    for (Expr expr : draft.plain) {
      if (!draft.groupBy.contains(expr)) {
        draft.groupBy.add(expr);
      }
    }
  }

  /** Whether what is shown are rows of the table, rather than values that many rows share. */
  private boolean rowsOf(Table entity) {
    if (draft.frame.superlative != null && draft.frame.superlative.value != null
        || draft.plain.isEmpty()) {
      return draft.plain.isEmpty();
    }
    boolean names =
        draft.plain.stream()
            .anyMatch(
                e ->
                    e instanceof Expr.Col c
                        && (c.column().isPrimary() || entity.labels().contains(c.column())));
    if (!names) {
      return false;
    }
    boolean elsewhere =
        draft.frame.superlative != null
                && draft.frame.superlative.counted != null
                && draft.frame.superlative.counted != entity
            || draft.frame.superlative != null
                && draft.frame.superlative.by != null
                && draft.frame.superlative.by.column.table() != entity
            || draft.frame.filters.stream()
                .anyMatch(
                    f ->
                        f.kind == Frame.Filter.Kind.COUNT && f.table != null && f.table != entity
                            || f.kind == Frame.Filter.Kind.AGGREGATE
                                && f.slot != null
                                && f.slot.column.table() != entity)
            || draft.frame.items.stream()
                .anyMatch(
                    i ->
                        i.aggregate == Aggregate.COUNT && i.counted != null && i.counted != entity
                            || i.aggregate != null
                                && i.slot != null
                                && i.slot.column.table() != entity);
    return elsewhere;
  }

  private Table groupEntity() {
    if (draft.plain.isEmpty()) {
      return draft.frame.subject != null ? draft.frame.subject : draft.linker.base();
    }
    return ((Expr) draft.plain.get(0)) instanceof Expr.Col c ? c.column().table() : null;
  }
}
