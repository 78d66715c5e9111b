package io.nexushive.translator.parser.composition;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Expr.Aggregate;
import java.util.List;
import java.util.Locale;

/** What a SELECT shows: columns, aggregates, metrics, counts. */
final class Outputs {
  private final Draft draft;

  Outputs(Draft draft) {
    this.draft = draft;
  }

  void show(Frame.Item item) {
    if (item.metric != null) {
      metric(item.metric);
      return;
    }
    if (item.aggregate == Aggregate.COUNT) {
      count(item);
      return;
    }
    Column column = item.slot.column;
    if (item.aggregate != null) {
      Metric same = metricFor(item.aggregate, column);
      if (same != null) {
        metric(same);
        return;
      }
      Expr call = new Expr.Call(item.aggregate, false, draft.col(column));
      draft.output(Names.of(item.aggregate, column), call);
      return;
    }
    List<Column> columns =
        item.whole && orderlyRows()
            ? item.counted.columns().stream().filter(c -> !c.isSensitive()).toList()
            : item.slot.entity != null && item.counted != null
                ? item.slot.entity.labels()
                : List.of(column);
    for (Column each : columns) {
      Expr expr = draft.col(each);
      if (!draft.outputs.containsValue(expr)) {
        draft.output(Names.of(each, draft.outputs.keySet()), expr);
      }
      draft.plain.add(expr);
    }
  }

  /** Whether rows are listed as they are, rather than draft.grouped or counted. */
  private boolean orderlyRows() {
    return draft.frame.items.size() == 1
        && draft.frame.groups.isEmpty()
        && (draft.frame.superlative == null || draft.frame.superlative.by != null)
        && draft.frame.filters.stream().noneMatch(f -> f.kind == Frame.Filter.Kind.COUNT);
  }

  private Metric metricFor(Aggregate aggregate, Column column) {
    String wanted = (aggregate + "(" + column.name() + ")").toLowerCase(Locale.ROOT);
    return draft.schema.model().metrics().stream()
        .filter(
            m ->
                m.table().equalsIgnoreCase(column.table().name())
                    && m.expression().replace(" ", "").toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst()
        .orElse(null);
  }

  private void metric(Metric metric) {
    draft.output(metric.name(), draft.metricCall(metric));
  }

  private void count(Frame.Item item) {
    Table base = draft.linker.base();
    if (item.slot != null && item.slot.column != null) {
      Column c = item.slot.column;
      boolean number = item.howMany && c.isMeasure() && !item.distinct;
      if (number) {
        draft.output(Names.of(Aggregate.SUM, c), new Expr.Call(Aggregate.SUM, false, draft.col(c)));
        return;
      }
      boolean unique = c.isPrimary() && c.table().key().isPresent();
      Expr arg = draft.col(c);
      draft.output(
          c.spoken().replace(' ', '_') + "_count",
          unique && c.table() == base
              ? new Expr.CountRows()
              : new Expr.Call(Aggregate.COUNT, !unique || item.distinct, arg));
      return;
    }
    Table counted = item.counted;
    String name = counted == null ? "count" : counted.spoken().replace(' ', '_') + "_count";
    if (counted != null) {
      draft.needed.add(counted);
    }
    draft.output(name, new Expr.CountRows());
  }
}
