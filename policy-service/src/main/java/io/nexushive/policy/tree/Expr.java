package io.nexushive.policy.tree;

import java.util.List;

/** An expression. */
public sealed interface Expr extends Piece {

  /** Calls the method that fits. */
  <T> T accept(Visitor<T> visitor);

  /** One method for each kind of expression, so that none is forgotten. */
  interface Visitor<T> {
    T literal(Literal literal);

    T column(ColumnRef column);

    T star(Star star);

    T binary(Binary binary);

    T compound(Compound compound);

    T call(Call call);

    T subquery(Subquery subquery);
  }

  /**
   * A value that stands in the text.
   *
   * @param text as written
   * @param kind what it is
   */
  record Literal(String text, Kind kind) implements Expr {
    /** The kinds of literals. */
    public enum Kind {
      STRING,
      NUMBER,
      /** NULL, TRUE, FALSE, and values like CURRENT_DATE. */
      WORD,
      /** A type and a string, such as DATE '2024-01-31'. */
      TYPED
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.literal(this);
    }
  }

  /**
   * A name that stands for a column, or for a whole row.
   *
   * @param position offset in the submitted text; -1 where unknown
   */
  record ColumnRef(List<Name> parts, int position) implements Expr {
    public Name last() {
      return parts.get(parts.size() - 1);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.column(this);
    }
  }

  /** All columns, of everything or of {@code qualifier}. */
  record Star(List<Name> qualifier, int position) implements Expr {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.star(this);
    }
  }

  /** Two operands and an operator. */
  record Binary(Expr left, String operator, Expr right) implements Expr {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.binary(this);
    }
  }

  /** Any other expression whose parts are read in the same scope. */
  record Compound(Form form, List<Piece> pieces) implements Expr {
    public Compound {
      pieces = List.copyOf(pieces);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.compound(this);
    }
  }

  /** What a {@link Compound} is. */
  enum Form {
    TUPLE,
    NOT,
    SIGN,
    IN,
    BETWEEN,
    LIKE,
    IS,
    CASE,
    CAST,
    EXTRACT,
    INTERVAL,
    ARRAY,
    INDEX,
    STRUCT,
    OTHER
  }

  /**
   * A function call.
   *
   * @param name its parts
   * @param arguments what it is called with
   * @param distinct whether doubles are dropped
   * @param windowed whether it is read over a window
   * @param inside what stands between the parentheses, the arguments included
   * @param after what follows: FILTER, WITHIN GROUP, OVER
   * @param position offset in the submitted text; -1 where unknown
   */
  record Call(
      List<Name> name,
      List<Expr> arguments,
      boolean distinct,
      boolean windowed,
      List<Piece> inside,
      List<Piece> after,
      int position)
      implements Expr {
    public Call {
      inside = List.copyOf(inside);
      after = List.copyOf(after);
      arguments = List.copyOf(arguments);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.call(this);
    }
  }

  /**
   * A query inside an expression.
   *
   * @param before what stands before it: empty, EXISTS, ANY, ALL, SOME, ARRAY
   */
  record Subquery(String before, Query query) implements Expr {
    /** Stands directly between the parentheses of a call, such as ARRAY(SELECT …). */
    public static final String BARE = "()";

    /** Whether its values become a value of the expression, not only a yes or no. */
    public boolean yieldsValues() {
      return before.isEmpty() || before.equals(BARE) || before.equalsIgnoreCase("ARRAY");
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.subquery(this);
    }
  }
}
