package io.nexushive.translator.parser;

import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.schema.ValueHit;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Expr.Aggregate;
import io.nexushive.translator.sql.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Turns the tests of a frame into conditions of its SELECT. */
final class Filters {
  private static final java.util.Set<String> NO = java.util.Set.of("no", "n", "false", "f");

  private final Composer composer;
  private final Schema schema;

  Filters(Composer composer, Schema schema) {
    this.composer = composer;
    this.schema = schema;
  }

  record Tested(Condition condition, Column column, boolean value, Frame.Filter filter) {}

  /** Tests of which a thing has to pass each with a row of its own, rather than any of them. */
  static List<List<Frame.Filter>> apart(List<List<Tested>> groups, Composer composer) {
    List<List<Frame.Filter>> apart = new ArrayList<>();
    for (List<Tested> group : groups) {
      boolean values = group.size() > 1 && group.stream().allMatch(Tested::value);
      boolean or = group.stream().skip(1).anyMatch(t -> t.filter().or);
      boolean both = group.stream().anyMatch(t -> t.filter().both);
      boolean and = group.get(group.size() - 1).filter().and;
      Column column = group.get(0).column();
      boolean many =
          column != null
              && column.table() != composer.linker().base()
              && !composer.single(column.table());
      boolean opposed = group.size() == 2 && both && !values && !or;
      if (opposed) {
        apart.add(group.stream().map(Tested::filter).toList());
      }
      if (values && !or && (both || and && (many || shared(composer)))) {
        apart.add(group.stream().map(Tested::filter).toList());
      }
    }
    return apart;
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
    composer.apart(apart(alternatives, composer));
    for (List<Tested> group : alternatives) {
      composer.where(condition(group));
    }
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
    return next.filter().both
        && last.filter().both
        && last.column() == next.column()
        && last.filter().kind == Frame.Filter.Kind.COMPARE
        && next.filter().kind == Frame.Filter.Kind.COMPARE;
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
      case COMPARE -> compare(f);
      case VALUE -> value(f);
      case LIKE -> like(f);
      case NULL -> isNull(f);
      case PERIOD -> period(f);
      case EXISTS -> exists(f);
      case COUNT -> count(f);
      case AGGREGATE -> aggregate(f);
      case IN_TOP -> inTop(f);
      case RELATED -> related(f);
      case AMONG -> among(f);
    };
  }

  private Tested compare(Frame.Filter f) {
    if (f.slot == null && f.nested == null) {
      return aggregateOfShown(f);
    }
    if (f.slot == null) {
      throw new Linker.NotComposed("it is not clear what is compared");
    }
    Column column = composer.linker().resolve(f.slot);
    Expr left = composer.col(column);
    String operator = f.operator;
    if (operator.equals("between")) {
      return new Tested(
          new Condition.Between(left, literal(column, f.literal), literal(column, f.upper)),
          column,
          false,
          f);
    }
    if (f.nested != null && f.held != null) {
      composer.having(
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
      Column other = composer.linker().resolve(f.otherSlot);
      return new Tested(
          new Condition.Compare(left, operator, composer.col(other)), column, false, f);
    }
    if (column.type().isTemporal() || column.isText() && column.isTemporal() && !column.isYear()) {
      Condition years = Years.condition(column, left, operator, f.literal);
      if (years != null) {
        return new Tested(years, column, false, f);
      }
    }
    return new Tested(
        new Condition.Compare(left, operator, literal(column, f.literal)),
        column,
        operator.equals("="),
        f);
  }

  /** "groups whose average is above 5": the test is on what is shown. */
  private Tested aggregateOfShown(Frame.Filter f) {
    for (Frame.Item item : composer.frame().items) {
      if (item.aggregated()) {
        Expr left =
            item.metric != null
                ? composer.metricCall(item.metric)
                : item.slot == null || item.aggregate == Aggregate.COUNT
                    ? new Expr.CountRows()
                    : new Expr.Call(item.aggregate, false, composer.col(item.slot.column));
        composer.having(new Condition.Compare(left, f.operator, literal(null, f.literal)));
        return null;
      }
    }
    throw new Linker.NotComposed("it is not clear what is compared with " + f.literal);
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
    return new Composer(schema, nested).compose();
  }

  private Tested value(Frame.Filter f) {
    Column column;
    Object literal = f.literal;
    if (!f.hits.isEmpty()) {
      ValueHit hit = composer.linker().choose(f.hits, f.slot, f.table, f.within);
      boolean slotElsewhere =
          f.slot != null && f.hits.stream().noneMatch(h -> f.slot.canBe(c -> c == h.column()));
      if (slotElsewhere) {
        column = composer.linker().resolve(f.slot);
      } else {
        column = hit.column();
        literal = hit.value();
      }
    } else if (f.slot != null) {
      column = composer.linker().resolve(f.slot);
    } else {
      Table table = f.table != null ? f.table : composer.linker().base();
      column = named(personCalled(literal).orElse(table), literal);
    }
    if (f.negated
        && column.table() != composer.linker().base()
        && !composer.single(column.table())) {
      return notAmong(column, literal, f);
    }
    if (f.negated && f.never && column.table() == composer.linker().base() && showsSharedValues()) {
      Frame nested = new Frame();
      nested.subject = column.table();
      nested.tables.add(column.table());
      nested.filters.add(equal(column, literal, f));
      return amongOwn(nested, true, f);
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
                  new Condition.Compare(composer.col(column), "=", new Expr.Text(parts[0])),
                  new Condition.Compare(composer.col(names.get(1)), "=", new Expr.Text(parts[1])))),
          column,
          false,
          f);
    }
    Expr left = composer.col(column);
    return new Tested(
        new Condition.Compare(left, f.negated ? "<>" : "=", literal(column, literal)),
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
  private java.util.Optional<Table> personCalled(Object literal) {
    String[] parts = String.valueOf(literal).strip().split("\\s+");
    if (parts.length != 2) {
      return java.util.Optional.empty();
    }
    return schema.values().find(parts[0]).stream()
        .map(h -> h.column().table())
        .filter(t -> t.labels().size() == 2)
        .filter(
            t ->
                schema.values().find(parts[1]).stream()
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
    return membership(column.table(), nested, true, f);
  }

  private Tested like(Frame.Filter f) {
    Column column = f.slot != null ? composer.linker().resolve(f.slot) : shownText();
    return new Tested(
        new Condition.Like(composer.col(column), (String) f.literal, f.negated), column, false, f);
  }

  /** The text column that is shown, or else the one that names the rows. */
  private Column shownText() {
    return composer.frame().items.stream()
        .filter(i -> i.slot != null && i.slot.column != null && i.aggregate == null)
        .map(i -> i.slot.column)
        .filter(Column::isText)
        .findFirst()
        .orElse(composer.linker().base().labels().get(0));
  }

  /** The value that means no, of a column that holds little else than yes and no. */
  private static java.util.Optional<String> saysNo(Column column) {
    List<String> values = column.source().values();
    return values.size() > 3
        ? java.util.Optional.empty()
        : values.stream()
            .filter(v -> NO.contains(v.toLowerCase(java.util.Locale.ROOT)))
            .findFirst();
  }

  private Tested isNull(Frame.Filter f) {
    Column column = composer.linker().resolve(f.slot);
    Expr left = composer.col(column);
    Condition denied =
        saysNo(column)
            .<Condition>map(no -> new Condition.Compare(left, "=", new Expr.Text(no)))
            .orElseGet(() -> new Condition.Null(left, false));
    return new Tested(denied, column, false, f);
  }

  private Tested period(Frame.Filter f) {
    Column column = f.slot != null ? composer.linker().resolve(f.slot) : composer.timeColumn();
    Expr left = composer.col(column);
    if (column.isYear()) {
      return new Tested(
          new Condition.Compare(
              left, f.to == null ? ">=" : "=", new Expr.Num(BigDecimal.valueOf(f.from.getYear()))),
          column,
          false,
          f);
    }
    boolean text = !column.type().isTemporal();
    Condition from = new Condition.Compare(left, ">=", new Expr.Day(f.from, text));
    if (f.to == null) {
      return new Tested(from, column, false, f);
    }
    Condition to = new Condition.Compare(left, "<", new Expr.Day(f.to, text));
    return new Tested(new Condition.And(List.of(from, to)), column, false, f);
  }

  private Tested exists(Frame.Filter f) {
    return membership(f.table, f.nested, f.negated, f);
  }

  /** Whether a row belongs, or does not, to rows of {@code table} that {@code nested} describes. */
  private Tested membership(Table table, Frame nested, boolean negated, Frame.Filter f) {
    Table base =
        composer.frame().subject != null && !composer.frame().subject.isLink()
            ? composer.frame().subject
            : composer.linker().base();
    if (base == table) {
      base = composer.linker().base();
    }
    if (base == table) {
      return amongOwn(nested, negated, f);
    }
    List<Join> path =
        schema
            .joins()
            .path(base, table)
            .orElseThrow(() -> new Linker.NotComposed("no keys lead from here to " + table.name()));
    Join first = path.get(0);
    boolean down = first.parent() == base;
    Column own = down ? first.to().get(0) : first.from().get(0);
    Column theirs = down ? first.from().get(0) : first.to().get(0);
    nested.items.clear();
    Frame.Item item = new Frame.Item();
    item.slot = Slot.of(theirs, f.at);
    item.slot.owner = theirs.table();
    nested.items.add(item);
    nested.subject = theirs.table();
    nested.tables.add(table);
    Composer inner = new Composer(schema, nested);
    path.stream()
        .skip(1)
        .forEach(j -> inner.need(j.child() == theirs.table() ? j.parent() : j.child()));
    inner.need(table);
    return new Tested(new Condition.In(composer.col(own), inner.compose(), negated), own, false, f);
  }

  /** Whether what is shown is found, or not, in other rows of the same table. */
  private Tested amongOwn(Frame nested, boolean negated, Frame.Filter f) {
    Frame.Item shown =
        composer.frame().items.stream()
            .filter(i -> i.slot != null && i.slot.column != null && i.aggregate == null)
            .findFirst()
            .orElse(null);
    if (shown == null || nested.filters.isEmpty()) {
      throw new Linker.NotComposed("the question asks for something without itself");
    }
    Column column = shown.slot.column;
    nested.items.clear();
    Frame.Item item = new Frame.Item();
    item.slot = Slot.of(column, f.at);
    item.slot.owner = column.table();
    nested.items.add(item);
    nested.subject = column.table();
    composer.distinct();
    return new Tested(
        new Condition.In(composer.col(column), new Composer(schema, nested).compose(), negated),
        column,
        false,
        f);
  }

  /** Whether the asker means values that many rows share, rather than rows. */
  private boolean showsSharedValues() {
    return shared(composer);
  }

  private static boolean shared(Composer composer) {
    return composer.frame().items.stream()
        .allMatch(
            i ->
                i.aggregate == null
                    && i.slot != null
                    && i.slot.column != null
                    && i.slot.entity == null
                    && !i.slot.column.isKey()
                    && !i.slot.column.table().labels().contains(i.slot.column));
  }

  private Tested count(Frame.Filter f) {
    if (f.table == null && f.slot != null && f.slot.column != null && f.slot.column.counts()) {
      return compare(f);
    }
    boolean ownRows =
        f.table != null
            && f.slot != null
            && f.table != composer.linker().base()
            && f.slot.candidates.stream()
                .anyMatch(
                    l ->
                        l.score() >= 0.9
                            && ((Column) l.target()).table() == composer.linker().base()
                            && !((Column) l.target()).isForeign());
    if (f.table != null && !ownRows) {
      composer.need(f.table);
    }
    Expr counted = new Expr.CountRows();
    if (f.table == null && f.slot != null && f.slot.column != null && !f.slot.column.isKey()) {
      counted = new Expr.Call(Aggregate.COUNT, true, composer.col(f.slot.column));
    }
    composer.having(
        new Condition.Compare(counted, f.operator, new Expr.Num((BigDecimal) f.literal)));
    return null;
  }

  private Tested aggregate(Frame.Filter f) {
    if (f.slot == null) {
      return aggregateOfShown(f);
    }
    Column column = composer.linker().resolve(f.slot);
    composer.having(
        new Condition.Compare(
            new Expr.Call(f.aggregate, false, composer.col(column)),
            f.operator,
            literal(column, f.literal)));
    return null;
  }

  /** Rows that a link table connects with rows that the nested frame describes. */
  private Tested related(Frame.Filter f) {
    RelationRule.Relation relation = f.relation;
    Column key = relation.ends().key().orElse(relation.ends().labels().get(0));
    Frame links = new Frame();
    links.subject = relation.link();
    links.tables.add(relation.link());
    links.items.add(shown(relation.to(), f));
    Frame.Filter end = new Frame.Filter(Frame.Filter.Kind.AMONG, f.at);
    end.slot = Slot.of(relation.from(), f.at);
    end.nested = f.nested;
    f.nested.items.clear();
    f.nested.items.add(shown(key, f));
    if (!f.nested.filters.isEmpty() || f.nested.superlative != null) {
      links.filters.add(end);
    }
    Query query = new Composer(schema, links).compose();
    return new Tested(new Condition.In(composer.col(key), query, f.negated), key, false, f);
  }

  private static Frame.Item shown(Column column, Frame.Filter f) {
    Frame.Item item = new Frame.Item();
    item.slot = Slot.of(column, f.at);
    item.slot.owner = column.table();
    return item;
  }

  private Tested among(Frame.Filter f) {
    return new Tested(
        new Condition.In(
            composer.col(f.slot.column), new Composer(schema, f.nested).compose(), f.negated),
        f.slot.column,
        false,
        f);
  }

  private Tested inTop(Frame.Filter f) {
    Column key = f.table.key().orElseGet(() -> f.table.labels().get(0));
    Frame nested = f.nested;
    Frame.Item item = new Frame.Item();
    item.slot = Slot.of(key, f.at);
    item.slot.owner = f.table;
    nested.items.clear();
    nested.items.add(item);
    return new Tested(
        new Condition.In(composer.col(key), new Composer(schema, nested).compose(), f.negated),
        key,
        false,
        f);
  }

  static Expr literal(Column column, Object literal) {
    if (literal instanceof BigDecimal n) {
      return column != null
              && column.isText()
              && !column.isTemporal()
              && !column.source().values().isEmpty()
              && column.source().values().contains(n.toPlainString())
          ? new Expr.Text(n.toPlainString())
          : new Expr.Num(n);
    }
    String text = String.valueOf(literal);
    if (column != null && column.type().isNumeric() && text.matches("-?\\d+(\\.\\d+)?")) {
      return new Expr.Num(new BigDecimal(text));
    }
    if (column != null && text.matches("\\d{4}-\\d{2}-\\d{2}") && column.type().isTemporal()) {
      return new Expr.Day(java.time.LocalDate.parse(text), false);
    }
    return new Expr.Text(text);
  }
}
