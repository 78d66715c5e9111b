package io.nexushive.translator.parser.reading;

import io.nexushive.model.envelope.ColumnType;
import io.nexushive.translator.language.TimeWords;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr.Aggregate;
import java.math.BigDecimal;

/** "older than 30", "between 5 and 10", "more than two orders", "above the average". */
public final class CompareRule implements Rule {
  /** Before a number these compare amounts, not years. */
  private static final String[] AMOUNTS = {"above", "below", "over", "under", "exceeding"};

  @Override
  public boolean apply(Reading r) {
    if (r.take("between")
        || r.see("ranging from")
        || r.see("in the range of")
        || r.is(0, "from")
            && literal(r, 1) != null
            && r.is(2, "to", "and")
            && literal(r, 3) != null) {
      return between(r);
    }
    if (moreOf(r)) {
      return true;
    }
    Comparison c = Comparison.at(r, 0);
    if (c != null) {
      return compare(r, c);
    }
    return false;
  }

  /** "more salary than …": the column stands inside the comparison. */
  private static boolean moreOf(Reading r) {
    boolean up = r.is(0, "more", "higher", "larger", "greater", "bigger", "longer");
    boolean down = r.is(0, "less", "fewer", "lower", "smaller", "shorter");
    if (!(up || down) || !r.node(1).hasColumn() || !r.is(2, "than")) {
      return false;
    }
    r.skip(1);
    r.pending = r.slot(0);
    r.skip(1);
    return compare(r, new Comparison(up ? ">" : "<", 1, null));
  }

  private static boolean between(Reading r) {
    if (r.see("ranging from") || r.is(0, "from")) {
      r.skip(r.is(0, "from") ? 1 : 2);
    } else if (r.see("in the range of")) {
      r.skip(4);
    }
    r.skipArticles();
    Object low = literal(r, 0);
    int and = r.is(1, "and", "to") ? 1 : 0;
    Object high = and == 0 ? null : literal(r, r.articles(2));
    if (low == null || high == null) {
      return true;
    }
    r.skip(r.articles(2) + 1);
    Frame.Filter filter = r.filter(Frame.Filter.Kind.COMPARE);
    filter.operator = "between";
    filter.literal = low;
    filter.upper = high;
    filter.slot = subject(r, low, null);
    return true;
  }

  private static boolean compare(Reading r, Comparison comparison) {
    Comparison c = comparison;
    int operand = r.articles(c.length());
    String operator = r.negated ? Comparison.opposite(c.operator()) : c.operator();
    int behindName = behindName(r, operand);
    if (behindName > operand) {
      r.pending = r.pending == null ? r.slot(operand) : r.pending;
      operand = behindName;
    }
    Node node = r.node(operand);
    Object literal = literal(r, operand);
    if (average(r, operand)) {
      r.negated = false;
      return average(r, c, operator, operand);
    }
    if (literal == null && (node.hasSchema() || node.hasValue())) {
      return other(r, c, operator, operand);
    }
    if (literal == null) {
      if (!r.head
          || !(r.is(
              0, "over", "under", "above", "below", "before", "after", "since", "until",
              "exactly"))) {
        return false;
      }
      return false;
    }
    boolean spelled = literal instanceof BigDecimal;
    int next = operand + 1;
    if (r.is(next, "%", "percent")) {
      next++;
    }
    Comparison behind = Comparison.behind(r, next);
    r.negated = false;
    if (spelled
        && (r.pending == null
            || !r.pending.canBe(k -> k.isMeasure() || k.isTemporal() || k.isYear()))
        && c.adjective() == null) {
      Node counted =
          r.node(
              r.is(next, "different", "distinct", "of") ? r.articles(next + 1) : r.articles(next));
      int at = r.is(next, "different", "distinct", "of") ? r.articles(next + 1) : r.articles(next);
      boolean temporalOperator = r.is(0, "before", "after", "since", "until", "prior");
      if (!temporalOperator
          && (counted.hasTable() || counted.hasColumn() && !TimeWords.isMonth(counted.lower))) {
        return counting(r, operator, (BigDecimal) literal, at, counted);
      }
      if (!temporalOperator
          && (r.is(next, "time", "times") || r.is(next - 1, "once", "twice"))
          && r.pending == null) {
        r.skip(r.is(next, "time", "times") ? next + 1 : next);
        count(r, operator, (BigDecimal) literal, spokenOf(r));
        return true;
      }
    }
    Slot slot = subject(r, literal, c.adjective());
    r.skip(next);
    if (slot == null && r.frame.items.isEmpty() && r.head) {
      return true;
    }
    if (slot == null && aggregatedSlot(r) == null) {
      r.frame.unknown.add("what is compared with " + literal);
    }
    Aggregate held = aggregated(r);
    Frame.Filter filter =
        r.filter(held != null ? Frame.Filter.Kind.AGGREGATE : Frame.Filter.Kind.COMPARE);
    filter.aggregate = held;
    filter.slot = slot;
    filter.operator = operator;
    filter.literal = literal;
    if (behind != null) {
      r.skip(2);
    }
    conjunct(r, filter);
    return true;
  }

