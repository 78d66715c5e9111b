package io.nexushive.translator.parser.frame;

import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.NameIndex.Link;
import io.nexushive.translator.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** A place in the query for a column that the question names; resolved when all is read. */
public final class Slot {
  public final List<Link> candidates;
  public final String said;
  public final int at;

  /** The table that the words around it say it belongs to. */
  public Table owner;

  /** The table whose row it names, where a table was said. */
  public Table entity;

  public Column column;

  /** What is shown before it in the same list. */
  public Slot previous;

  public Slot(List<Link> candidates, String said, int at) {
    this.candidates = List.copyOf(candidates);
    this.said = said;
    this.at = at;
  }

  public static Slot of(Column column, int at) {
    Slot slot = new Slot(List.of(new Link(column, 1)), column.spoken(), at);
    slot.column = column;
    return slot;
  }

  public List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    candidates.forEach(l -> columns.add((Column) l.target()));
    return columns;
  }

  public double best() {
    return candidates.isEmpty() ? 0 : candidates.get(0).score();
  }

  public boolean canBe(java.util.function.Predicate<Column> test) {
    return column != null ? test.test(column) : columns().stream().anyMatch(test);
  }

  /** The same mention, for another place of the query. */
  public Slot copy() {
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
