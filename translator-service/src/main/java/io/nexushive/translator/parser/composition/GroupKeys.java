package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Expr.Aggregate;
import io.nexushive.translator.sql.Query;
import java.util.Locale;

/** The groups that a question names: columns, rows of a table, stretches of time. */
final class GroupKeys {
  private final Draft draft;

  GroupKeys(Draft draft) {
    this.draft = draft;
  }

  void apply(boolean aggregated) {
    boolean counts =
        draft.frame.superlative != null
            && (draft.frame.superlative.countRows
                || draft.frame.superlative.counted != null
                || draft.frame.superlative.aggregate != null);
    if (!aggregated
        && !counts
        && draft.frame.filters.stream().noneMatch(f -> f.kind == Frame.Filter.Kind.COUNT)) {
      for (Frame.Key key : draft.frame.groups) {
        if (key.table() != null && key.slot() == null) {
          draft.needed.add(key.table());
        }
      }
      if (draft.frame.bucket != null
          && draft.frame.items.stream()
              .anyMatch(
                  i ->
                      i.metric != null
                          || i.slot != null
                              && i.slot.column != null
                              && i.slot.column.isMeasure())) {
        sumMeasures();
      } else {
        return;
      }
    }
    if (draft.frame.bucket != null) {
      bucket();
    }
    for (Frame.Key key : draft.frame.groups) {
      key(key);
    }
  }

  private void sumMeasures() {
    for (Frame.Item item : draft.frame.items) {
      if (item.slot != null
          && item.slot.column != null
          && item.slot.column.isMeasure()
          && item.aggregate == null) {
        item.aggregate = Aggregate.SUM;
      }
    }
  }

  private void bucket() {
    Column time = draft.timeColumn();
    Expr bucket =
        time.isYear() ? draft.col(time) : new Expr.Bucket(draft.frame.bucket, draft.col(time));
    String name = draft.frame.bucket.name().toLowerCase(Locale.ROOT);
    draft.output(name, bucket);
    draft.plain.add(bucket);
    draft.groupBy.add(bucket);
    draft.orderBy.add(new Query.Order(bucket, false));
  }

  private void key(Frame.Key key) {
    Column own = key.slot() == null ? null : draft.linker.resolve(key.slot());
    boolean byRow =
        key.table() != null
            && (own == null || own.table() != draft.linker.base() && key.table() != own.table());
    if (byRow || key.table() != null && own != null && own.isForeign()) {
      rows(key.table());
    } else if (own != null) {
      shownKey(own);
    }
  }

  private void shownKey(Column column) {
    Expr expr = draft.col(column);
    if (draft.plain.stream().noneMatch(expr::equals)
        && draft.frame.items.stream()
            .noneMatch(i -> i.aggregate == null && i.slot != null && i.slot.column == column)) {
      if (draft.frame.showsGroups) {
        draft.output(Names.of(column, draft.outputs.keySet()), expr);
      }
      draft.plain.add(expr);
    }
    draft.groupBy.add(expr);
  }

  /** One group per row of a table, shown by what names its rows. */
  private void rows(Table table) {
    draft.needed.add(table);
    boolean shown =
        draft.frame.items.stream()
            .anyMatch(
                i ->
                    i.aggregate == null
                        && i.slot != null
                        && i.slot.column != null
                        && (i.slot.column.table() == table || pointsAt(i.slot.column, table)));
    for (Column label : table.labels()) {
      Expr expr = draft.col(label);
      if (!shown && draft.frame.showsGroups) {
        draft.output(Names.of(label, draft.outputs.keySet()), expr);
      }
      draft.plain.add(expr);
    }
    table
        .key()
        .filter(k -> !table.labels().contains(k))
        .ifPresent(k -> draft.groupBy.add(draft.col(k)));
    table.labels().forEach(l -> draft.groupBy.add(draft.col(l)));
  }

  private boolean pointsAt(Column column, Table table) {
    return column.isForeign()
        && draft.schema.joins().between(column.table(), table).stream()
            .anyMatch(j -> j.from().contains(column));
  }
}
