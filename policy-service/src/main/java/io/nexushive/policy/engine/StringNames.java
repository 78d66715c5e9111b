package io.nexushive.policy.engine;

import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Query;
import io.nexushive.policy.tree.Rewriter;
import java.util.Set;

/**
 * Writes names that SQLite would take for strings as the strings that they are, so that nothing is
 * left to what the warehouse may find under that name.
 */
final class StringNames extends Rewriter {
  private final Set<Expr.ColumnRef> names;

  private StringNames(Set<Expr.ColumnRef> names) {
    this.names = names;
  }

  static Query apply(Query query, Set<Expr.ColumnRef> names) {
    return names.isEmpty() ? query : new StringNames(names).query(query);
  }

  @Override
  public Expr column(Expr.ColumnRef column) {
    return names.contains(column)
        ? new Expr.Literal(
            "'" + column.last().text().replace("'", "''") + "'", Expr.Literal.Kind.STRING)
        : column;
  }
}
