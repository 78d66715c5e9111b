package io.nexushive.translator.parser.reading;

import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import java.math.BigDecimal;

/** Dates, quoted words and names that nothing in the schema is called. */
final class LiteralMention {
  private LiteralMention() {}

  static boolean read(Reading r, Node node) {
    Object literal = node.number() != null && !node.isQuoted() ? node.number() : node.text();
    if (literal instanceof BigDecimal n) {
      return NumberMention.read(r, node, n);
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
      ValueMention.read(r, node);
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

  private static Frame.Filter previousValue(Reading r, Frame.Filter self) {
    int n = r.frame.filters.size();
    Frame.Filter last = n < 2 ? null : r.frame.filters.get(n - 2);
    return last != null && last.kind == Frame.Filter.Kind.VALUE && r.is(-1, "and", "or", ",")
        ? last
        : null;
  }
}
