package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.Token;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr.Aggregate;
import java.util.Optional;

/** Columns: shown in the head of a question, tested behind it. */
final class ColumnMention {
  private ColumnMention() {}

  static void read(Reading r, Node node) {
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
        TableMention.negatedTable(r, elsewhere);
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
    of(r, node, null);
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

  static void of(Reading r, Node node, Table owner) {
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
            && describer(r) < 0
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
      compound(r);
      shareAggregate(r, slot);
      HeadRule.showColumn(r, slot);
      if (node.lower.contains(" of ")) {
        named(slot).ifPresent(table -> TableMention.own(r, table));
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

  /** "the soil depth": of two nouns that stand together the first only describes the second. */
  private static void compound(Reading r) {
    int first = describer(r);
    if (first >= 0) {
      Frame.Item before = r.frame.items.remove(first);
      r.distinct |= before.distinct;
      if (before.aggregate != null) {
        r.aggregates.add(before.aggregate);
      }
    }
  }

  /** Which item is shown only because of the noun right before this one; -1 where none is. */
  private static int describer(Reading r) {
    int last = r.frame.items.size() - 1;
    Frame.Item before = last < 0 ? null : r.frame.items.get(last);
    boolean adjacent =
        r.head
            && before != null
            && before.slot != null
            && before.slot.entity == null
            && before.slot.at == r.at - 2
            && before.aggregate != Aggregate.COUNT;
    return adjacent ? last : -1;
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
    if (listed && number && last.aggregate != null && last.aggregate != Aggregate.COUNT) {
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

  /** The only table with a column that the words name best. */
  private static Optional<Table> named(Slot slot) {
    var tables =
        slot.candidates.stream()
            .filter(l -> l.score() >= slot.best() - 0.05)
            .map(l -> ((Column) l.target()).table())
            .distinct()
            .toList();
    return tables.size() == 1 ? Optional.of(tables.get(0)) : Optional.empty();
  }
}
