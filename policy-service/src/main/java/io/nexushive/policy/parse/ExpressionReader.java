package io.nexushive.policy.parse;

import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Expr.Form;
import io.nexushive.policy.tree.Name;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.*;
import net.sf.jsqlparser.expression.operators.relational.*;
import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FunctionAllColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;

/** Carries expressions over. Each class of the parser has its method, or is refused. */
final class ExpressionReader {
  private final Script script;
  private final SelectReader selects;
  private final CallReader calls;
  private final PredicateReader predicates;

  ExpressionReader(Script script, SelectReader selects) {
    this.script = script;
    this.selects = selects;
    this.calls = new CallReader(script, this);
    this.predicates = new PredicateReader(this);
  }

  Expr read(Expression expression) {
    if (expression == null) {
      throw new SqlRefused("syntax", "An expression is missing.", -1, true);
    }
    SyntaxClasses.ExpressionMethod method = SyntaxClasses.expression(expression.getClass());
    if (method == null) {
      throw new SqlRefused(
          "unsupported",
          "The SQL uses " + expression.getClass().getSimpleName() + ", which is not permitted.",
          position(expression),
          true);
    }
    return method.read(this, expression);
  }

  List<Expr> all(Iterable<? extends Expression> expressions) {
    List<Expr> read = new ArrayList<>();
    for (Expression expression : expressions) {
      read.add(read(expression));
    }
    return read;
  }

  Script script() {
    return script;
  }

  CallReader calls() {
    return calls;
  }

  PredicateReader predicates() {
    return predicates;
  }

  Expr number(Expression value) {
    return new Expr.Literal(value.toString(), Expr.Literal.Kind.NUMBER);
  }

  Expr string(StringValue value) {
    return new Expr.Literal(script.restore(value.toString()), Expr.Literal.Kind.STRING);
  }

  Expr word(Expression value) {
    return new Expr.Literal(value.toString(), Expr.Literal.Kind.WORD);
  }

  /** A unit of time may as well be a column of that name. */
  Expr unit(DateUnitExpression unit) {
    return new Expr.ColumnRef(List.of(Name.plain(unit.toString())), position(unit));
  }

  Expr typed(DateTimeLiteralExpression value) {
    return new Expr.Literal(
        value.getType().name() + " " + script.restore(value.getValue()), Expr.Literal.Kind.TYPED);
  }

  Expr column(Column column) {
    List<Name> parts = parts(column.getTable());
    parts.add(script.name(column.getColumnName()));
    if (column.getTableDelimiter() != null && !column.getTableDelimiter().equals(".")) {
      throw new SqlRefused("unsupported", "Paths are not permitted.", position(column), true);
    }
    return new Expr.ColumnRef(parts, position(column));
  }

  Expr star(AllColumns star) {
    return new Expr.Star(List.of(), position(star));
  }

  Expr tableStar(AllTableColumns star) {
    return new Expr.Star(parts(star.getTable()), position(star));
  }

  Expr functionStar(FunctionAllColumns star) {
    return new Expr.Star(List.of(Name.plain("row")), position(star));
  }

  private List<Name> parts(Table table) {
    List<Name> parts = new ArrayList<>(3);
    if (table != null) {
      List<String> names = table.getNameParts();
      for (int i = names.size() - 1; i >= 0; i--) {
        String part = names.get(i);
        if (part != null && !part.isEmpty()) {
          parts.add(script.name(part));
        }
      }
    }
    return parts;
  }

  Expr binary(BinaryExpression binary) {
    return new Expr.Binary(
        read(binary.getLeftExpression()),
        binary.getStringExpression().trim(),
        read(binary.getRightExpression()));
  }

  Expr sign(SignedExpression signed) {
    return new Row()
        .word(String.valueOf(signed.getSign()))
        .add(read(signed.getExpression()))
        .as(Form.SIGN);
  }

  Expr caseWhen(CaseExpression expression) {
    Row row = new Row().word("CASE");
    if (expression.getSwitchExpression() != null) {
      row.add(read(expression.getSwitchExpression()));
    }
    for (WhenClause when : expression.getWhenClauses()) {
      row.word("WHEN").add(read(when.getWhenExpression()));
      row.word("THEN").add(read(when.getThenExpression()));
    }
    if (expression.getElseExpression() != null) {
      row.word("ELSE").add(read(expression.getElseExpression()));
    }
    return row.word("END").as(Form.CASE);
  }

  Expr cast(CastExpression cast) {
    String type = script.restore(String.valueOf(cast.getColDataType()));
    if (cast.getColumnDefinitions() != null && !cast.getColumnDefinitions().isEmpty()) {
      throw new SqlRefused("unsupported", "A cast to a row is not permitted.", -1, true);
    }
    TypeNames.check(type, position(cast));
    if (cast.isImplicitCast()) {
      return new Row().word(type).add(read(cast.getLeftExpression())).as(Form.CAST);
    }
    if (!cast.isUseCastKeyword()) {
      return new Row().add(read(cast.getLeftExpression())).word("::").word(type).as(Form.CAST);
    }
    Row row = new Row().word(cast.keyword).word("(").add(read(cast.getLeftExpression()));
    row.word("AS").word(type);
    if (cast.getFormat() != null) {
      row.word("FORMAT").word(script.restore(cast.getFormat()));
    }
    return row.word(")").as(Form.CAST);
  }

