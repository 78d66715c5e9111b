package io.nexushive.translator.parser.composition;

import io.nexushive.translator.schema.Column;
import io.nexushive.translator.sql.Expr;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Values of questions as literals that fit the column they are compared with. */
final class Literals {
  private Literals() {}

  static Expr of(Column column, Object literal) {
    if (literal instanceof BigDecimal n) {
      return column != null
              && column.isText()
              && !column.isTemporal()
              && !column.source().values().isEmpty()
              && column.source().values().contains(n.toPlainString())
          ? new Expr.Text(n.toPlainString())
          : new Expr.Num(n);
    }
    String text = String.valueOf(literal);
    if (column != null && column.type().isNumeric() && text.matches("-?\\d+(\\.\\d+)?")) {
      return new Expr.Num(new BigDecimal(text));
    }
    if (column != null && text.matches("\\d{4}-\\d{2}-\\d{2}") && column.type().isTemporal()) {
      return new Expr.Day(LocalDate.parse(text), false);
    }
    return new Expr.Text(text);
  }
}