  /** "the year of 2010": where the value stands behind the name of what it is a value of. */
  static int behindName(Reading r, int operand) {
    if (!r.node(operand).hasColumn()
        || !r.slot(operand).canBe(k -> k.isTemporal() || k.isYear() || k.isMeasure())) {
      return operand;
    }
    int behind = r.is(operand + 1, "of") ? operand + 2 : operand + 1;
    return literal(r, behind) == null ? operand : behind;
  }

  /** "higher than 5 or lower than 3", "more than 5 and less than 9": the same column again. */
  private static void conjunct(Reading r, Frame.Filter before) {
    if (r.is(0, "or", "and", ",") || r.is(0, "but")) {
      int i = r.is(0, ",") && r.is(1, "or", "and") ? 2 : 1;
      Comparison next = Comparison.at(r, i);
      if (next != null && next.adjective() == null || next != null && before.slot != null) {
        int operand = r.articles(i + next.length());
        operand = behindName(r, operand);
        Object literal = literal(r, operand);
        if (literal != null && !r.node(operand + 1).hasTable()) {
          boolean or = r.is(i - 1, "or");
          r.skip(i);
          r.or = or;
          r.pending = before.slot == null ? null : before.slot.copy();
        }
      }
    }
  }

  private static Aggregate aggregated(Reading r) {
    if (r.head || r.aggregates.isEmpty()) {
      return null;
    }
    Aggregate a = r.aggregates.get(0);
    r.aggregates.clear();
    return a;
  }

  private static Slot aggregatedSlot(Reading r) {
    return r.frame.items.isEmpty() ? null : r.frame.items.get(r.frame.items.size() - 1).slot;
  }

