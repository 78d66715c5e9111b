package io.nexushive.translator.parser.reading;

import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Relation;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import java.util.List;

/**
 * "states that border Texas", "people who follow Ann": rows that a link table connects with other
 * rows of the same table.
 */
final class RelationRule implements Rule {
  private static final double SURE = 0.7;

  @Override
  public boolean apply(Reading r) {
    Node node = r.node();
    if (!node.hasSchema() || node.hasValue() && !node.hasSchema()) {
      return false;
    }
    Relation relation = relation(r.schema, node);
    if (relation == null) {
      return false;
    }
    Table subject = r.focus != null ? r.focus : r.frame.subject;
    if (subject == null) {
      if (r.node(1).hasTable() && r.node(1).mention.table().get() == relation.ends()) {
        r.skip(1);
        r.relation = relation;
        return true;
      }
      return false;
    }
    if (subject != relation.ends()) {
      return false;
    }
    int next = 1;
    while (r.is(
            next, "to", "by", "with", "of", "on", "the", "any", "other", "at", "least", "one", "a",
            "state")
        && !r.node(next).hasSchema()) {
      next++;
    }
    Node object = r.node(next);
    boolean counted =
        r.is(next, "most", "least", "fewest", "more") || Comparison.at(r, next) != null;
    if (counted) {
      return false;
    }
    r.skip(next);
    if (r.is(0, "no")) {
      r.negated = true;
      r.skip(1);
    }
    filter(r, relation, object);
    return true;
  }

  /** Reads the other end: a value, or rows with a clause of their own. */
  static void filter(Reading r, Relation relation, Node object) {
    Frame.Filter filter = r.filter(Frame.Filter.Kind.RELATED);
    filter.relation = relation;
    Frame nested = new Frame();
    nested.subject = relation.ends();
    nested.tables.add(relation.ends());
    filter.nested = nested;
    if (object.hasValue() && !object.hasTable()) {
      Frame.Filter value = new Frame.Filter(Frame.Filter.Kind.VALUE, r.at);
      value.hits = object.mention.values();
      value.literal = value.hits.get(0).value();
      value.table = relation.ends();
      nested.filters.add(value);
      r.skip(1);
      return;
    }
    if (object.hasTable() && object.mention.table().get() == relation.ends()) {
      r.skip(1);
    }
    Reader.nested(r, nested);
  }

  static Relation relation(Schema schema, Node node) {
    for (var link : node.mention.links()) {
      Table table =
          link.target() instanceof Table t
              ? t
              : link.target() instanceof Column c && c.isForeign() ? c.table() : null;
      Relation found = link.score() < SURE || table == null ? null : of(schema, table);
      boolean verb =
          found != null && (link.target() instanceof Table || link.target() == found.to());
      if (verb) {
        return found;
      }
    }
    return null;
  }

  private static Relation of(Schema schema, Table table) {
    List<Join> keys =
        schema.joins().of(table).stream()
            .filter(j -> j.child() == table && j.parent() != table && j.from().size() == 1)
            .toList();
    if (keys.size() != 2 || keys.get(0).parent() != keys.get(1).parent() || !table.isLink()) {
      return null;
    }
    return new Relation(
        table, keys.get(0).from().get(0), keys.get(1).from().get(0), keys.get(0).parent());
  }
}
