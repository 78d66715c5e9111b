package io.nexushive.translator.parser;

import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.NameIndex.Link;
import io.nexushive.translator.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** A place in the query for a column that the question names; resolved when all is read. */
final class Slot {
  final List<Link> candidates;
  final String said;
  final int at;

  /** The table that the words around it say it belongs to. */
  Table owner;

  /** The table whose row it names, where a table was said. */
  Table entity;

  Column column;

  /** What is shown before it in the same list. */
  Slot previous;

  Slot(List<Link> candidates, String said, int at) {
    this.candidates = List.copyOf(candidates);
    this.said = said;
    this.at = at;
  }

  static Slot of(Column column, int at) {
    Slot slot = new Slot(List.of(new Link(column, 1)), column.spoken(), at);
    slot.column = column;
    return slot;
  }

  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    candidates.forEach(l -> columns.add((Column) l.target()));
    return columns;
  }

  double best() {
    return candidates.isEmpty() ? 0 : candidates.get(0).score();
  }

  boolean canBe(java.util.function.Predicate<Column> test) {
    return column != null ? test.test(column) : columns().stream().anyMatch(test);
  }

  /** The same mention, for another place of the query. */
  Slot copy() {
    Slot slot = new Slot(candidates, said, at);
    slot.owner = owner;
    slot.entity = entity;
    slot.column = column;
    return slot;
  }

  @Override
  public String toString() {
    return said + (column == null ? candidates.toString() : "=" + column);
  }
}
