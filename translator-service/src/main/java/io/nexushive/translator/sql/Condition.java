package io.nexushive.translator.sql;

import java.util.List;

/** Something that holds for a row or not. */
public sealed interface Condition {
  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }
  }

  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** {@code operator} is one of {@code = <> < <= > >=}. */
  record Compare(Expr left, String operator, Expr right) implements Condition {}

  record Between(Expr value, Expr low, Expr high) implements Condition {}

  record Like(Expr value, String pattern, boolean negated) implements Condition {}

  record Null(Expr value, boolean negated) implements Condition {}

  record In(Expr value, Query query, boolean negated) implements Condition {}

  record OneOf(Expr value, List<Expr> options, boolean negated) implements Condition {
    public OneOf {
      options = List.copyOf(options);
    }
  }
}
