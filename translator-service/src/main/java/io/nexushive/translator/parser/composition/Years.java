package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.reading.CompareRule;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Expr;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** A year against a column of dates is a range of dates. */
final class Years {
  private Years() {}

  static Condition condition(Column column, Expr left, String operator, Object literal) {
    if (!(literal instanceof BigDecimal n) || !CompareRule.isYear(n)) {
      return null;
    }
    boolean text = !column.type().isTemporal();
    Expr start = new Expr.Day(LocalDate.of(n.intValue(), 1, 1), text);
    Expr next = new Expr.Day(LocalDate.of(n.intValue() + 1, 1, 1), text);
    return switch (operator) {
      case "=" ->
          new Condition.And(
              List.of(
                  new Condition.Compare(left, ">=", start),
                  new Condition.Compare(left, "<", next)));
      case "<>" ->
          new Condition.Or(
              List.of(
                  new Condition.Compare(left, "<", start),
                  new Condition.Compare(left, ">=", next)));
      case ">" -> new Condition.Compare(left, ">=", next);
      case ">=" -> new Condition.Compare(left, ">=", start);
      case "<" -> new Condition.Compare(left, "<", start);
      case "<=" -> new Condition.Compare(left, "<", next);
      default -> null;
    };
  }
}
