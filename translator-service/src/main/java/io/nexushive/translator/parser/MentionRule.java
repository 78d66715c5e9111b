package io.nexushive.translator.parser;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.language.Token;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import java.math.BigDecimal;

/** What a mention is depends on where it stands: shown, tested, or the thing that is spoken of. */
final class MentionRule implements Rule {
  @Override
  public boolean apply(Reading r) {
    Node node = r.node();
    if (node.isQuoted()
        || node.isDate()
        || node.number() != null && node.mention == null
        || Annotator.isProper(node)
            && r.at > 0
            && !r.node(-1).isMark(".", "?", "!")
            && !Vocabulary.ASKING.contains(node.base)) {
      return literal(r, node);
    }
    if (node.mention == null) {
      return false;
    }
    if (node.hasValue()
        && r.relation != null
        && valueHere(r, node)
        && node.mention.values().stream().anyMatch(v -> v.column().table() == r.relation.ends())) {
      RelationRule.Relation relation = r.relation;
      r.relation = null;
      RelationRule.filter(r, relation, node);
      return true;
    }
    if (node.hasValue() && valueHere(r, node)) {
      value(r, node);
      return true;
    }
    double metric = node.mention.best(Metric.class);
    if (metric > 0
        && metric >= Math.max(node.mention.columnScore(), node.mention.tableScore())
        && metricHere(r, node)) {
      HeadRule.resume(r);
      if (r.head) {
        HeadRule.showMetric(r, node.mention.metric().get());
        r.skip(1);
        return true;
      }
    }
    boolean forRows =
        r.head
            && !r.frame.items.isEmpty()
            && r.aggregates.isEmpty()
            && (r.is(-1, "for") || r.is(-2, "for") && r.is(-1, "all", "the"))
            && node.hasTable()
            && node.mention.tableScore() >= node.mention.columnScore();
    if (forRows || r.tableFirst(node)) {
      table(r, node);
      return true;
    }
    if (node.hasColumn()) {
      column(r, node);
      return true;
    }
    if (node.hasTable()) {
      table(r, node);
      return true;
    }
    if (metric > 0) {
      HeadRule.showMetric(r, node.mention.metric().get());
      r.skip(1);
      return true;
    }
    return false;
  }

  private static boolean metricHere(Reading r, Node node) {
    return r.aggregates.isEmpty()
        || r.aggregates.stream().allMatch(a -> a == io.nexushive.translator.sql.Expr.Aggregate.SUM);
  }

  private static boolean valueHere(Reading r, Node node) {
    if (!node.hasSchema()) {
      return true;
    }
    double name = node.mention.links().get(0).score();
    double value = node.mention.values().get(0).score();
    boolean fits =
        r.pending != null
            && node.mention.values().stream().anyMatch(v -> r.pending.canBe(c -> c == v.column()));
    return fits || node.first().capitalised() && r.at > 0 && value >= name - 0.01 || value > name;
  }

  // ------------------------------------------------------------ literals and values

  private static boolean literal(Reading r, Node node) {
    Object literal = node.number() != null && !node.isQuoted() ? node.number() : node.text();
    if (literal instanceof BigDecimal n) {
      return number(r, node, n);
    }
    if (r.is(-1, "in") && r.is(-2, "(") && r.is(1, ")")) {
      // "(in EUR)" says a unit, which the column may not have.
      r.frame.penalty += 0.15;
      r.skip(1);
      return true;
    }
    if (r.head && r.frame.items.isEmpty() && !node.isQuoted() && !node.isDate()) {
      return false;
    }
    if (node.mention != null && node.hasValue()) {
      value(r, node);
      return true;
    }
    if (!node.isQuoted()
        && !node.isDate()
        && r.pending == null
        && !r.is(
            -1, "in", "from", "by", "of", "at", "named", "called", "is", "for", "with", "on",
            "than", "not", "and", "or", "to", "the", "has", "have")) {
      return false;
    }
    Frame.Filter filter = r.filter(Frame.Filter.Kind.VALUE);
    filter.literal = literal;
    if (r.pending != null) {
      filter.slot = r.pending;
      r.pending = null;
    } else if (node.isDate()) {
      filter.slot = CompareRule.time(r);
    } else {
      Frame.Filter last = previousValue(r, filter);
      if (last != null) {
        filter.slot = last.slot == null ? null : last.slot.copy();
        filter.hits = last.hits;
        filter.table = last.table;
      } else {
        filter.table = r.current();
      }
    }
    r.skip(1);
    if (filter.slot == null && r.node().hasTable() && !r.is(1, "of")) {
      filter.table = r.node().mention.table().get();
    }
    return true;
  }

