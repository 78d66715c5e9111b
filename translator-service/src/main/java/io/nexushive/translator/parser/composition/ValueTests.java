package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.schema.ValueHit;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Expr;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Tests for a value that a question names: in which column it is looked for. */
final class ValueTests {
  private final Draft draft;

  ValueTests(Draft draft) {
    this.draft = draft;
  }

  Tested value(Frame.Filter f) {
    Column column;
    Object literal = f.literal;
    if (!f.hits.isEmpty()) {
      ValueHit hit = draft.linker.choose(f.hits, f.slot, f.table, f.within);
      boolean slotElsewhere =
          f.slot != null && f.hits.stream().noneMatch(h -> f.slot.canBe(c -> c == h.column()));
      if (slotElsewhere) {
        column = draft.linker.resolve(f.slot);
      } else {
        column = hit.column();
        literal = hit.value();
      }
    } else if (f.slot != null) {
      column = draft.linker.resolve(f.slot);
    } else {
      Table table = f.table != null ? f.table : draft.linker.base();
      column = named(personCalled(literal).orElse(table), literal);
    }
    if (f.negated && column.table() != draft.linker.base() && !draft.single(column.table())) {
      return notAmong(column, literal, f);
    }
    if (f.negated
        && f.never
        && column.table() == draft.linker.base()
        && Memberships.shared(draft)) {
      Frame nested = new Frame();
      nested.subject = column.table();
      nested.tables.add(column.table());
      nested.filters.add(equal(column, literal, f));
      return new Memberships(draft).amongOwn(nested, true, f);
    }
    List<Column> names = column.table().labels();
    if (names.size() == 2
        && names.get(0) == column
        && f.hits.isEmpty()
        && literal instanceof String whole
        && whole.strip().split("\\s+").length == 2) {
      String[] parts = whole.strip().split("\\s+");
      return new Tested(
          new Condition.And(
              List.of(
                  new Condition.Compare(draft.col(column), "=", new Expr.Text(parts[0])),
                  new Condition.Compare(draft.col(names.get(1)), "=", new Expr.Text(parts[1])))),
          column,
          false,
          f);
    }
    Expr left = draft.col(column);
    return new Tested(
        new Condition.Compare(left, f.negated ? "<>" : "=", Literals.of(column, literal)),
        column,
        true,
        f);
  }

  private static Frame.Filter equal(Column column, Object literal, Frame.Filter f) {
    Frame.Filter inner = new Frame.Filter(Frame.Filter.Kind.COMPARE, f.at);
    inner.slot = Slot.of(column, f.at);
    inner.literal = literal;
    return inner;
  }

  /** The table that has a person with that first and last name. */
  private Optional<Table> personCalled(Object literal) {
    String[] parts = String.valueOf(literal).strip().split("\\s+");
    if (parts.length != 2) {
      return Optional.empty();
    }
    return draft.schema.values().find(parts[0]).stream()
        .map(h -> h.column().table())
        .filter(t -> t.labels().size() == 2)
        .filter(
            t ->
                draft.schema.values().find(parts[1]).stream()
                    .anyMatch(h -> h.column() == t.labels().get(1)))
        .findFirst();
  }

  /** The column of a table in which a value that stands alone is looked for. */
  private static Column named(Table table, Object literal) {
    if (literal instanceof BigDecimal && table.key().isPresent()) {
      return table.key().get();
    }
    Column label = table.labels().get(0);
    if (label.isText()) {
      return label;
    }
    return table.columns().stream().filter(c -> c.isText() && !c.isKey()).findFirst().orElse(label);
  }

  /** Rows for which no row of another table has the value. */
  private Tested notAmong(Column column, Object literal, Frame.Filter f) {
    Frame nested = new Frame();
    nested.subject = column.table();
    nested.tables.add(column.table());
    nested.filters.add(equal(column, literal, f));
    return new Memberships(draft).membership(column.table(), nested, true, f);
  }
}
