package io.nexushive.translator.parser.reading;

import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Table;

/** Values that the data holds. */
final class ValueMention {
  private ValueMention() {}

  static void read(Reading r, Node node) {
    Frame.Filter filter = r.filter(Frame.Filter.Kind.VALUE);
    filter.hits = node.mention.values();
    filter.within =
        r.is(-1, "in", "through", "within", "at", "from")
            || r.is(-1, "the") && r.is(-2, "in", "through");
    filter.literal = node.mention.values().get(0).value();
    if (r.pending != null && namedBehind(r, filter)) {
      // "located in Kent county": the noun behind the value says best what it is.
      r.pending = null;
    } else if (r.pending != null) {
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

  private static boolean namedBehind(Reading r, Frame.Filter filter) {
    Node next = r.node(1);
    return next.hasColumn()
        && !next.hasValue()
        && !next.hasTable()
        && r.slot(1).best() > 0.9
        && filter.hits.stream().anyMatch(h -> r.slot(1).columns().get(0) == h.column())
        && Comparison.at(r, 2) == null
        && !r.is(2, "is", "are", "of");
  }
}
