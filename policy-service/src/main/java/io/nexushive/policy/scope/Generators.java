package io.nexushive.policy.scope;

import io.nexushive.policy.document.FunctionList;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Printer;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** Functions that make rows or text out of a number: the number must stand there, and be small. */
final class Generators {
  private static final Pattern COARSE_STEP =
      Pattern.compile("\\b(day|week|month|quarter|year)s?\\b", Pattern.CASE_INSENSITIVE);

  private final Context context;

  Generators(Context context) {
    this.context = context;
  }

  void check(Expr.Call call, String name) {
    if (!FunctionList.isGenerator(name)) {
      return;
    }
    boolean fine =
        switch (name) {
          case "repeat", "lpad", "rpad" -> call.arguments().size() >= 2 && few(call, 1);
          case "space" -> few(call, 0);
          default -> series(call.arguments());
        };
    if (!fine) {
      context.repairable(
          "cost-generated",
          "The function "
              + name
              + " may make at most "
              + context.policy.cost().generatedRows()
              + " rows or characters, counted by numbers in the text.",
          name,
          call.position());
    }
  }

  private boolean few(Expr.Call call, int index) {
    BigDecimal number = number(call.arguments().get(index));
    return number != null && number.compareTo(limit()) <= 0;
  }

  private boolean series(List<Expr> arguments) {
    if (arguments.isEmpty()) {
      return false;
    }
    BigDecimal first = number(arguments.get(0));
    if (arguments.size() == 1) {
      return first != null && first.compareTo(limit()) <= 0;
    }
    BigDecimal last = number(arguments.get(1));
    if (first == null || last == null) {
      return dates(arguments);
    }
    BigDecimal step = arguments.size() > 2 ? number(arguments.get(2)) : BigDecimal.ONE;
    if (step == null || step.signum() == 0) {
      return false;
    }
    return last.subtract(first).abs().compareTo(limit().multiply(step.abs())) <= 0;
  }

  /** A series of dates in steps of days or more, between dates that stand in the text. */
  private static boolean dates(List<Expr> arguments) {
    return arguments.size() == 3
        && constant(arguments.get(0))
        && constant(arguments.get(1))
        && COARSE_STEP.matcher(Printer.print(arguments.get(2))).find()
        && constant(arguments.get(2));
  }

  private static boolean constant(Expr expr) {
    if (expr instanceof Expr.Literal) {
      return true;
    }
    return expr instanceof Expr.Compound compound
        && compound.pieces().stream().allMatch(p -> !(p instanceof Expr inner) || constant(inner));
  }

  private BigDecimal limit() {
    return BigDecimal.valueOf(context.policy.cost().generatedRows());
  }

  private static BigDecimal number(Expr expr) {
    if (expr instanceof Expr.Literal literal && literal.kind() == Expr.Literal.Kind.NUMBER) {
      try {
        return new BigDecimal(literal.text());
      } catch (NumberFormatException e) {
        return null;
      }
    }
    if (expr instanceof Expr.Compound compound
        && compound.form() == Expr.Form.SIGN
        && compound.pieces().size() == 2) {
      return number((Expr) compound.pieces().get(1));
    }
    return null;
  }
}
