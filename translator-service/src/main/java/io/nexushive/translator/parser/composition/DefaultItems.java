package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import java.util.List;

/** What is shown where a question names nothing to show. */
final class DefaultItems {
  private final Draft draft;

  DefaultItems(Draft draft) {
    this.draft = draft;
  }

  void add(Table base) {
    if (!draft.frame.items.isEmpty()) {
      return;
    }
    Frame.Superlative s = draft.frame.superlative;
    if (s != null && s.value != null) {
      Frame.Item item = new Frame.Item();
      item.slot = s.value;
      draft.frame.items.add(item);
      return;
    }
    Column place = draft.frame.asksWhere ? place(base) : null;
    if (place != null) {
      Frame.Item item = new Frame.Item();
      item.slot = Slot.of(place, 0);
      item.slot.owner = base;
      draft.frame.items.add(item);
      return;
    }
    Frame.Item item = new Frame.Item();
    Table shown = s != null && s.target != null ? s.target : base;
    item.slot = Slot.of(shown.labels().get(0), 0);
    item.slot.entity = shown;
    item.whole = draft.frame.asksRows;
    item.counted = shown;
    draft.frame.items.add(item);
  }

  /** The column of a table that says draft.where its rows are. */
  private Column place(Table table) {
    for (String concept :
        List.of("location", "place", "address", "city", "county", "state", "country", "region")) {
      for (var link : draft.schema.names().find(List.of(concept))) {
        if (link.target() instanceof Column c
            && c.table() == table
            && link.score() > 0.7
            && !table.labels().contains(c)) {
          return c;
        }
      }
    }
    return null;
  }
}
