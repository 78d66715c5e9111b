package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Query;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tests of a column of the rows themselves: comparisons, patterns, missing values, periods. */
final class ColumnTests {
  private static final Set<String> NO = Set.of("no", "n", "false", "f");

  private final Draft draft;

  ColumnTests(Draft draft) {
    this.draft = draft;
  }

  Tested compare(Frame.Filter f) {
    if (f.slot == null && f.nested == null) {
      return new GroupTests(draft).shown(f);
    }
    if (f.slot == null) {
      throw new Linker.NotComposed("it is not clear what is compared");
    }
    Column column = draft.linker.resolve(f.slot);
    Expr left = draft.col(column);
    String operator = f.operator;
    if (operator.equals("between")) {
      return new Tested(
          new Condition.Between(left, Literals.of(column, f.literal), Literals.of(column, f.upper)),
          column,
          false,
          f);
    }
    if (f.nested != null && f.held != null) {
      draft.having.add(
          new Condition.Compare(
              new Expr.Call(f.held, false, left), operator, new Expr.Scalar(scalar(f, column))));
      return null;
    }
    if (f.nested != null) {
      return new Tested(
          new Condition.Compare(left, operator, new Expr.Scalar(scalar(f, column))),
          column,
          false,
          f);
    }
    if (f.otherSlot != null) {
      Column other = draft.linker.resolve(f.otherSlot);
      return new Tested(new Condition.Compare(left, operator, draft.col(other)), column, false, f);
    }
    if (column.type().isTemporal() || column.isText() && column.isTemporal() && !column.isYear()) {
      Condition years = Years.condition(column, left, operator, f.literal);
      if (years != null) {
        return new Tested(years, column, false, f);
      }
    }
    return new Tested(
        new Condition.Compare(left, operator, Literals.of(column, f.literal)),
        column,
        operator.equals("="),
        f);
  }

  private Query scalar(Frame.Filter f, Column column) {
    Frame nested = f.nested;
    nested.items.clear();
    Frame.Item item = new Frame.Item();
    item.slot = f.otherSlot;
    boolean ownTable =
        nested.tables.isEmpty()
            || nested.tables.contains(column.table())
            || nested.filters.isEmpty();
    if (item.slot.column == null && item.slot.canBe(c -> c == column) && ownTable) {
      item.slot.column = column;
    }
    item.aggregate = f.aggregate;
    nested.items.add(item);
    if (item.slot.column != null) {
      nested.subject = item.slot.column.table();
      item.slot.owner = nested.subject;
    }
    return new Composer(draft.schema, nested).compose();
  }

  Tested like(Frame.Filter f) {
    Column column = f.slot != null ? draft.linker.resolve(f.slot) : shownText();
    return new Tested(
        new Condition.Like(draft.col(column), (String) f.literal, f.negated), column, false, f);
  }

  /** The text column that is shown, or else the one that names the rows. */
  private Column shownText() {
    return draft.frame.items.stream()
        .filter(i -> i.slot != null && i.slot.column != null && i.aggregate == null)
        .map(i -> i.slot.column)
        .filter(Column::isText)
        .findFirst()
        .orElse(draft.linker.base().labels().get(0));
  }

  /** The value that means no, of a column that holds little else than yes and no. */
  private static Optional<String> saysNo(Column column) {
    List<String> values = column.source().values();
    return values.size() > 3
        ? Optional.empty()
        : values.stream().filter(v -> NO.contains(v.toLowerCase(Locale.ROOT))).findFirst();
  }

  Tested isNull(Frame.Filter f) {
    Column column = draft.linker.resolve(f.slot);
    Expr left = draft.col(column);
    Condition denied =
        saysNo(column)
            .<Condition>map(no -> new Condition.Compare(left, "=", new Expr.Text(no)))
            .orElseGet(() -> absent(column, left));
    return new Tested(denied, column, false, f);
  }

  /** An amount of nothing is none, too. */
  private static Condition absent(Column column, Expr left) {
    Condition unknown = new Condition.Null(left, false);
    return column.isMeasure()
        ? new Condition.Or(
            List.of(unknown, new Condition.Compare(left, "=", new Expr.Num(BigDecimal.ZERO))))
        : unknown;
  }

  Tested period(Frame.Filter f) {
    Column column = f.slot != null ? draft.linker.resolve(f.slot) : draft.timeColumn();
    Expr left = draft.col(column);
    boolean year = column.isYear();
    boolean text = !year && !column.type().isTemporal();
    List<Condition> ends = new ArrayList<>();
    if (f.from != null) {
      ends.add(new Condition.Compare(left, ">=", year ? year(f.from) : new Expr.Day(f.from, text)));
    }
    if (f.to != null) {
      ends.add(new Condition.Compare(left, "<", year ? year(f.to) : new Expr.Day(f.to, text)));
    }
    Condition both = ends.size() == 1 ? ends.get(0) : new Condition.And(ends);
    return new Tested(both, column, false, f);
  }

  private static Expr year(LocalDate start) {
    if (start.getDayOfYear() != 1) {
      throw new Linker.NotComposed("the data hold years, and the question is about parts of one");
    }
    return new Expr.Num(BigDecimal.valueOf(start.getYear()));
  }
}