  /** What stands before the comparison, or what its adjective measures. */
  static Slot subject(Reading r, Object literal, String adjective) {
    boolean elsewhere =
        literal instanceof BigDecimal n
            && isYear(n)
            && r.pending != null
            && r.is(-1, "in", "of", "since", "during", "for", "before", "after")
            && (!r.pending.canBe(c -> c.isMeasure() || c.isTemporal())
                || r.is(-1, "in", "since", "during")
                    && !r.pending.canBe(c -> c.isTemporal())
                    && time(r) != null);
    if (r.pending != null && !elsewhere) {
      Slot slot = r.pending;
      r.pending = null;
      Table measured = measuredTable(r);
      if (measured != null && slot.canBe(c -> c.table() == measured && c.isTemporal())) {
        slot.owner = measured;
      }
      return slot;
    }
    if (adjective != null) {
      Slot measured = r.measuring(adjective, r.current());
      if (measured != null) {
        return measured;
      }
    }
    boolean amount =
        r.is(0, AMOUNTS) || r.is(-1, AMOUNTS) || r.is(0, "more", "less") && r.is(1, "than");
    if (literal instanceof BigDecimal n && isYear(n) && !amount
        || literal instanceof String s && s.matches("\\d{4}-.*")) {
      Slot time = time(r);
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  public static boolean isYear(BigDecimal n) {
    return n.scale() <= 0
        && n.intValue() >= 1000
        && n.intValue() <= 2100
        && n.toBigInteger().bitLength() < 16;
  }

  /** The column that says when, of the table that is spoken of. */
  static Slot time(Reading r) {
    for (Table table : new Table[] {measuredTable(r), r.focus, r.frame.subject}) {
      if (table != null) {
        var year = table.columns().stream().filter(c -> c.isYear()).findFirst();
        var time =
            year.isPresent()
                ? year
                : table.columns().stream().filter(c -> c.isTemporal()).findFirst();
        if (time.isPresent()) {
          return Slot.of(table.timeColumn().filter(t -> year.isEmpty()).orElse(time.get()), r.at);
        }
      }
    }
    Slot any = r.measuring(java.util.List.of("year", "date"), null, true);
    return any != null && any.columns().stream().anyMatch(c -> c.isTemporal()) ? any : null;
  }

  /** The table of what the most is measured by; "the most sales in 2003" means the sales' year. */
  private static Table measuredTable(Reading r) {
    Frame.Superlative s = r.frame.superlative;
    Slot by = s == null ? null : s.by;
    if (by == null || by.candidates.isEmpty()) {
      return null;
    }
    java.util.Set<Table> tables = new java.util.HashSet<>();
    by.columns().forEach(c -> tables.add(c.table()));
    return tables.size() == 1 ? tables.iterator().next() : null;
  }

  private static boolean average(Reading r, int i) {
    String name = Vocabulary.AGGREGATES.get(r.node(i).lower);
    String superlative = Vocabulary.superlative(r.node(i).lower);
    return name != null && r.node(i).mention == null && !(name.equals("SUM") && r.is(i, "total"))
        || superlative != null && r.pending != null && r.node(i + 1).hasColumn();
  }

  /** "than the average (price (of all wines))". */
  private static boolean average(Reading r, Comparison c, String operator, int operand) {
    String name = Vocabulary.AGGREGATES.get(r.node(operand).lower);
    Aggregate aggregate =
        name != null
            ? Aggregate.valueOf(name)
            : Vocabulary.GRADABLE.get(Vocabulary.superlative(r.node(operand).lower)).up()
                ? Aggregate.MAX
                : Aggregate.MIN;
    Slot slot = subject(r, null, c.adjective());
    r.skip(operand + 1);
    if (r.is(0, "of", "for") && !r.node(1).hasColumn()) {
      r.skip(1);
    }
    r.skipArticles();
    Slot compared = null;
    if (r.node().hasColumn() && (!r.tableFirst(r.node()) || slot == null)) {
      compared = r.slot(0);
      r.skip(1);
    }
    Frame nested = new Frame();
    Aggregate held = aggregated(r);
    Frame.Filter filter = r.filter(Frame.Filter.Kind.COMPARE);
    filter.held = held;
    filter.operator = operator;
    filter.aggregate = aggregate;
    filter.slot = slot != null ? slot : compared;
    filter.otherSlot = compared != null ? compared.copy() : slot == null ? null : slot.copy();
    filter.nested = nested;
    Reader.nested(r, nested);
    if (filter.slot == null) {
      r.frame.unknown.add("what is compared with the average");
    }
    return true;
  }

  /** "than any wine of 2005", "than the budget", "than Tom". */
  private static boolean other(Reading r, Comparison c, String operator, int operand) {
    Node node = r.node(operand);
    boolean quantified = r.is(operand - 1, "any", "all", "some") || r.is(operand - 2, "any", "all");
    boolean some = r.is(operand - 1, "some", "any");
    if (node.hasColumn()
        && r.pending != null
        && !r.tableFirst(node)
        && r.slot(operand).canBe(k -> k.isMeasure() || k.isTemporal())
        && !quantified) {
      Slot left = r.pending;
      r.pending = null;
      r.skip(operand);
      Slot right = r.slot(0);
      r.skip(1);
      r.negated = false;
      Frame.Filter filter = r.filter(Frame.Filter.Kind.COMPARE);
      filter.slot = left;
      filter.otherSlot = right;
      filter.operator = operator;
      return true;
    }
    Slot slot = subject(r, null, c.adjective());
    if (slot == null && r.is(0, "before", "after")) {
      slot = time(r);
    }
    if (slot == null) {
      return false;
    }
    r.skip(operand);
    r.negated = false;
    Frame nested = new Frame();
    Frame.Filter filter = r.filter(Frame.Filter.Kind.COMPARE);
    filter.operator = operator;
    filter.slot = slot;
    filter.otherSlot = slot.copy();
    boolean up = operator.startsWith(">");
    boolean all = !some || r.is(-1, "any");
    filter.aggregate = quantified ? (up == all ? Aggregate.MAX : Aggregate.MIN) : null;
    filter.nested = nested;
    Reader.nested(r, nested);
    return true;
  }

  private static boolean counting(
      Reading r, String operator, BigDecimal number, int at, Node counted) {
    Slot slot = counted.hasColumn() ? r.slot(at) : null;
    boolean table = r.tableFirst(counted) && !counter(r, slot, counted);
    if (!table && slot != null && slot.canBe(c -> c.isMeasure())) {
      r.skip(at + 1);
      Frame.Filter filter = r.filter(Frame.Filter.Kind.COMPARE);
      filter.slot = slot;
      filter.operator = operator;
      filter.literal = number;
      return true;
    }
    r.skip(at + 1);
    Frame.Filter filter = count(r, operator, number, table ? counted.mention.table().get() : null);
    filter.slot = slot;
    return true;
  }

  /** Whether a column of the table that is spoken of holds the count already: "member_count". */
  private static boolean counter(Reading r, Slot slot, Node counted) {
    Table spoken = r.focus != null ? r.focus : r.frame.subject;
    return slot != null
        && !(counted.hasTable() && counted.mention.tableScore() >= 0.99)
        && slot.canBe(c -> c.table() == spoken && c.counts());
  }

  /** The table that was named last, where it is another than the one that is asked for. */
  private static Table spokenOf(Reading r) {
    return r.focus != r.frame.subject ? r.focus : null;
  }

  static Frame.Filter count(Reading r, String operator, BigDecimal number, Table table) {
    Frame.Filter filter = r.filter(Frame.Filter.Kind.COUNT);
    filter.operator = operator;
    filter.literal = number;
    filter.table = table;
    if (table != null) {
      r.frame.tables.add(table);
      r.focus = table;
    }
    return filter;
  }

  /** The number, date or quoted text there; {@code null} for anything else. */
  static Object literal(Reading r, int i) {
    Node node = r.node(i);
    if (r.is(i, "$", "€")) {
      node = r.node(i + 1);
    }
    if (node.number() != null) {
      BigDecimal n = node.number();
      if (r.is(i + 1, "million") || r.is(i + 1, "thousand") || r.is(i + 1, "billion")) {
        return n.multiply(
            new BigDecimal(
                r.is(i + 1, "million")
                    ? "1000000"
                    : r.is(i + 1, "billion") ? "1000000000" : "1000"));
      }
      return n;
    }
    if (node.isDate() || node.isQuoted()) {
      return node.first().text();
    }
    return null;
  }

  static boolean numeric(ColumnType type) {
    return type.isNumeric();
  }
}
