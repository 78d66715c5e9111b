package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Expr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the tests of a frame into the WHERE of its SELECT: which stand beside each other, and which
 * for each other.
 */
final class Filters {
  private final Draft draft;
  private final ColumnTests columns;
  private final GroupTests groups;
  private final Memberships memberships;

  Filters(Draft draft) {
    this.draft = draft;
    this.columns = new ColumnTests(draft);
    this.groups = new GroupTests(draft);
    this.memberships = new Memberships(draft);
  }

  void apply(List<Frame.Filter> filters) {
    List<List<Tested>> alternatives = new ArrayList<>();
    for (Frame.Filter filter : filters) {
      Tested tested = test(filter);
      if (tested == null) {
        continue;
      }
      boolean joins =
          !alternatives.isEmpty()
              && (filter.or
                  || sameColumn(last(alternatives), tested)
                  || opposed(last(alternatives), tested));
      if (joins) {
        last(alternatives).add(tested);
      } else {
        alternatives.add(new ArrayList<>(List.of(tested)));
      }
    }
    draft.apart.addAll(apart(alternatives, draft));
    for (List<Tested> group : alternatives) {
      draft.where.add(condition(group));
    }
  }

  /** Tests of which a thing has to pass each with a row of its own, rather than any of them. */
  static List<List<Frame.Filter>> apart(List<List<Tested>> groups, Draft draft) {
    List<List<Frame.Filter>> apart = new ArrayList<>();
    for (List<Tested> group : groups) {
      boolean values = group.size() > 1 && group.stream().allMatch(Tested::value);
      boolean or = group.stream().skip(1).anyMatch(t -> t.filter().or);
      boolean both = group.stream().anyMatch(t -> t.filter().both);
      boolean and = group.get(group.size() - 1).filter().and;
      Column column = group.get(0).column();
      boolean many =
          column != null && column.table() != draft.linker.base() && !draft.single(column.table());
      boolean opposed =
          group.size() == 2
              && !values
              && !or
              && (both || opposed(group.subList(0, 1), group.get(1)));
      if (opposed) {
        apart.add(group.stream().map(Tested::filter).toList());
      }
      if (values && !or && (both || and && (many || Memberships.shared(draft)))) {
        apart.add(group.stream().map(Tested::filter).toList());
      }
    }
    return apart;
  }

  private static List<Tested> last(List<List<Tested>> groups) {
    return groups.get(groups.size() - 1);
  }

  /** Two values of one column that are named one after the other: either will do. */
  private static boolean sameColumn(List<Tested> before, Tested next) {
    Tested last = before.get(before.size() - 1);
    return last.value()
        && next.value()
        && last.column() == next.column()
        && !next.filter().negated
        && !last.filter().negated;
  }

  /** "both … above 5 and … below 3": no row passes both, so two rows are meant. */
  private static boolean opposed(List<Tested> before, Tested next) {
    Tested last = before.get(before.size() - 1);
    return last.column() == next.column()
        && last.filter().kind == Frame.Filter.Kind.COMPARE
        && next.filter().kind == Frame.Filter.Kind.COMPARE
        && (next.filter().both && last.filter().both || exclude(last.filter(), next.filter()));
  }

  /** "above 5 and below 3": no number is both. */
  private static boolean exclude(Frame.Filter one, Frame.Filter other) {
    if (!(one.literal instanceof BigDecimal a) || !(other.literal instanceof BigDecimal b)) {
      return false;
    }
    boolean up = one.operator.startsWith(">") && other.operator.startsWith("<");
    boolean down = one.operator.startsWith("<") && other.operator.startsWith(">");
    return up && !one.operator.equals("<>") && a.compareTo(b) >= 0 && !other.operator.equals("<>")
        || down && !one.operator.equals("<>") && b.compareTo(a) >= 0;
  }

  private static Condition condition(List<Tested> group) {
    if (group.size() == 1) {
      return group.get(0).condition();
    }
    boolean values =
        group.stream()
            .allMatch(
                t ->
                    t.value()
                        && t.column() == group.get(0).column()
                        && t.condition() instanceof Condition.Compare c
                        && c.operator().equals("="));
    if (values) {
      List<Expr> options =
          group.stream().map(t -> ((Condition.Compare) t.condition()).right()).distinct().toList();
      Expr left = ((Condition.Compare) group.get(0).condition()).left();
      return options.size() == 1
          ? group.get(0).condition()
          : new Condition.OneOf(left, options, false);
    }
    return new Condition.Or(group.stream().map(Tested::condition).toList());
  }

  private Tested test(Frame.Filter f) {
    return switch (f.kind) {
      case COMPARE -> columns.compare(f);
      case VALUE -> new ValueTests(draft).value(f);
      case LIKE -> columns.like(f);
      case NULL -> columns.isNull(f);
      case PERIOD -> columns.period(f);
      case EXISTS -> memberships.exists(f);
      case COUNT -> groups.count(f);
      case AGGREGATE -> groups.aggregate(f);
      case IN_TOP -> memberships.inTop(f);
      case RELATED -> memberships.related(f);
      case AMONG -> memberships.among(f);
    };
  }
}
