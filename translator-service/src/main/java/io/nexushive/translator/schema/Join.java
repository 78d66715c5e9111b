package io.nexushive.translator.schema;

import java.util.List;

/**
 * A key that leads from one table to another.
 *
 * @param from the columns that point
 * @param to the columns that they point at
 */
public record Join(List<Column> from, List<Column> to) {
  public Join {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  public Table child() {
    return from.get(0).table();
  }

  public Table parent() {
    return to.get(0).table();
  }

  public Table other(Table one) {
    return one == child() ? parent() : child();
  }
}
