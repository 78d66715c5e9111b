package io.nexushive.translator.backtranslation;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.translator.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;

/** Says expressions in words. What it has no words for it quotes as it stands. */
final class SqlWords {
  private static final Map<String, String> AGGREGATES =
      Map.of("SUM", "total", "AVG", "average", "MIN", "lowest", "MAX", "highest");
  private static final Map<String, String> COMPARISONS =
      Map.ofEntries(
          Map.entry("=", "is"),
          Map.entry("<>", "is not"),
          Map.entry("!=", "is not"),
          Map.entry(">", "is above"),
          Map.entry(">=", "is at least"),
          Map.entry("<", "is below"),
          Map.entry("<=", "is at most"));
  private static final Map<String, String> PERIODS =
      Map.of("%Y", "year", "%m", "month", "%Y-%m", "month", "%Y-%m-%d", "day", "%d", "day");

  private final TableNames names;

  SqlWords(TableNames names) {
    this.names = names;
  }

  static boolean isLiteral(Expression e) {
    return e instanceof StringValue
        || e instanceof LongValue
        || e instanceof DoubleValue
        || e instanceof DateTimeLiteralExpression
        || e instanceof SignedExpression signed && isLiteral(signed.getExpression())
        || e instanceof CastExpression cast && isLiteral(cast.getLeftExpression());
  }

  /** A literal as the data hold it, lower case. */
  static String literal(Expression e) {
    if (e instanceof StringValue text) {
      return text.getValue().toLowerCase(Locale.ROOT);
    }
    if (e instanceof DateTimeLiteralExpression date) {
      return date.getValue().replace("'", "");
    }
    if (e instanceof CastExpression cast) {
      return literal(cast.getLeftExpression());
    }
    if (e instanceof DoubleValue number) {
      return java.math.BigDecimal.valueOf(number.getValue()).stripTrailingZeros().toPlainString();
    }
    return e.toString();
  }

  /** The parts of a condition that hold together. */
  List<String> conditions(Expression e) {
    if (e == null) {
      return List.of();
    }
    if (e instanceof AndExpression and) {
      List<String> both = new ArrayList<>(conditions(and.getLeftExpression()));
      both.addAll(conditions(and.getRightExpression()));
      return both;
    }
    return List.of(of(e));
  }

  String of(Expression e) {
    if (e instanceof Column column) {
      return column(column);
    }
    if (e instanceof StringValue text) {
      return "'" + text.getValue() + "'";
    }
    if (isLiteral(e)) {
      return literal(e);
    }
    if (e instanceof Function function) {
      return function(function);
    }
    if (e instanceof CastExpression cast) {
      return of(cast.getLeftExpression());
    }
    if (e instanceof ExtractExpression part) {
      return "the " + part.getName().toLowerCase(Locale.ROOT) + " of " + of(part.getExpression());
    }
    if (e instanceof Select select) {
      return "(" + String.join(" ", Restatement.sentences(select, names)) + ")";
    }
    if (e instanceof ExpressionList<?> list) {
      String all = list.stream().map(this::of).collect(Collectors.joining(", "));
      boolean alternatives =
          list.size() == 1
              && (list.get(0) instanceof OrExpression || list.get(0) instanceof BinaryExpression);
      return alternatives ? "(" + all + ")" : all;
    }
    return condition(e);
  }

