package io.nexushive.policy.engine;

import io.nexushive.policy.tree.Body;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Query;
import java.math.BigDecimal;

/** Bounds the rows of a query at its top; a smaller bound stays as it is. */
final class RowLimit {
  private RowLimit() {}

  static Query apply(Query query, int rows) {
    if (query.body() instanceof Body.Select select && select.top() != null) {
      return fits(select.top(), rows) ? query : withTop(query, select, rows);
    }
    Query.Limit limit = query.limit();
    if (limit == null) {
      return query.body() instanceof Body.Values
          ? query
          : with(query, new Query.Limit(Query.Limit.Style.LIMIT, number(rows), null));
    }
    if (limit.count() != null && fits(limit.count(), rows)) {
      return query;
    }
    return with(query, new Query.Limit(limit.style(), number(rows), limit.offset()));
  }

  private static boolean fits(Expr count, int rows) {
    if (count instanceof Expr.Literal literal && literal.kind() == Expr.Literal.Kind.NUMBER) {
      try {
        return new BigDecimal(literal.text()).compareTo(BigDecimal.valueOf(rows)) <= 0;
      } catch (NumberFormatException e) {
        return false;
      }
    }
    return false;
  }

  private static Expr number(int rows) {
    return new Expr.Literal(Integer.toString(rows), Expr.Literal.Kind.NUMBER);
  }

  private static Query with(Query query, Query.Limit limit) {
    return new Query(query.with(), query.recursive(), query.body(), query.orderBy(), limit);
  }

  private static Query withTop(Query query, Body.Select s, int rows) {
    Body.Select select =
        new Body.Select(
            s.distinct(),
            s.distinctOn(),
            number(rows),
            s.items(),
            s.from(),
            s.where(),
            s.group(),
            s.having(),
            s.qualify(),
            s.windows());
    return new Query(query.with(), query.recursive(), select, query.orderBy(), query.limit());
  }
}