  private static boolean number(Reading r, Node node, BigDecimal n) {
    Comparison behind = Comparison.behind(r, 1);
    if (behind == null && r.is(1, "year", "years") && r.is(2, "old")) {
      behind = Comparison.behind(r, 3);
      if (behind != null) {
        Slot slot = CompareRule.subject(r, n, "old");
        r.skip(5);
        return compare(r, slot, behind.operator(), n);
      }
      Slot slot = CompareRule.subject(r, n, "old");
      r.skip(3);
      return compare(r, slot, "=", n);
    }
    Node next = r.node(1);
    if (behind != null) {
      Node counted = r.node(3);
      if (counted.hasTable() && r.pending == null && behind.adjective() == null) {
        Slot slot = counted.hasColumn() ? r.slot(3) : null;
        r.skip(4);
        CompareRule.count(r, behind.operator(), n, counted.mention.table().get()).slot = slot;
        return true;
      }
      if (r.is(3, "time", "times") && r.pending == null) {
        r.skip(4);
        CompareRule.count(r, behind.operator(), n, null);
        return true;
      }
      Slot slot = CompareRule.subject(r, n, behind.adjective());
      r.skip(3);
      return compare(r, slot, behind.operator(), n);
    }
    if (r.pending == null
        && r.head
        && (next.hasTable()
            || next.hasColumn()
            || next.number() == null && Vocabulary.superlative(next.lower) != null
            || next.is("most", "least"))) {
      if (n.scale() <= 0 && n.intValue() < 1000 && !(r.frame.items.isEmpty() && node.is("one"))) {
        r.count = n.intValue();
      }
      r.skip(1);
      return true;
    }
    if (r.pending == null
        && !r.head
        && next.hasTable()
        && !CompareRule.isYear(n)
        && n.scale() <= 0) {
      Table table = next.mention.table().get();
      r.skip(2);
      CompareRule.count(r, "=", n, table);
      return true;
    }
    if (node.kind() == Token.Kind.WORD && node.is("one")) {
      return false;
    }
    if (r.head && r.frame.items.isEmpty()) {
      return false;
    }
    Frame.Filter before = null;
    if (r.pending == null && (r.or || r.is(-1, "or", "and", ","))) {
      before = previousCompare(r);
    }
    Slot slot =
        before != null && before.slot != null
            ? before.slot.copy()
            : CompareRule.subject(r, n, null);
    if (slot == null && r.node(-1).hasTable() && r.focus != null && !CompareRule.isYear(n)) {
      r.skip(1);
      return compare(r, Slot.of(r.focus.key().orElse(r.focus.labels().get(0)), r.at), "=", n);
    }
    if (slot == null
        && r.is(-1, "of", "is", "to", "for", "in", "at", "was")
        && !r.frame.items.isEmpty()) {
      return false;
    }
    if (slot == null) {
      return false;
    }
    r.skip(1);
    r.or |= before != null;
    return compare(r, slot, r.negated ? "<>" : "=", n);
  }

  private static boolean compare(Reading r, Slot slot, String operator, BigDecimal n) {
    boolean not = r.negated;
    r.negated = false;
    Frame.Filter filter = r.filter(Frame.Filter.Kind.COMPARE);
    filter.slot = slot;
    filter.operator = not && !operator.equals("<>") ? Comparison.opposite(operator) : operator;
    filter.literal = n;
    if (slot == null) {
      r.frame.unknown.add("what is compared with " + n);
    }
    return true;
  }

