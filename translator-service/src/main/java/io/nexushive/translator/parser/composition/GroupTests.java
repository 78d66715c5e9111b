package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Expr.Aggregate;
import java.math.BigDecimal;
import java.util.List;

/** Tests of groups rather than rows: counts and aggregates, which go into HAVING. */
final class GroupTests {
  private final Draft draft;

  GroupTests(Draft draft) {
    this.draft = draft;
  }

  /** "groups whose average is above 5": the test is on what is shown. */
  Tested shown(Frame.Filter f) {
    for (Frame.Item item : draft.frame.items) {
      if (item.aggregated()) {
        Expr left =
            item.metric != null
                ? draft.metricCall(item.metric)
                : item.slot == null || item.aggregate == Aggregate.COUNT
                    ? new Expr.CountRows()
                    : new Expr.Call(item.aggregate, false, draft.col(item.slot.column));
        having(f, new Condition.Compare(left, f.operator, Literals.of(null, f.literal)));
        return null;
      }
    }
    throw new Linker.NotComposed("it is not clear what is compared with " + f.literal);
  }

  Tested count(Frame.Filter f) {
    if (f.table == null && f.slot != null && f.slot.column != null && f.slot.column.counts()) {
      return new ColumnTests(draft).compare(f);
    }
    boolean ownRows =
        f.table != null
            && f.slot != null
            && f.table != draft.linker.base()
            && f.slot.candidates.stream()
                .anyMatch(
                    l ->
                        l.score() >= 0.9
                            && ((Column) l.target()).table() == draft.linker.base()
                            && !((Column) l.target()).isForeign());
    if (f.table != null && !ownRows) {
      draft.need(f.table);
    }
    Expr counted = new Expr.CountRows();
    if (f.table == null && f.slot != null && f.slot.column != null && !f.slot.column.isKey()) {
      counted = new Expr.Call(Aggregate.COUNT, true, draft.col(f.slot.column));
    }
    having(f, new Condition.Compare(counted, f.operator, new Expr.Num((BigDecimal) f.literal)));
    return null;
  }

  Tested aggregate(Frame.Filter f) {
    if (f.slot == null) {
      return shown(f);
    }
    Column column = draft.linker.resolve(f.slot);
    having(
        f,
        new Condition.Compare(
            new Expr.Call(f.aggregate, false, draft.col(column)),
            f.operator,
            Literals.of(column, f.literal)));
    return null;
  }

  /** "or" joins a test to the one before; a test of rows and a test of groups cannot be joined. */
  private void having(Frame.Filter f, Condition condition) {
    if (!f.or) {
      draft.having.add(condition);
      return;
    }
    if (draft.having.isEmpty()) {
      throw new Linker.NotComposed("one query cannot ask for rows or else for groups of rows");
    }
    int last = draft.having.size() - 1;
    draft.having.set(last, new Condition.Or(List.of(draft.having.get(last), condition)));
  }
}