  Expr convert(TranscodingFunction convert) {
    if (convert.isTranscodeStyle()) {
      throw new SqlRefused("unsupported", "CONVERT … USING is not supported.", -1, true);
    }
    String type = script.restore(String.valueOf(convert.getColDataType()));
    TypeNames.check(type, position(convert));
    return new Row()
        .word(convert.getKeyword() == null ? "CONVERT" : convert.getKeyword())
        .word("(")
        .add(read(convert.getExpression()))
        .word(",")
        .word(type)
        .word(")")
        .as(Form.CAST);
  }

  Expr extract(ExtractExpression extract) {
    return new Row()
        .word("EXTRACT (")
        .word(script.restore(extract.getName()))
        .word("FROM")
        .add(read(extract.getExpression()))
        .word(")")
        .as(Form.EXTRACT);
  }

  Expr interval(IntervalExpression interval) {
    Row row = new Row().word(interval.isUsingIntervalKeyword(), "INTERVAL");
    if (interval.getExpression() != null) {
      row.add(read(interval.getExpression()));
    } else {
      row.word(script.restore(interval.getParameter()));
    }
    if (interval.getIntervalType() != null) {
      row.word(interval.getIntervalType());
    }
    if (interval.getIntervalQualifier() != null) {
      row.word(interval.getIntervalQualifier().toString().strip());
    }
    return row.as(Form.INTERVAL);
  }

  Expr tuple(ParenthesedExpressionList<?> list) {
    return new Row().word("(").list(all(list)).word(")").as(Form.TUPLE);
  }

  Expr row(RowConstructor<?> list) {
    Row row = new Row();
    if (list.getName() != null) {
      row.word(list.getName());
    }
    return row.word("(").list(all(list)).word(")").as(Form.TUPLE);
  }

  Expr array(ArrayConstructor array) {
    return new Row()
        .word(array.isArrayKeyword(), "ARRAY")
        .word("[")
        .list(all(array.getExpressions()))
        .word("]")
        .as(Form.ARRAY);
  }

  Expr index(ArrayExpression index) {
    Row row = new Row().add(read(index.getObjExpression())).word("[");
    if (index.getIndexExpression() != null) {
      row.add(read(index.getIndexExpression()));
    } else {
      if (index.getStartIndexExpression() != null) {
        row.add(read(index.getStartIndexExpression()));
      }
      row.word(":");
      if (index.getStopIndexExpression() != null) {
        row.add(read(index.getStopIndexExpression()));
      }
    }
    return row.word("]").as(Form.INDEX);
  }

  Expr collate(CollateExpression collate) {
    return new Row()
        .add(read(collate.getLeftExpression()))
        .word("COLLATE")
        .word(script.restore(collate.getCollate()))
        .as(Form.OTHER);
  }

  Expr timezone(TimezoneExpression zone) {
    Row row = new Row().add(read(zone.getLeftExpression()));
    for (Expression each : zone.getTimezoneExpressions()) {
      row.word("AT TIME ZONE").add(read(each));
    }
    return row.as(Form.OTHER);
  }

  Expr json(JsonExpression json) {
    Row row = new Row().add(read(json.getExpression()));
    for (var step : json.getIdentList()) {
      row.word(step.getValue()).add(read(step.getKey()));
    }
    return row.as(Form.OTHER);
  }

  Expr struct(StructType struct) {
    if (struct.getParameters() != null && !struct.getParameters().isEmpty()) {
      throw new SqlRefused("unsupported", "A typed struct is not permitted.", -1, true);
    }
    Row row = new Row().word(struct.getKeyword() == null ? "STRUCT" : struct.getKeyword());
    row.word("(");
    for (int i = 0; i < struct.getArguments().size(); i++) {
      SelectItem<?> item = struct.getArguments().get(i);
      row.word(i > 0, ",").add(read(item.getExpression()));
      if (item.getAlias() != null) {
        row.word("AS").word(script.name(item.getAlias().getName()).raw());
      }
    }
    return row.word(")").as(Form.STRUCT);
  }

  Expr subselect(ParenthesedSelect select) {
    return new Expr.Subquery("", selects.nested(select));
  }

  Expr bareSelect(Select select) {
    return new Expr.Subquery("", selects.query(select));
  }

  /** A query that stands directly between a function's parentheses. */
  Expr.Subquery argumentQuery(Select select) {
    return new Expr.Subquery(
        "", select instanceof ParenthesedSelect p ? selects.nested(p) : selects.query(select));
  }

  /** Terms of ORDER BY as they stand inside a call or a window. */
  void orderBy(Row row, List<OrderByElement> elements) {
    if (elements == null || elements.isEmpty()) {
      return;
    }
    row.word("ORDER BY");
    for (int i = 0; i < elements.size(); i++) {
      row.word(i > 0, ",").add(read(elements.get(i).getExpression()));
      String direction = direction(elements.get(i));
      row.word(!direction.isEmpty(), direction);
    }
  }

  static String direction(OrderByElement element) {
    String direction = "";
    if (!element.isAsc()) {
      direction = "DESC";
    } else if (element.isAscDescPresent()) {
      direction = "ASC";
    }
    if (element.getNullOrdering() != null) {
      String nulls = element.getNullOrdering().name().replace('_', ' ');
      direction = direction.isEmpty() ? nulls : direction + " " + nulls;
    }
    return direction;
  }

  int position(Object node) {
    if (node instanceof ASTNodeAccess access
        && access.getASTNode() != null
        && access.getASTNode().jjtGetFirstToken() != null) {
      return script.position(access.getASTNode().jjtGetFirstToken().absoluteBegin);
    }
    return -1;
  }
}
