package io.nexushive.policy.tree;

import java.util.List;

/** What a query is made of. */
public sealed interface Body {

  /** Calls the method that fits. */
  <T> T accept(Visitor<T> visitor);

  /** One method for each kind of body. */
  interface Visitor<T> {
    T select(Select select);

    T setOperation(SetOperation operation);

    T values(Values values);

    T nested(Nested nested);
  }

  /**
   * One SELECT.
   *
   * @param distinct DISTINCT, ALL or empty
   * @param distinctOn the terms of DISTINCT ON
   * @param top the expression of TOP; {@code null} where there is none
   * @param from {@code null} where nothing is read
   * @param group {@code null} where nothing is grouped
   * @param windows WINDOW clauses
   */
  record Select(
      String distinct,
      List<Expr> distinctOn,
      Expr top,
      List<Item> items,
      From from,
      Expr where,
      Group group,
      Expr having,
      Expr qualify,
      List<Window> windows)
      implements Body {
    public Select {
      distinctOn = List.copyOf(distinctOn);
      items = List.copyOf(items);
      windows = List.copyOf(windows);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.select(this);
    }
  }

  /** A column of the result; {@code alias} is {@code null} where it has no name of its own. */
  record Item(Expr expr, Name alias) {}

  /**
   * What rows are grouped by.
   *
   * @param terms every expression that decides on a group
   * @param pieces as it is printed after GROUP BY
   */
  record Group(List<Expr> terms, List<Piece> pieces, boolean all) {}

  /** A named window. */
  record Window(Name name, List<Piece> pieces) {}

  /**
   * UNION, INTERSECT and EXCEPT.
   *
   * @param operators between the parts, one fewer than {@code parts}
   */
  record SetOperation(List<Query> parts, List<String> operators) implements Body {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.setOperation(this);
    }
  }

  /** Rows that stand in the text. */
  record Values(List<Expr> rows) implements Body {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.values(this);
    }
  }

  /** A query in parentheses. */
  record Nested(Query query) implements Body {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.nested(this);
    }
  }
}