  private static Frame.Filter previousCompare(Reading r) {
    int n = r.frame.filters.size();
    Frame.Filter last = n == 0 ? null : r.frame.filters.get(n - 1);
    return last != null
            && last.kind == Frame.Filter.Kind.COMPARE
            && last.literal instanceof BigDecimal
            && last.operator.equals("=")
        ? last
        : null;
  }

  private static Frame.Filter previousValue(Reading r, Frame.Filter self) {
    int n = r.frame.filters.size();
    Frame.Filter last = n < 2 ? null : r.frame.filters.get(n - 2);
    return last != null && last.kind == Frame.Filter.Kind.VALUE && r.is(-1, "and", "or", ",")
        ? last
        : null;
  }

  private static void value(Reading r, Node node) {
    Frame.Filter filter = r.filter(Frame.Filter.Kind.VALUE);
    filter.hits = node.mention.values();
    filter.within =
        r.is(-1, "in", "through", "within", "at", "from")
            || r.is(-1, "the") && r.is(-2, "in", "through");
    filter.literal = node.mention.values().get(0).value();
    if (r.pending != null) {
      boolean fits = filter.hits.stream().anyMatch(h -> r.pending.canBe(c -> c == h.column()));
      boolean other = r.pending.canBe(c -> c.isText()) && !r.is(-1, "in", "from");
      if (fits || other) {
        filter.slot = r.pending;
        r.pending = null;
      }
    }
    r.skip(1);
    Node next = r.node();
    if (filter.slot == null && next.hasSchema()) {
      if (next.hasColumn()
          && filter.hits.stream().anyMatch(h -> r.slot(0).canBe(c -> c == h.column()))
          && !next.hasTable()) {
        filter.slot = r.slot(0);
        r.skip(1);
      } else if (next.hasTable()) {
        Table t = next.mention.table().get();
        if (filter.hits.stream().anyMatch(h -> h.column().table() == t)) {
          filter.table = t;
        }
      }
    }
    if (filter.slot == null && filter.table == null && r.focus != null) {
      Table t = r.focus;
      Node before = r.node(-2);
      if (before.hasTable()
          && before.mention.table().get() == t
          && filter.hits.stream().anyMatch(h -> h.column().table() == t)) {
        filter.table = t;
      }
    }
    r.afterOf = false;
  }

  // ------------------------------------------------------------ tables and columns

  private static void table(Reading r, Node node) {
    Table table = node.mention.table().get();
    Slot asColumn = node.hasColumn() ? r.slot(0) : null;
    boolean possessive = r.is(1, "'s");
    Node next = r.node(1);
    boolean compound =
        r.head
            && next.hasColumn()
            && !r.tableFirst(next)
            && !participle(next)
            && new Slot(next.mention.columns(), "", 0).canBe(c -> c.table() == table)
            && !next.hasValue();
    if (r.wantsMore) {
      HeadRule.resume(r);
    }
    r.skip(1);
    if (possessive || compound) {
      if (possessive) {
        r.skip(1);
      }
      r.note(table);
      if (r.node().hasColumn() || r.node().mention != null) {
        if (r.node().hasColumn()) {
          columnOf(r, r.node(), table);
        }
      }
      return;
    }
    if (r.negated && !r.head) {
      negatedTable(r, table);
      return;
    }
    if (r.head) {
      boolean ofPhrase = r.afterOf || !r.frame.items.isEmpty() && r.is(-2, "for", "in", "from");
      boolean first = r.frame.items.isEmpty();
      boolean list =
          !first
              && !r.afterOf
              && (r.is(-2, "and", ",", "or") || r.is(-3, "and", ",") && r.is(-2, "the", "their"));
      r.note(table);
      if (r.distinct && !first) {
        r.frame.distinct = true;
        r.distinct = false;
      }
      if (r.afterOf) {
        own(r, table);
      }
      if ((first && !r.frame.asksWho || list) && r.aggregates.isEmpty()) {
        if (r.count != null && first) {
          r.frame.limit = null;
        }
        HeadRule.showTable(r, table, asColumn);
        if (asColumn != null && list) {
          r.frame.items.get(r.frame.items.size() - 1).slot.entity = table;
        }
      } else if (!r.aggregates.isEmpty()) {
        pendingMeasure(r, table);
      }
      r.afterOf = false;
      return;
    }
    r.note(table);
    if (r.frame.subject != null && table != r.frame.subject) {
      r.frame.clauseTables.add(table);
    }
    r.pendingFrom = -1;
  }

