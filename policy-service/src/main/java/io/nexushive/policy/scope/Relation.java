package io.nexushive.policy.scope;

import io.nexushive.policy.catalog.ViewTable;
import java.util.List;

/** Something in FROM under its name. */
final class Relation {
  final String alias;
  final String schema;
  final boolean exact;
  final ViewTable table;
  final List<Field> fields;
  final Level level;
  final boolean singleRow;
  final boolean isolated;

  /** How many rows the text makes of it for each stored one. */
  final double generated;

  /** Whether its rows are few however much is stored. */
  final boolean small;

  /** Whether its one column may be written as its name: a function in FROM. */
  final boolean scalar;

  /** Whether its key is met by another relation's column, so that it only adds to that one. */
  boolean lookedUp;

  /** Whether only the condition of its join sees it: it stands right of a semi-join. */
  boolean unseen;

  /** Where in the text it is named; -1 where unknown. */
  int position = -1;

  /** The group of joined relations that it belongs to. */
  Relation joined;

  Relation(
      String alias,
      String schema,
      boolean exact,
      ViewTable table,
      Shape shape,
      boolean small,
      boolean scalar) {
    this.alias = alias;
    this.schema = schema;
    this.exact = exact;
    this.table = table;
    this.fields = shape.fields();
    this.level = shape.level();
    this.singleRow = shape.singleRow();
    this.isolated = shape.isolated();
    this.generated = shape.generated();
    this.small = small;
    this.scalar = scalar;
    this.joined = this;
  }

  Relation root() {
    Relation at = this;
    while (at.joined != at) {
      at = at.joined;
    }
    return at;
  }

  void join(Relation other) {
    other.root().joined = root();
  }

  Field field(String name) {
    for (Field field : fields) {
      if (name.equals(field.name())) {
        return field;
      }
    }
    return null;
  }

  boolean hasForbidden() {
    if (table != null) {
      return table.hasForbidden();
    }
    return fields.stream().flatMap(f -> f.sources().stream()).anyMatch(c -> c.isForbidden());
  }
}
