package io.nexushive.translator.schema;

import io.nexushive.model.semantic.SemanticModel;
import java.util.List;

/**
 * A key that leads from one table to another.
 *
 * @param from the columns that point
 * @param to the columns that they point at
 * @param modelled what the semantic model says of it; absent where it says nothing
 */
public record Join(List<Column> from, List<Column> to, SemanticModel.Join modelled) {
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

  /** Whether the semantic model prefers it to others between the same tables. */
  boolean isPreferred() {
    return modelled != null && modelled.use() == SemanticModel.Use.PREFERRED;
  }

  /** Words that choose it where there are several. */
  List<String> synonyms() {
    return modelled == null ? List.of() : modelled.synonyms();
  }

  /** Whether a row of {@code table} leads to one row of the other table at most. */
  boolean isSingleFrom(Table table) {
    return table == child()
        || modelled != null && modelled.cardinality() == SemanticModel.Cardinality.ONE_TO_ONE;
  }

  public Table other(Table one) {
    return one == child() ? parent() : child();
  }
}
