package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.schema.ValueHit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Values that the data holds. */
final class ValueMention {
  private static final Set<String> ORIGIN =
      Vocabulary.set("origin", "source", "from", "start", "departure", "sender");
  private static final Set<String> DESTINATION =
      Vocabulary.set("destination", "dest", "target", "to", "end", "arrival", "receiver");

  private ValueMention() {}

  static void read(Reading r, Node node) {
    Frame.Filter filter = r.filter(Frame.Filter.Kind.VALUE);
    filter.hits = node.mention.values();
    filter.within =
        r.is(-1, "in", "through", "within", "at", "from")
            || r.is(-1, "the") && r.is(-2, "in", "through");
    filter.literal = node.mention.values().get(0).value();
    Optional<Column> end = end(r, node);
    if (end.isPresent()) {
      filter.slot = Slot.of(end.get(), r.at);
      r.skip(1);
      r.afterOf = false;
      return;
    }
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
      Node before = r.is(-2, "named", "called", "titled", "entitled") ? r.node(-3) : r.node(-2);
      if (before.hasTable()
          && before.mention.table().get() == t
          && filter.hits.stream().anyMatch(h -> h.column().table() == t)) {
        filter.table = t;
      }
    }
    r.afterOf = false;
  }

  /** "from Rome", "to Oslo": of two columns with such values the one of that end of the way. */
  private static Optional<Column> end(Reading r, Node node) {
    Set<String> own = r.is(-1, "from") ? ORIGIN : r.is(-1, "to") ? DESTINATION : Set.of();
    Set<String> other = own == ORIGIN ? DESTINATION : ORIGIN;
    List<Column> held = node.mention.values().stream().map(ValueHit::column).toList();
    return held.stream()
        .filter(c -> c.words().stream().anyMatch(own::contains))
        .filter(
            c ->
                c.table().columns().stream()
                    .anyMatch(o -> o != c && o.words().stream().anyMatch(other::contains)))
        .findFirst();
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
