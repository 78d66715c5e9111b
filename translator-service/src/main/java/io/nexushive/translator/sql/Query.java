package io.nexushive.translator.sql;

import io.nexushive.translator.schema.Table;
import java.util.List;

/** A query: one SELECT, or two that are put together. */
public sealed interface Query {
  /** One SELECT. Lists may be empty, {@code limit} and {@code where} may be absent. */
  record Select(
      boolean distinct,
      List<Output> outputs,
      List<Source> sources,
      List<Condition> where,
      List<Expr> groupBy,
      List<Condition> having,
      List<Order> orderBy,
      Integer limit)
      implements Query {
    public Select {
      outputs = List.copyOf(outputs);
      sources = List.copyOf(sources);
      where = List.copyOf(where);
      groupBy = List.copyOf(groupBy);
      having = List.copyOf(having);
      orderBy = List.copyOf(orderBy);
    }
  }

  /** INTERSECT, EXCEPT or UNION. */
  record Combined(Query left, String operator, Query right) implements Query {}

  /** A column of the result; without a name it keeps that of its column. */
  record Output(Expr value, String name) {}

  /**
   * A table under a name, joined by pairs of equal columns to sources before it; the first has
   * none.
   */
  record Source(Table table, String alias, List<Expr.Col[]> on) {
    public Source {
      on = List.copyOf(on);
    }
  }

  record Order(Expr value, boolean descending) {}
}
