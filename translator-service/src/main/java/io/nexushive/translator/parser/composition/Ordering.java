package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Expr.Aggregate;
import io.nexushive.translator.sql.Query;
import java.util.Comparator;
import java.util.List;

/** Superlatives and sort orders: what stands first, and how many are wanted. */
final class Ordering {
  private final Draft draft;

  Ordering(Draft draft) {
    this.draft = draft;
  }

  void superlative() {
    Frame.Superlative s = draft.frame.superlative;
    if (s == null) {
      return;
    }
    Expr by;
    if (s.metric != null) {
      by = draft.metricCall(s.metric);
      draft.grouped = true;
      if (!draft.outputs.containsValue(by)) {
        draft.output(s.metric.name(), by);
      }
    } else if (s.countRows || s.counted != null) {
      countedElsewhere(s);
      if (s.counted != null) {
        draft.needed.add(s.counted);
      }
      by = new Expr.CountRows();
      if (s.countRows && s.by != null && s.by.column != null && !s.by.column.isKey()) {
        by = new Expr.Call(Aggregate.COUNT, true, draft.col(s.by.column));
      } else if (s.by != null && s.by.column != null) {
        draft.needed.add(s.by.column.table());
      }
      draft.grouped = true;
    } else if (s.by == null) {
      throw new Linker.NotComposed(
          "it is not clear by what the " + (s.descending ? "most" : "least") + " is measured");
    } else if (s.aggregate != null) {
      by = new Expr.Call(s.aggregate, false, draft.col(s.by.column));
      draft.grouped = true;
    } else if (draft.frame.groups.isEmpty()
        && draft.frame.items.stream().anyMatch(Frame.Item::aggregated)
        && draft.frame.items.stream()
            .allMatch(i -> i.slot == null || i.slot.column != s.by.column)) {
      extreme(s);
      return;
    } else {
      by = draft.col(s.by.column);
      boolean many = draft.needed.contains(s.by.column.table()) && !draft.frame.groups.isEmpty();
      boolean aggregatedItem = draft.frame.items.stream().anyMatch(Frame.Item::aggregated);
      if (many && aggregatedItem) {
        draft.grouped = true;
        by = new Expr.Call(Aggregate.SUM, false, by);
      }
    }
    boolean down = s.descending;
    if (s.by != null && s.adjective != null && invert(s)) {
      down = !down;
    }
    draft.orderBy.clear();
    draft.orderBy.add(new Query.Order(by, down));
    draft.limit = s.limit;
  }

  /** The most common row of a table is the one that most rows elsewhere point at. */
  private void countedElsewhere(Frame.Superlative s) {
    Table base = draft.linker.base();
    boolean rows =
        s.counted == null
            && s.by == null
            && draft.needed.size() == 1
            && base.key().isPresent()
            && (s.value == null || s.value.column != null && base.labels().contains(s.value.column))
            && draft.plain.stream()
                .anyMatch(
                    e ->
                        e instanceof Expr.Col c
                            && (c.column().isPrimary() || base.labels().contains(c.column())));
    if (!rows) {
      return;
    }
    List<Table> children =
        draft.schema.joins().of(base).stream()
            .filter(j -> j.parent() == base && j.child() != base)
            .map(Join::child)
            .distinct()
            .toList();
    children.stream()
        .max(Comparator.comparingInt(t -> draft.frame.tables.contains(t) ? 2 : t.isLink() ? 1 : 0))
        .ifPresent(t -> s.counted = t);
  }

  /** Counting over what is extreme: the extreme value is looked up first. */
  private void extreme(Frame.Superlative s) {
    Frame nested = new Frame();
    nested.subject = s.by.column.table();
    Frame.Item item = new Frame.Item();
    item.slot = Slot.of(s.by.column, 0);
    item.slot.owner = s.by.column.table();
    item.aggregate = s.descending ? Aggregate.MAX : Aggregate.MIN;
    nested.items.add(item);
    draft.where.add(
        new Condition.Compare(
            draft.col(s.by.column),
            "=",
            new Expr.Scalar(new Composer(draft.schema, nested).compose())));
  }

  /** An old person was born early: on dates of birth, old points backwards. */
  private static boolean invert(Frame.Superlative s) {
    return s.by.column != null
        && s.by.column.isTemporal()
        && (s.adjective.equals("old") || s.adjective.equals("young"));
  }

  void sorts() {
    if (draft.frame.sorts.isEmpty()) {
      return;
    }
    if (draft.frame.superlative == null) {
      draft.orderBy.clear();
    }
    for (Frame.Sort sort : draft.frame.sorts) {
      Expr expr;
      if (sort.metric() != null) {
        expr = draft.metricCall(sort.metric());
      } else if (sort.aggregate() == Aggregate.COUNT
          && (sort.slot() == null || sort.slot().column == null)) {
        if (sort.counted() != null) {
          draft.needed.add(sort.counted());
        }
        expr =
            draft.outputs.values().stream()
                .filter(
                    e ->
                        e instanceof Expr.CountRows
                            || e instanceof Expr.Call c && c.function() == Aggregate.COUNT)
                .findFirst()
                .orElse(new Expr.CountRows());
        draft.grouped |= !draft.outputs.containsValue(expr);
      } else {
        Expr column = draft.col(sort.slot().column);
        Expr shown = sort.aggregate() == null ? shownAggregate(sort.slot().column) : null;
        expr =
            sort.aggregate() == null
                ? (shown != null ? shown : column)
                : sort.slot().column == null
                    ? column
                    : new Expr.Call(sort.aggregate(), false, column);
      }
      draft.orderBy.add(new Query.Order(expr, sort.descending()));
    }
  }

  /** Where only an aggregate of the column is shown, that is what orders. */
  private Expr shownAggregate(Column column) {
    Expr own = new Expr.Col(column.table().name(), column);
    if (draft.outputs.containsValue(own)) {
      return null;
    }
    return draft.outputs.values().stream()
        .filter(e -> e instanceof Expr.Call c && c.argument().equals(own))
        .findFirst()
        .orElse(null);
  }
}