  /** "shops located in": a verb that describes, not the second part of a compound. */
  static boolean participle(Node node) {
    return (node.lower.endsWith("ed") || node.lower.endsWith("ing"))
        && !node.mention.columns().stream()
            .anyMatch(l -> ((Column) l.target()).words().contains(node.lower));
  }

  /** "the average of wines": which measure is meant is not said. */
  private static void pendingMeasure(Reading r, Table table) {
    var measures = table.columns().stream().filter(c -> c.isMeasure()).toList();
    if (measures.size() == 1) {
      HeadRule.showColumn(r, Slot.of(measures.get(0), r.at));
    } else if (r.aggregates.contains(io.nexushive.translator.sql.Expr.Aggregate.SUM)
        && !r.node().hasSchema()) {
      r.aggregates.clear();
      Frame.Item item = new Frame.Item();
      item.aggregate = io.nexushive.translator.sql.Expr.Aggregate.COUNT;
      item.counted = table;
      r.frame.items.add(item);
      r.frame.penalty += 0.15;
    }
  }

  private static void negatedTable(Reading r, Table table) {
    Frame.Filter filter = r.filter(Frame.Filter.Kind.EXISTS);
    filter.table = table;
    filter.negated = true;
    Frame nested = new Frame();
    nested.subject = table;
    nested.tables.add(table);
    filter.nested = nested;
    Reader.nested(r, nested);
  }

  /** The only table with a column that the words name best. */
  private static java.util.Optional<Table> named(Slot slot) {
    var tables =
        slot.candidates.stream()
            .filter(l -> l.score() >= slot.best() - 0.05)
            .map(l -> ((Column) l.target()).table())
            .distinct()
            .toList();
    return tables.size() == 1 ? java.util.Optional.of(tables.get(0)) : java.util.Optional.empty();
  }

  /** What was named before belongs to {@code table}. */
  private static void own(Reading r, Table table) {
    for (Frame.Item item : r.frame.items) {
      if (item.slot != null
          && item.slot.owner == null
          && item.slot.canBe(c -> c.table() == table)) {
        item.slot.owner = table;
      }
    }
  }

  private static void column(Reading r, Node node) {
    if (r.negated && !r.head && r.pending == null && !operatorFollows(r)) {
      Slot slot = r.slot(0);
      int object = r.articles(1);
      if (object > 1
          && r.node(object).hasTable()
          && r.node(object).mention.table().get() != r.frame.subject
          && !node.hasTable()) {
        // "has not built a mill": the mill is denied, the word before it is its verb.
        r.skip(1);
        return;
      }
      Table elsewhere = r.never ? tableOf(r, node, slot) : null;
      r.skip(1);
      if (elsewhere != null) {
        negatedTable(r, elsewhere);
        return;
      }
      Frame.Filter filter = r.filter(Frame.Filter.Kind.NULL);
      filter.slot = slot;
      return;
    }
    if (r.wantsMore && !operatorFollows(r)) {
      HeadRule.resume(r);
      r.wantsMore = false;
    }
    columnOf(r, node, null);
  }

  /** "do not have any policies": words for another table's rows, though they also name its key. */
  private static Table tableOf(Reading r, Node node, Slot slot) {
    Table table =
        node.hasTable()
            ? node.mention.table().get()
            : slot.columns().stream()
                .filter(c -> c.isKey())
                .map(c -> c.table())
                .findFirst()
                .orElse(null);
    boolean own = slot.columns().stream().anyMatch(c -> c.table() == r.frame.subject);
    return table == null || table == r.frame.subject || own ? null : table;
  }

  private static boolean operatorFollows(Reading r) {
    return r.is(1, "is", "are", "was", "were", "of", "as", "in")
        || Comparison.at(r, 1) != null
        || r.node(1).hasValue()
        || r.node(1).isQuoted()
        || r.node(1).number() != null;
  }

