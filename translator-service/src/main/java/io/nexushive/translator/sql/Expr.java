package io.nexushive.translator.sql;

import io.nexushive.translator.schema.Column;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Something with a value. */
public sealed interface Expr {
  /** A column of the source named {@code alias}. */
  record Col(String alias, Column column) implements Expr {}

  record Text(String value) implements Expr {}

  record Num(BigDecimal value) implements Expr {}

  record Day(LocalDate value, boolean textColumn) implements Expr {}

  /** {@code COUNT(*)}. */
  record CountRows() implements Expr {}

  /** An aggregate over a value. */
  record Call(Aggregate function, boolean distinct, Expr argument) implements Expr {}

  /** A metric's own expression, over the columns of the source named {@code alias}. */
  record MetricCall(
      String alias, io.nexushive.translator.schema.Table table, String name, String expression)
      implements Expr {}

  /** A date cut down to its month, quarter, … */
  record Bucket(TimeUnit unit, Expr date) implements Expr {}

  record Binary(char operator, Expr left, Expr right) implements Expr {}

  /** An aggregate over all groups together. */
  record Total(Expr aggregate) implements Expr {}

  /** An aggregate of the group before, in the order of {@code by}. */
  record Previous(Expr aggregate, Expr by) implements Expr {}

  /** A part by a whole, null where that is zero. */
  record Quotient(Expr part, Expr whole, boolean percent) implements Expr {}

  /** A query with one row and one column. */
  record Scalar(Query query) implements Expr {}

  /** Aggregates. */
  enum Aggregate {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX
  }

  /** What dates can be cut down to. */
  enum TimeUnit {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR
  }
}
