package io.nexushive.policy.tree;

import java.util.List;

/**
 * A query with what belongs to it as a whole.
 *
 * @param recursive whether WITH RECURSIVE was written
 * @param limit how its size is bounded; {@code null} where it is not
 */
public record Query(
    List<Cte> with, boolean recursive, Body body, List<OrderItem> orderBy, Limit limit) {
  public Query {
    with = List.copyOf(with);
    orderBy = List.copyOf(orderBy);
  }

  /**
   * A common table expression.
   *
   * @param materialized MATERIALIZED, NOT MATERIALIZED or empty
   */
  public record Cte(Name name, List<Name> columns, String materialized, Query query) {}

  /**
   * A term to order by.
   *
   * @param direction ASC, DESC, NULLS FIRST and the like; empty where none
   */
  public record OrderItem(Expr expr, String direction) {}

  /**
   * How many rows there are at most.
   *
   * @param count {@code null} where there is only an offset
   * @param offset {@code null} where there is none
   */
  public record Limit(Style style, Expr count, Expr offset) {
    /** How it is written. */
    public enum Style {
      LIMIT,
      /** The offset first, then a comma. */
      LIMIT_COMMA,
      FETCH
    }
  }
}
