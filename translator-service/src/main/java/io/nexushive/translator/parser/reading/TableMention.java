package io.nexushive.translator.parser.reading;

import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr.Aggregate;

/** Tables: what is shown, whose column is meant, or what a clause is about. */
final class TableMention {
  private TableMention() {}

  static void read(Reading r, Node node) {
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
          ColumnMention.of(r, r.node(), table);
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
    } else if (r.aggregates.contains(Aggregate.SUM) && !r.node().hasSchema()) {
      r.aggregates.clear();
      Frame.Item item = new Frame.Item();
      item.aggregate = Aggregate.COUNT;
      item.counted = table;
      r.frame.items.add(item);
      r.frame.penalty += 0.15;
    }
  }

  static void negatedTable(Reading r, Table table) {
    Frame.Filter filter = r.filter(Frame.Filter.Kind.EXISTS);
    filter.table = table;
    filter.negated = true;
    Frame nested = new Frame();
    nested.subject = table;
    nested.tables.add(table);
    filter.nested = nested;
    Reader.nested(r, nested);
  }

  /** What was named before belongs to {@code table}. */
  static void own(Reading r, Table table) {
    for (Frame.Item item : r.frame.items) {
      if (item.slot != null
          && item.slot.owner == null
          && item.slot.canBe(c -> c.table() == table)) {
        item.slot.owner = table;
      }
    }
  }
}
