package io.nexushive.policy.parse;

import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Name;
import io.nexushive.policy.tree.Piece;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.*;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.NamedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.statement.select.Select;

/** Carries function calls over, with windows, filters and orders. */
final class CallReader {
  private final Script script;
  private final ExpressionReader expressions;

  CallReader(Script script, ExpressionReader expressions) {
    this.script = script;
    this.expressions = expressions;
  }

  Expr.Call function(Function function) {
    if (function.getAttribute() != null || function.isEscaped() || function.getKeep() != null) {
      throw new SqlRefused(
          "unsupported",
          "A part of the call of " + function.getName() + " is not supported.",
          expressions.position(function),
          true);
    }
    List<Name> name = new ArrayList<>(2);
    for (String part : function.getMultipartName()) {
      name.add(script.name(part));
    }
    Row inside = new Row();
    inside.word(function.isDistinct(), "DISTINCT");
    List<Expr> arguments = new ArrayList<>(2);
    if (function.getNamedParameters() != null) {
      named(inside, arguments, function.getNamedParameters());
    } else if (function.getParameters() != null) {
      if (function.getParameters() instanceof ParenthesedExpressionList<?> tuple) {
        Expr read = expressions.tuple(tuple);
        arguments.add(read);
        inside.add(read);
      } else {
        arguments(inside, arguments, function.getParameters());
      }
    }
    nulls(
        inside,
        function.isIgnoreNulls() && !function.isIgnoreNullsOutside(),
        function.getNullHandling(),
        function.isIgnoreNullsOutside());
    if (function.getHavingClause() != null) {
      Expr value = expressions.read(function.getHavingClause().getExpression());
      inside
          .word("HAVING")
          .word(String.valueOf(function.getHavingClause().getHavingType()))
          .add(value);
    }
    expressions.orderBy(inside, function.getOrderByElements());
    if (function.getKeywordArguments() != null) {
      for (Function.KeywordArgument argument : function.getKeywordArguments()) {
        Expr value = expressions.read(argument.getExpression());
        inside.word(argument.getKeyword()).add(value);
        arguments.add(value);
      }
    }
    if (function.getLimit() != null && function.getLimit().getRowCount() != null) {
      inside.word("LIMIT").add(expressions.read(function.getLimit().getRowCount()));
    }
    Row after = new Row();
    nullsOutside(after, function.isIgnoreNullsOutside(), function.getNullHandling());
    return new Expr.Call(
        name,
        arguments,
        function.isDistinct(),
        false,
        inside.pieces(),
        after.pieces(),
        expressions.position(function));
  }

