package io.nexushive.translator.parser.reading;

import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Slot;

/** What to do with a column that was named and never tested. */
final class Resolver {
  private Resolver() {}

  static void leftOver(Reading r) {
    Slot slot = r.pending;
    r.pending = null;
    if (slot == null) {
      return;
    }
    if (!r.aggregates.isEmpty()) {
      HeadRule.showColumn(r, slot);
      return;
    }
    Node before = slot.at > 0 ? r.nodes.get(slot.at - 1) : null;
    Node beforeThat = slot.at > 1 ? r.nodes.get(slot.at - 2) : null;
    boolean listed =
        before != null
            && (before.is("and", "with", ",", "their", "its")
                || before.is("the")
                    && beforeThat != null
                    && beforeThat.is("and", "with", ",", "also", "show"));
    if (listed && r.depth == 0) {
      HeadRule.showColumn(r, slot);
    } else {
      r.frame.penalty += 0.08;
      r.frame.unknown.add("~" + slot.said);
    }
  }
}
