package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Settles which column each mention of a frame means. */
final class Disambiguation {
  private final Draft draft;

  Disambiguation(Draft draft) {
    this.draft = draft;
  }

  void resolveAll() {
    draft.frame.items.forEach(this::preferOwnColumn);
    draft.frame.filters.forEach(this::settleByValue);
    List<Slot> slots = new ArrayList<>();
    draft.frame.items.forEach(i -> add(slots, i.slot));
    draft.frame.groups.forEach(g -> add(slots, g.slot()));
    draft.frame.filters.stream()
        .filter(f -> f.kind != Frame.Filter.Kind.COUNT || f.table == null)
        .forEach(f -> add(slots, f.slot));
    draft.frame.sorts.forEach(s -> add(slots, s.slot()));
    if (draft.frame.superlative != null) {
      add(slots, draft.frame.superlative.by);
      add(slots, draft.frame.superlative.value);
    }
    slots.stream()
        .filter(s -> s.owner != null || s.candidates.size() == 1)
        .forEach(draft.linker::resolve);
    slots.forEach(draft.linker::resolve);
  }

  /**
   * "the grape, price and year": words that could be a table are a column draft.where the rest of
   * the list stands in another table that has such a column.
   */
  void preferSharedTable() {
    if (draft.frame.items.size() < 2) {
      return;
    }
    for (Frame.Item item : draft.frame.items) {
      if (item.asColumn == null || item.counted == null || item.aggregate != null) {
        continue;
      }
      Table own = item.counted;
      List<Frame.Item> others = draft.frame.items.stream().filter(i -> i != item).toList();
      boolean inOwn =
          others.stream().anyMatch(i -> i.slot == null || i.slot.canBe(c -> c.table() == own));
      if (inOwn) {
        continue;
      }
      item.asColumn.candidates.stream()
          .filter(l -> l.score() >= 0.8)
          .map(l -> (Column) l.target())
          .filter(c -> c.table() != own)
          .filter(c -> others.stream().allMatch(i -> i.slot.canBe(o -> o.table() == c.table())))
          .findFirst()
          .ifPresent(
              c -> {
                item.slot = Slot.of(c, item.slot.at);
                item.slot.owner = c.table();
                item.counted = null;
                item.asColumn = null;
                item.whole = false;
                draft.frame.tables.remove(own);
                if (draft.frame.subject == own) {
                  draft.frame.subject = c.table();
                }
              });
    }
  }

  /** Words that name a table and also a column of the table that is spoken of mean the column. */
  private void preferOwnColumn(Frame.Item item) {
    Table base = draft.linker.base();
    if (item.asColumn == null || item.counted == base || item.aggregate != null) {
      return;
    }
    item.asColumn.candidates.stream()
        .filter(l -> l.score() >= 0.8)
        .map(l -> (Column) l.target())
        .filter(c -> c.table() == base && !c.isForeign())
        .findFirst()
        .ifPresent(
            c -> {
              item.slot = Slot.of(c, item.slot.at);
              item.slot.owner = base;
              item.counted = null;
              item.whole = false;
              draft.frame.tables.removeIf(
                  t -> t != base && item.asColumn.said.contains(t.spoken()));
            });
  }

  /** Of the columns that a mention may mean, the one that holds the value is meant. */
  private void settleByValue(Frame.Filter filter) {
    if (filter.slot == null || filter.slot.column != null || filter.hits.isEmpty()) {
      return;
    }
    filter.slot.candidates.stream()
        .map(l -> (Column) l.target())
        .filter(c -> filter.hits.stream().anyMatch(h -> h.column() == c))
        .max(Comparator.comparingInt(c -> c.table() == draft.linker.base() ? 1 : 0))
        .ifPresent(c -> filter.slot.column = c);
  }

  private static void add(List<Slot> slots, Slot slot) {
    if (slot != null && !slot.candidates.isEmpty()) {
      slots.add(slot);
    }
  }
}
