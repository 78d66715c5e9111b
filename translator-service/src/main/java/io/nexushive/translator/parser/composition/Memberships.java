package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Relation;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Query;
import java.util.List;

/** Tests whether a row belongs to rows that a nested query finds. */
final class Memberships {
  private final Draft draft;

  Memberships(Draft draft) {
    this.draft = draft;
  }

  Tested exists(Frame.Filter f) {
    return membership(f.table, f.nested, f.negated, f);
  }

  /** Whether a row belongs, or does not, to rows of {@code table} that {@code nested} describes. */
  Tested membership(Table table, Frame nested, boolean negated, Frame.Filter f) {
    Table base =
        draft.frame.subject != null && !draft.frame.subject.isLink()
            ? draft.frame.subject
            : draft.linker.base();
    if (base == table) {
      base = draft.linker.base();
    }
    if (base == table) {
      return amongOwn(nested, negated, f);
    }
    List<Join> path =
        draft
            .schema
            .joins()
            .path(base, table)
            .orElseThrow(() -> new Linker.NotComposed("no keys lead from here to " + table.name()));
    Join first = path.get(0);
    boolean down = first.parent() == base;
    Column own = down ? first.to().get(0) : first.from().get(0);
    Column theirs = down ? first.from().get(0) : first.to().get(0);
    nested.items.clear();
    Frame.Item item = new Frame.Item();
    item.slot = Slot.of(theirs, f.at);
    item.slot.owner = theirs.table();
    nested.items.add(item);
    nested.subject = theirs.table();
    nested.tables.add(table);
    Composer inner = new Composer(draft.schema, nested);
    path.stream()
        .skip(1)
        .forEach(j -> inner.draft().need(j.child() == theirs.table() ? j.parent() : j.child()));
    inner.draft().need(table);
    return new Tested(new Condition.In(draft.col(own), inner.compose(), negated), own, false, f);
  }

  /** Whether what is shown is found, or not, in other rows of the same table. */
  Tested amongOwn(Frame nested, boolean negated, Frame.Filter f) {
    Frame.Item shown =
        draft.frame.items.stream()
            .filter(i -> i.slot != null && i.slot.column != null && i.aggregate == null)
            .findFirst()
            .orElse(null);
    if (shown == null || nested.filters.isEmpty()) {
      throw new Linker.NotComposed("the question asks for something without itself");
    }
    Column column = shown.slot.column;
    nested.items.clear();
    Frame.Item item = new Frame.Item();
    item.slot = Slot.of(column, f.at);
    item.slot.owner = column.table();
    nested.items.add(item);
    nested.subject = column.table();
    draft.distinct = true;
    return new Tested(
        new Condition.In(draft.col(column), new Composer(draft.schema, nested).compose(), negated),
        column,
        false,
        f);
  }

  /** Whether the asker means values that many rows share, rather than rows. */
  static boolean shared(Draft draft) {
    return draft.frame.items.stream()
        .allMatch(
            i ->
                i.aggregate == null
                    && i.slot != null
                    && i.slot.column != null
                    && i.slot.entity == null
                    && !i.slot.column.isKey()
                    && !i.slot.column.table().labels().contains(i.slot.column));
  }

  /** Rows that a link table connects with rows that the nested frame describes. */
  Tested related(Frame.Filter f) {
    Relation relation = f.relation;
    Column key = relation.ends().key().orElse(relation.ends().labels().get(0));
    Frame links = new Frame();
    links.subject = relation.link();
    links.tables.add(relation.link());
    links.items.add(shown(relation.to(), f));
    Frame.Filter end = new Frame.Filter(Frame.Filter.Kind.AMONG, f.at);
    end.slot = Slot.of(relation.from(), f.at);
    end.nested = f.nested;
    f.nested.items.clear();
    f.nested.items.add(shown(key, f));
    if (!f.nested.filters.isEmpty() || f.nested.superlative != null) {
      links.filters.add(end);
    }
    Query query = new Composer(draft.schema, links).compose();
    return new Tested(new Condition.In(draft.col(key), query, f.negated), key, false, f);
  }

  private static Frame.Item shown(Column column, Frame.Filter f) {
    Frame.Item item = new Frame.Item();
    item.slot = Slot.of(column, f.at);
    item.slot.owner = column.table();
    return item;
  }

  Tested among(Frame.Filter f) {
    return new Tested(
        new Condition.In(
            draft.col(f.slot.column), new Composer(draft.schema, f.nested).compose(), f.negated),
        f.slot.column,
        false,
        f);
  }

  Tested inTop(Frame.Filter f) {
    Column key = f.table.key().orElseGet(() -> f.table.labels().get(0));
    Frame nested = f.nested;
    Frame.Item item = new Frame.Item();
    item.slot = Slot.of(key, f.at);
    item.slot.owner = f.table;
    nested.items.clear();
    nested.items.add(item);
    return new Tested(
        new Condition.In(draft.col(key), new Composer(draft.schema, nested).compose(), f.negated),
        key,
        false,
        f);
  }
}
