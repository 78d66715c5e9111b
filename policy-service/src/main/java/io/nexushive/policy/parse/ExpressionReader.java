package io.nexushive.policy.parse;

import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Expr.Form;
import io.nexushive.policy.tree.Name;
import io.nexushive.policy.tree.Piece;
import io.nexushive.policy.tree.Word;
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

  ExpressionReader(Script script, SelectReader selects) {
    this.script = script;
    this.selects = selects;
    this.calls = new CallReader(script, this);
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

  Expr like(LikeExpression like) {
    Row row = new Row().add(read(like.getLeftExpression()));
    row.word(like.isNot(), "NOT").word(like.getLikeKeyWord().name().replace('_', ' '));
    row.word(like.isUseBinary(), "BINARY").add(read(like.getRightExpression()));
    if (like.getEscape() != null) {
      row.word("ESCAPE").add(read(like.getEscape()));
    }
    return row.as(Form.LIKE);
  }

  Expr similar(SimilarToExpression similar) {
    Row row = new Row().add(read(similar.getLeftExpression()));
    return row.word(similar.isNot(), "NOT")
        .word("SIMILAR TO")
        .add(read(similar.getRightExpression()))
        .as(Form.LIKE);
  }

  Expr distinctFrom(IsDistinctExpression distinct) {
    return new Row()
        .add(read(distinct.getLeftExpression()))
        .word(distinct.isNot() ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM")
        .add(read(distinct.getRightExpression()))
        .as(Form.IS);
  }

  Expr not(NotExpression not) {
    return new Row()
        .word(not.isExclamationMark() ? "!" : "NOT")
        .add(read(not.getExpression()))
        .as(Form.NOT);
  }

  Expr sign(SignedExpression signed) {
    return new Row()
        .word(String.valueOf(signed.getSign()))
        .add(read(signed.getExpression()))
        .as(Form.SIGN);
  }

  Expr between(Between between) {
    return new Row()
        .add(read(between.getLeftExpression()))
        .word(between.isNot(), "NOT")
        .word("BETWEEN")
        .word(between.isUsingSymmetric(), "SYMMETRIC")
        .word(between.isUsingAsymmetric(), "ASYMMETRIC")
        .add(read(between.getBetweenExpressionStart()))
        .word("AND")
        .add(read(between.getBetweenExpressionEnd()))
        .as(Form.BETWEEN);
  }

  Expr in(InExpression in) {
    return new Row()
        .add(read(in.getLeftExpression()))
        .word(in.isNot(), "NOT")
        .word("IN")
        .add(read(in.getRightExpression()))
        .as(Form.IN);
  }

  Expr isNull(IsNullExpression is) {
    String words = is.isNot() ? "IS NOT NULL" : "IS NULL";
    if (is.isUseNotNull()) {
      words = "NOTNULL";
    } else if (is.isUseIsNull()) {
      words = "ISNULL";
    }
    return new Row().add(read(is.getLeftExpression())).word(words).as(Form.IS);
  }

  Expr isBoolean(IsBooleanExpression is) {
    return new Row()
        .add(read(is.getLeftExpression()))
        .word("IS")
        .word(is.isNot(), "NOT")
        .word(is.isTrue() ? "TRUE" : "FALSE")
        .as(Form.IS);
  }

  Expr exists(ExistsExpression exists) {
    Row row = new Row().word(exists.isNot(), "NOT");
    Expr right = read(exists.getRightExpression());
    if (right instanceof Expr.Subquery subquery && subquery.before().isEmpty()) {
      return row.add(new Expr.Subquery("EXISTS", subquery.query())).as(Form.OTHER);
    }
    throw new SqlRefused("unsupported", "EXISTS needs a query.", position(exists), true);
  }

  Expr any(AnyComparisonExpression any) {
    Expr inner = read(any.getSelect());
    if (inner instanceof Expr.Subquery subquery) {
      return new Expr.Subquery(any.getAnyType().name(), subquery.query());
    }
    throw new SqlRefused("unsupported", "ANY needs a query.", position(any), true);
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

  Expr overlaps(OverlapsCondition overlaps) {
    return new Row()
        .add(tuple((ParenthesedExpressionList<?>) overlaps.getLeft()))
        .word("OVERLAPS")
        .add(tuple((ParenthesedExpressionList<?>) overlaps.getRight()))
        .as(Form.OTHER);
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

  /** Pieces in the order in which they are printed. */
  static final class Row {
    private final List<Piece> pieces = new ArrayList<>(8);

    Row word(String text) {
      pieces.add(new Word(text));
      return this;
    }

    Row word(boolean present, String text) {
      return present ? word(text) : this;
    }

    Row add(Piece piece) {
      pieces.add(piece);
      return this;
    }

    Row list(List<Expr> exprs) {
      for (int i = 0; i < exprs.size(); i++) {
        word(i > 0, ",").add(exprs.get(i));
      }
      return this;
    }

    boolean isEmpty() {
      return pieces.isEmpty();
    }

    List<Piece> pieces() {
      return pieces;
    }

    Expr as(Form form) {
      return new Expr.Compound(form, pieces);
    }
  }
}
