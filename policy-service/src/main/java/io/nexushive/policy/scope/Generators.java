package io.nexushive.policy.scope;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.document.FunctionList;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Printer;
import io.nexushive.policy.tree.Word;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions that make rows or text out of a number: the number must stand there, and be small. */
final class Generators {
  private static final Pattern COARSE_STEP =
      Pattern.compile("\\b(day|week|month|quarter|year)s?\\b", Pattern.CASE_INSENSITIVE);

  /** A directive of printf, or a replacement field in braces. */
  private static final Pattern FIELD =
      Pattern.compile("%[-+ 0#,'(<$.*\\d]*|\\{[^}]*\\}?", Pattern.UNICODE_CASE);

  private static final Pattern MANY_DIGITS = Pattern.compile("\\d{5}");

  /** What dates near today are written with. */
  private static final Set<String> DATE_WORDS =
      Set.of(
          "current_date",
          "current_timestamp",
          "localtimestamp",
          "now",
          "today",
          "date_trunc",
          "datetrunc",
          "date",
          "make_date",
          "date_add",
          "date_sub",
          "timestamp");

  /** What a series of dates counts for beside others: a year of days. */
  private static final double DATES = 366;

  private final Context context;

  Generators(Context context) {
    this.context = context;
  }

  /**
   * Checks a call that makes rows or text out of numbers.
   *
   * @return the most rows that it makes each time; 1 where it makes none
   */
  double rows(Expr.Call call, String name) {
    List<Expr> arguments = call.arguments();
    if (FunctionList.isTemplate(context.dialect(), name)) {
      check(name, call, !arguments.isEmpty() && isNarrow(arguments.get(0)));
      return 1;
    }
    if (!FunctionList.isGenerator(name)) {
      return 1;
    }
    switch (name) {
      case "repeat" -> check(name, call, arguments.size() >= 2 && few(call, 1) && repeats(call));
      case "lpad", "rpad" -> check(name, call, arguments.size() >= 2 && few(call, 1));
      case "bar" -> check(name, call, arguments.size() < 4 || few(call, 3));
      case "space", "factorial" -> check(name, call, few(call, 0));
      default -> {
        double rows = series(name, arguments);
        check(name, call, rows >= 0);
        return Math.max(1, rows);
      }
    }
    return 1;
  }

  private void check(String name, Expr.Call call, boolean fine) {
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

  /** What is repeated may be repeated itself: all of it together stays below the limit's square. */
  private boolean repeats(Expr.Call call) {
    BigDecimal times = number(call.arguments().get(1)).max(BigDecimal.ONE);
    context.repeated = context.repeated.multiply(times);
    return context.repeated.compareTo(limit().multiply(limit())) <= 0;
  }

  /** Whether a template for formatting stands in the text and asks for no wide field. */
  private boolean isNarrow(Expr template) {
    if (!(template instanceof Expr.Literal literal) || literal.kind() != Expr.Literal.Kind.STRING) {
      return false;
    }
    Matcher field = FIELD.matcher(literal.text());
    while (field.find()) {
      String width = field.group();
      if (width.indexOf('*') >= 0 || width.indexOf('{', 1) >= 0) {
        return false;
      }
      for (String digits : width.split("\\D+")) {
        if (!digits.isEmpty() && new BigDecimal(digits).compareTo(limit()) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean few(Expr.Call call, int index) {
    BigDecimal number = number(call.arguments().get(index));
    return number != null && number.compareTo(limit()) <= 0;
  }

  /** How many rows a series has; -1 where that is too many, or not said in the text. */
  private double series(String name, List<Expr> arguments) {
    if (arguments.isEmpty()) {
      return -1;
    }
    BigDecimal first = number(arguments.get(0));
    if (arguments.size() == 1) {
      // SQLite takes one number for the start of a series without an end.
      boolean endless = context.dialect() == Dialect.SQLITE || first == null;
      return endless ? -1 : within(first.abs());
    }
    BigDecimal last = number(arguments.get(1));
    if (first == null || last == null) {
      return dates(name, arguments) ? DATES : -1;
    }
    BigDecimal step = arguments.size() > 2 ? number(arguments.get(2)) : BigDecimal.ONE;
    if (step == null || step.signum() == 0) {
      return -1;
    }
    return within(last.subtract(first).abs().divide(step.abs(), MathContext.DECIMAL32));
  }

  private double within(BigDecimal rows) {
    return rows.compareTo(limit()) <= 0 ? rows.doubleValue() + 1 : -1;
  }

  /** A series of dates in steps of days or more, between dates that are written or near today. */
  private static boolean dates(String name, List<Expr> arguments) {
    boolean steps =
        arguments.size() == 3
            ? COARSE_STEP.matcher(Printer.print(arguments.get(2))).find()
            : arguments.size() == 2 && name.equals("generate_date_array");
    return steps && arguments.stream().allMatch(Generators::isNear);
  }

  /** Whether a date is made of literals and the date of today, none of them beyond four digits. */
  private static boolean isNear(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return !MANY_DIGITS.matcher(literal.text()).find();
    }
    if (expr instanceof Expr.Binary binary) {
      boolean sum = binary.operator().equals("+") || binary.operator().equals("-");
      return sum && isNear(binary.left()) && isNear(binary.right());
    }
    if (expr instanceof Expr.ColumnRef word) {
      String lower = word.last().text().toLowerCase(Locale.ROOT);
      return word.parts().size() == 1
          && (lower.startsWith("current_") || FunctionList.isUnit(lower));
    }
    if (expr instanceof Expr.Call call) {
      return call.after().isEmpty()
          && call.name().size() == 1
          && DATE_WORDS.contains(call.name().get(0).text().toLowerCase(Locale.ROOT))
          && call.arguments().stream().allMatch(Generators::isNear);
    }
    return expr instanceof Expr.Compound compound
        && compound.pieces().stream().allMatch(p -> p instanceof Word || isNear((Expr) p));
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