  private static void columnOf(Reading r, Node node, Table owner) {
    Slot named = r.slot(0);
    boolean nameOf =
        r.is(-1, "whose")
            && r.is(0, "name", "names")
            && r.node(-2).hasColumn()
            && !r.tableFirst(r.node(-2));
    Slot slot = nameOf ? new Slot(r.node(-2).mention.columns(), r.node(-2).lower, r.at) : named;
    slot.owner = owner;
    if (owner == null && !r.head && r.focus != null && slot.canBe(c -> c.table() == r.focus)) {
      slot.owner = r.focus;
    }
    r.skip(1);
    boolean filterFollows =
        node.hasColumn()
            && (r.node().isQuoted()
                || r.node().hasValue() && !r.node().hasSchema()
                || r.node().number() != null
                    && r.is(0, r.node().lower)
                    && !r.is(0, "one")
                    && r.node(1).mention == null)
            && (!r.frame.items.isEmpty()
                || slot.canBe(
                    c ->
                        r.node().hasValue()
                            && r.node().mention.values().stream().anyMatch(v -> v.column() == c)));
    if (r.head && filterFollows) {
      if (r.frame.items.isEmpty()
          && r.frame.subject == null
          && slot.best() > 0.9
          && r.node().hasValue()
          && r.aggregates.isEmpty()) {
        r.pending = slot;
        return;
      }
      if (!r.frame.items.isEmpty()) {
        r.head = false;
        r.pending = slot;
        return;
      }
    }
    if (r.head && owner == null && describes(r)) {
      r.head = false;
      r.pending = slot;
      r.pendingFrom = r.at;
      return;
    }
    if (r.head) {
      boolean generic =
          r.afterOf && !r.frame.items.isEmpty() && lastIsGeneric(r) && !r.is(-2, "and", ",");
      if (generic && !slot.canBe(c -> c.isMeasure())) {
        r.frame.items.remove(r.frame.items.size() - 1);
        r.aggregates.clear();
      }
      shareAggregate(r, slot);
      HeadRule.showColumn(r, slot);
      if (node.lower.contains(" of ")) {
        named(slot).ifPresent(table -> own(r, table));
      }
      r.afterOf = false;
      return;
    }
    if (r.pending != null) {
      Resolver.leftOver(r);
    }
    r.pending = slot;
    r.pendingFrom = r.at;
  }

  /** "channels owned by": a column that follows what is shown without a link describes it. */
  private static boolean describes(Reading r) {
    if (r.frame.items.isEmpty() && r.frame.superlative == null || !r.aggregates.isEmpty()) {
      return false;
    }
    Node before = r.node(-2);
    Node self = r.node(-1);
    boolean verb = self.lower.endsWith("ed") || self.lower.endsWith("ing");
    return before.mention != null && (verb || before.hasTable() && !before.hasColumn())
        || verb
            && before.kind() == Token.Kind.WORD
            && !before.is(
                "and", "of", "the", "a", "or", "their", "its", "as", "all", "total", "each");
  }

  /** "average price and score": the aggregate is meant for both. */
  private static void shareAggregate(Reading r, Slot slot) {
    int n = r.frame.items.size();
    if (n == 0 || !r.aggregates.isEmpty()) {
      return;
    }
    Frame.Item last = r.frame.items.get(n - 1);
    boolean listed = r.is(-2, "and", ",", "&") || r.is(-2, "the") && r.is(-3, "and");
    boolean number =
        slot.canBe(c -> c.isMeasure())
            && !slot.canBe(c -> c.isText() && c.table() == r.frame.subject);
    if (listed
        && number
        && last.aggregate != null
        && last.aggregate != io.nexushive.translator.sql.Expr.Aggregate.COUNT) {
      r.aggregates.add(last.aggregate);
    }
  }

  /** Whether what was shown last is a mere "name" or "id", which what follows makes precise. */
  private static boolean lastIsGeneric(Reading r) {
    Frame.Item last = r.frame.items.get(r.frame.items.size() - 1);
    return last.slot != null
        && last.slot.owner == null
        && last.aggregate == null
        && (last.slot.said.equals("name") || last.slot.said.equals("names"));
  }
}
