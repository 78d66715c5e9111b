package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Table;
import java.math.BigDecimal;

/** Numbers: a limit, a count of rows, or what a column is compared with. */
final class NumberMention {
  private NumberMention() {}

  static boolean read(Reading r, Node node, BigDecimal n) {
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
}