  private void arguments(Row inside, List<Expr> arguments, ExpressionList<?> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      Expression parameter = parameters.get(i);
      Expr read =
          parameter instanceof Select select
              ? expressions.argumentQuery(select)
              : expressions.read(parameter);
      arguments.add(read);
      inside.word(i > 0, ",");
      if (read instanceof Expr.Subquery subquery
          && parameters.size() == 1
          && !(parameter instanceof net.sf.jsqlparser.statement.select.ParenthesedSelect)) {
        // The call's own parentheses hold the query: ARRAY(SELECT …).
        inside.add(new Expr.Compound(Expr.Form.OTHER, List.of(bare(subquery))));
      } else {
        inside.add(read);
      }
    }
  }

  private static Piece bare(Expr.Subquery subquery) {
    return new Expr.Subquery(Expr.Subquery.BARE, subquery.query());
  }

  private void named(Row inside, List<Expr> arguments, NamedExpressionList<?> parameters) {
    List<String> names = parameters.getNames();
    for (int i = 0; i < parameters.size(); i++) {
      if (i < names.size() && names.get(i) != null && !names.get(i).isEmpty()) {
        inside.word(names.get(i));
      }
      Expr read = expressions.read(parameters.get(i));
      arguments.add(read);
      inside.add(read);
    }
  }

  private static void nulls(
      Row inside, boolean ignore, Function.NullHandling handling, boolean outside) {
    if (ignore) {
      inside.word("IGNORE NULLS");
    } else if (handling != null && !outside) {
      inside.word(handling.name().replace('_', ' '));
    }
  }

  private static void nullsOutside(Row after, boolean outside, Function.NullHandling handling) {
    if (outside) {
      after.word(handling == null ? "IGNORE NULLS" : handling.name().replace('_', ' '));
    }
  }

  Expr analytic(AnalyticExpression call) {
    Row inside = new Row();
    List<Expr> arguments = new ArrayList<>(3);
    inside.word(call.isDistinct(), "DISTINCT");
    if (call.isAllColumns()) {
      Expr star = new Expr.Star(List.of(), expressions.position(call));
      inside.add(star);
      arguments.add(star);
    }
    for (Expression argument :
        new Expression[] {call.getExpression(), call.getOffset(), call.getDefaultValue()}) {
      if (argument != null) {
        Expr read = expressions.read(argument);
        inside.word(!arguments.isEmpty(), ",").add(read);
        arguments.add(read);
      }
    }
    nulls(
        inside,
        call.isIgnoreNulls() && !call.isIgnoreNullsOutside(),
        call.getNullHandling(),
        call.isIgnoreNullsOutside());
    expressions.orderBy(inside, call.getFuncOrderBy());
    Row after = new Row();
    boolean windowed =
        call.getType() == AnalyticType.OVER || call.getType() == AnalyticType.WITHIN_GROUP_OVER;
    if (call.getType() == AnalyticType.WITHIN_GROUP
        || call.getType() == AnalyticType.WITHIN_GROUP_OVER) {
      after.word("WITHIN GROUP (");
      expressions.orderBy(after, call.getOrderByElements());
      after.word(")");
    }
    if (call.getFilterExpression() != null) {
      after.word("FILTER ( WHERE").add(expressions.read(call.getFilterExpression())).word(")");
    }
    nullsOutside(after, call.isIgnoreNullsOutside(), call.getNullHandling());
    if (windowed) {
      over(after, call);
    }
    return new Expr.Call(
        name(call.getName()),
        arguments,
        call.isDistinct(),
        windowed,
        inside.pieces(),
        after.pieces(),
        expressions.position(call));
  }

  private List<Name> name(String dotted) {
    List<Name> parts = new ArrayList<>(2);
    for (String part : dotted.split("\\.")) {
      parts.add(script.name(part.strip()));
    }
    return parts;
  }

  private void over(Row row, AnalyticExpression call) {
    row.word("OVER");
    if (call.getWindowName() != null) {
      row.word(script.name(call.getWindowName()).raw());
      return;
    }
    row.word("(");
    if (call.getType() == AnalyticType.WITHIN_GROUP_OVER) {
      partition(row, call.getPartitionExpressionList());
    } else {
      WindowDefinition window = call.getWindowDefinition();
      if (window != null) {
        window(row, window);
      } else {
        partition(row, call.getPartitionExpressionList());
        expressions.orderBy(row, call.getOrderByElements());
        frame(row, call.getWindowElement());
      }
    }
    row.word(")");
  }

  /** What stands between the parentheses of a window. */
  void window(Row row, WindowDefinition window) {
    partition(row, window.getPartitionExpressionList());
    expressions.orderBy(row, window.getOrderByElements());
    frame(row, window.getWindowElement());
  }

  private void partition(Row row, ExpressionList<?> list) {
    if (list != null && !list.isEmpty()) {
      row.word("PARTITION BY").list(expressions.all(list));
    }
  }

  private void frame(Row row, WindowElement frame) {
    if (frame == null) {
      return;
    }
    row.word(frame.getType().name());
    if (frame.getOffset() != null) {
      bound(row, frame.getOffset());
    } else {
      row.word("BETWEEN");
      bound(row, frame.getRange().getStart());
      row.word("AND");
      bound(row, frame.getRange().getEnd());
    }
  }

  private void bound(Row row, WindowOffset bound) {
    if (bound.getType() == WindowOffset.Type.CURRENT) {
      row.word("CURRENT ROW");
      return;
    }
    if (bound.getExpression() == null) {
      row.word("UNBOUNDED");
    } else {
      row.add(expressions.read(bound.getExpression()));
    }
    row.word(bound.getType().name());
  }

  Expr groupConcat(MySQLGroupConcat concat) {
    Row inside = new Row();
    inside.word(concat.isDistinct(), "DISTINCT");
    List<Expr> arguments = expressions.all(concat.getExpressionList());
    inside.list(arguments);
    expressions.orderBy(inside, concat.getOrderByElements());
    if (concat.getSeparator() != null) {
      inside.word("SEPARATOR").word(script.restore(concat.getSeparator()));
    }
    return new Expr.Call(
        List.of(Name.plain("GROUP_CONCAT")),
        arguments,
        concat.isDistinct(),
        false,
        inside.pieces(),
        List.of(),
        expressions.position(concat));
  }

  Expr trim(TrimFunction trim) {
    Row inside = new Row();
    List<Expr> arguments = new ArrayList<>(2);
    if (trim.getTrimSpecification() != null) {
      inside.word(trim.getTrimSpecification().name());
    }
    if (trim.getExpression() != null) {
      Expr read = expressions.read(trim.getExpression());
      inside.add(read);
      arguments.add(read);
    }
    if (trim.getFromExpression() != null) {
      Expr read = expressions.read(trim.getFromExpression());
      inside.word(trim.isUsingFromKeyword() ? "FROM" : ",").add(read);
      arguments.add(read);
    }
    return new Expr.Call(
        List.of(Name.plain("TRIM")),
        arguments,
        false,
        false,
        inside.pieces(),
        List.of(),
        expressions.position(trim));
  }
}