  private String condition(Expression e) {
    if (e instanceof AndExpression) {
      return String.join(" and ", conditions(e));
    }
    if (e instanceof OrExpression or) {
      return of(or.getLeftExpression()) + " or " + of(or.getRightExpression());
    }
    if (e instanceof NotExpression not) {
      return "not " + of(not.getExpression());
    }
    if (e instanceof LikeExpression like) {
      return of(like.getLeftExpression())
          + (like.isNot() ? " does not match " : " matches ")
          + of(like.getRightExpression());
    }
    if (e instanceof BinaryExpression binary) {
      String sign = binary.getStringExpression();
      return of(binary.getLeftExpression())
          + " "
          + COMPARISONS.getOrDefault(sign, sign)
          + " "
          + of(binary.getRightExpression());
    }
    if (e instanceof Between between) {
      return of(between.getLeftExpression())
          + (between.isNot() ? " does not lie between " : " lies between ")
          + of(between.getBetweenExpressionStart())
          + " and "
          + of(between.getBetweenExpressionEnd());
    }
    if (e instanceof InExpression in) {
      boolean query = in.getRightExpression() instanceof ParenthesedSelect;
      String is =
          in.isNot()
              ? query ? " is not among " : " is none of "
              : query ? " is among " : " is one of ";
      return of(in.getLeftExpression()) + is + of(in.getRightExpression());
    }
    if (e instanceof IsNullExpression isNull) {
      return of(isNull.getLeftExpression()) + (isNull.isNot() ? " is known" : " is not known");
    }
    if (e instanceof ExistsExpression exists) {
      return (exists.isNot() ? "there is none of " : "there is one of ")
          + of(exists.getRightExpression());
    }
    return e.toString();
  }

  private String function(Function function) {
    String name = function.getName().toUpperCase(Locale.ROOT);
    List<? extends Expression> arguments =
        function.getParameters() == null ? List.of() : function.getParameters();
    if (name.equals("COUNT")) {
      boolean rows =
          function.isAllColumns() || arguments.isEmpty() || !(arguments.get(0) instanceof Column);
      return rows && !function.isDistinct()
          ? "the number of rows"
          : "the number of " + (function.isDistinct() ? "different " : "") + all(arguments);
    }
    if (AGGREGATES.containsKey(name) && arguments.size() == 1) {
      return "the "
          + AGGREGATES.get(name)
          + " "
          + (function.isDistinct() ? "different " : "")
          + of(arguments.get(0));
    }
    Optional<String> period = period(name, arguments);
    return period.orElseGet(
        () -> function.getName().toLowerCase(Locale.ROOT) + "(" + all(arguments) + ")");
  }

  /** Dates that are cut down to a period. */
  private Optional<String> period(String name, List<? extends Expression> arguments) {
    if (name.equals("STRFTIME") && arguments.size() == 2) {
      return Optional.ofNullable(PERIODS.get(text(arguments.get(0))))
          .map(unit -> "the " + unit + " of " + of(arguments.get(1)));
    }
    if (name.equals("DATE_TRUNC") && arguments.size() == 2) {
      boolean unitFirst = arguments.get(0) instanceof StringValue;
      return Optional.of(
          "the "
              + literal(arguments.get(unitFirst ? 0 : 1)).toLowerCase(Locale.ROOT)
              + " of "
              + of(arguments.get(unitFirst ? 1 : 0)));
    }
    boolean unit = List.of("YEAR", "QUARTER", "MONTH", "DAY").contains(name);
    return unit && arguments.size() == 1
        ? Optional.of("the " + name.toLowerCase(Locale.ROOT) + " of " + of(arguments.get(0)))
        : Optional.empty();
  }

  private static String text(Expression e) {
    return e instanceof StringValue value ? value.getValue() : "";
  }

  private String all(List<? extends Expression> expressions) {
    return expressions.stream().map(this::of).collect(Collectors.joining(", "));
  }

  private String column(Column column) {
    String spoken = spoken(TableNames.unquoted(column.getColumnName()));
    String table = names.of(column).map(SqlWords::spoken).orElse("");
    List<String> words = List.of(spoken.split(" "));
    boolean says = table.isEmpty() || List.of(table.split(" ")).stream().anyMatch(words::contains);
    return says ? spoken : table + " " + spoken;
  }

  static String spoken(CatalogTable table) {
    return Words.ofName(table.name()).stream()
        .map(Words::singular)
        .collect(Collectors.joining(" "));
  }

  static String spoken(String name) {
    return String.join(" ", Words.ofName(name));
  }
}
