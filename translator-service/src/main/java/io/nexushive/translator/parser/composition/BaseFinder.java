package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.NameIndex.Link;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr.Aggregate;
import java.util.HashMap;
import java.util.Map;

/** Finds the table whose rows a question is about. */
final class BaseFinder {
  private final Schema schema;
  private final Frame frame;
  private final Linker linker;

  BaseFinder(Schema schema, Frame frame, Linker linker) {
    this.schema = schema;
    this.frame = frame;
    this.linker = linker;
  }

  Table find() {
    for (Frame.Item item : frame.items) {
      if (item.metric != null) {
        return schema.table(item.metric.table()).orElseThrow();
      }
      if (item.aggregate == Aggregate.COUNT && item.counted != null) {
        return item.counted;
      }
    }
    if (frame.superlative != null && frame.superlative.metric != null) {
      return schema.table(frame.superlative.metric.table()).orElseThrow();
    }
    for (Frame.Item item : frame.items) {
      if (item.slot != null && item.slot.owner != null) {
        return item.slot.owner;
      }
    }
    if (frame.subject != null
        && frame.items.stream()
            .allMatch(i -> i.slot == null || i.slot.canBe(c -> c.table() == frame.subject))) {
      return frame.subject;
    }
    Map<Table, Double> votes = new HashMap<>();
    for (Frame.Item item : frame.items) {
      vote(votes, item.slot, 1);
    }
    if (frame.superlative != null) {
      vote(votes, frame.superlative.by, 0.6);
      if (frame.superlative.target != null) {
        votes.merge(frame.superlative.target, 1.0, Double::sum);
      }
    }
    frame.groups.forEach(g -> vote(votes, g.slot(), 0.5));
    frame.sorts.forEach(s -> vote(votes, s.slot(), 0.5));
    for (Frame.Filter filter : frame.filters) {
      vote(votes, filter.slot, 0.5);
      if (filter.slot == null) {
        Map<Table, Double> named = new HashMap<>();
        filter.hits.forEach(
            h -> named.merge(h.column().table(), h.score() * naming(h.column()), Math::max));
        named.forEach((table, score) -> votes.merge(table, score, Double::sum));
      }
      if (filter.table != null && filter.kind == Frame.Filter.Kind.VALUE) {
        votes.merge(filter.table, 0.3, Double::sum);
      }
    }
    for (Table table : frame.tables) {
      votes.merge(table, table == frame.subject ? 0.7 : 0.45, Double::sum);
    }
    return votes.entrySet().stream()
        .max(
            Map.Entry.<Table, Double>comparingByValue()
                .thenComparing(e -> e.getKey().name(), java.util.Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .orElseThrow(
            () -> new Linker.NotComposed("the question names nothing that is in the data"));
  }

  /**
   * A value that names a row of a table says more about what is meant than one that points there.
   */
  private static double naming(Column column) {
    if (column.isForeign()) {
      return 0.1;
    }
    return column.table().labels().contains(column) ? 0.5 : 0.3;
  }

  private static void vote(Map<Table, Double> votes, Slot slot, double weight) {
    if (slot == null) {
      return;
    }
    if (slot.column != null) {
      votes.merge(slot.column.table(), weight, Double::sum);
      return;
    }
    Map<Table, Double> best = new HashMap<>();
    for (Link link : slot.candidates) {
      Column c = (Column) link.target();
      double own = c.isForeign() ? link.score() * 0.9 : link.score();
      best.merge(c.table(), own, Math::max);
    }
    double top = slot.best();
    best.forEach((t, s) -> votes.merge(t, weight * (s - top + 1) * s, Double::sum));
  }
}
