package io.nexushive.policy.scope;

import io.nexushive.policy.tree.Body;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Piece;
import io.nexushive.policy.tree.Query;
import java.util.List;

/** Where in the text something begins, as far as it is known: the first name in it. */
final class Places {
  private Places() {}

  /** The place of {@code expr}; -1 where unknown. */
  static int of(Expr expr) {
    if (expr instanceof Expr.ColumnRef column) {
      return column.position();
    }
    if (expr instanceof Expr.Call call) {
      return call.position();
    }
    if (expr instanceof Expr.Star star) {
      return star.position();
    }
    if (expr instanceof Expr.Binary binary) {
      return first(List.of(binary.left(), binary.right()));
    }
    if (expr instanceof Expr.Compound compound) {
      return first(compound.pieces());
    }
    return expr instanceof Expr.Subquery subquery ? of(subquery.query()) : -1;
  }

  /** The place of the first column of a query's result. */
  static int of(Query query) {
    Body body = query.body();
    if (body instanceof Body.Select select) {
      return first(select.items().stream().map(Body.Item::expr).toList());
    }
    if (body instanceof Body.SetOperation operation) {
      return of(operation.parts().get(0));
    }
    return body instanceof Body.Nested nested ? of(nested.query()) : -1;
  }

  private static int first(List<? extends Piece> pieces) {
    for (Piece piece : pieces) {
      int place = piece instanceof Expr expr ? of(expr) : -1;
      if (place >= 0) {
        return place;
      }
    }
    return -1;
  }
}
