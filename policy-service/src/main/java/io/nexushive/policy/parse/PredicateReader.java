package io.nexushive.policy.parse;

import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Expr.Form;
import net.sf.jsqlparser.expression.*;
import net.sf.jsqlparser.expression.operators.relational.*;

/** Carries over what is true or false: comparisons that are more than an operator. */
final class PredicateReader {
  private final ExpressionReader expressions;

  PredicateReader(ExpressionReader expressions) {
    this.expressions = expressions;
  }

  Expr like(LikeExpression like) {
    Row row = new Row().add(expressions.read(like.getLeftExpression()));
    row.word(like.isNot(), "NOT").word(like.getLikeKeyWord().name().replace('_', ' '));
    row.word(like.isUseBinary(), "BINARY").add(expressions.read(like.getRightExpression()));
    if (like.getEscape() != null) {
      row.word("ESCAPE").add(expressions.read(like.getEscape()));
    }
    return row.as(Form.LIKE);
  }

  Expr similar(SimilarToExpression similar) {
    Row row = new Row().add(expressions.read(similar.getLeftExpression()));
    return row.word(similar.isNot(), "NOT")
        .word("SIMILAR TO")
        .add(expressions.read(similar.getRightExpression()))
        .as(Form.LIKE);
  }

  Expr distinctFrom(IsDistinctExpression distinct) {
    return new Row()
        .add(expressions.read(distinct.getLeftExpression()))
        .word(distinct.isNot() ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM")
        .add(expressions.read(distinct.getRightExpression()))
        .as(Form.IS);
  }

  Expr not(NotExpression not) {
    return new Row()
        .word(not.isExclamationMark() ? "!" : "NOT")
        .add(expressions.read(not.getExpression()))
        .as(Form.NOT);
  }

  Expr between(Between between) {
    return new Row()
        .add(expressions.read(between.getLeftExpression()))
        .word(between.isNot(), "NOT")
        .word("BETWEEN")
        .word(between.isUsingSymmetric(), "SYMMETRIC")
        .word(between.isUsingAsymmetric(), "ASYMMETRIC")
        .add(expressions.read(between.getBetweenExpressionStart()))
        .word("AND")
        .add(expressions.read(between.getBetweenExpressionEnd()))
        .as(Form.BETWEEN);
  }

  Expr in(InExpression in) {
    return new Row()
        .add(expressions.read(in.getLeftExpression()))
        .word(in.isNot(), "NOT")
        .word("IN")
        .add(expressions.read(in.getRightExpression()))
        .as(Form.IN);
  }

  Expr isNull(IsNullExpression is) {
    String words = is.isNot() ? "IS NOT NULL" : "IS NULL";
    if (is.isUseNotNull()) {
      words = "NOTNULL";
    } else if (is.isUseIsNull()) {
      words = "ISNULL";
    }
    return new Row().add(expressions.read(is.getLeftExpression())).word(words).as(Form.IS);
  }

  Expr isBoolean(IsBooleanExpression is) {
    return new Row()
        .add(expressions.read(is.getLeftExpression()))
        .word("IS")
        .word(is.isNot(), "NOT")
        .word(is.isTrue() ? "TRUE" : "FALSE")
        .as(Form.IS);
  }

  Expr exists(ExistsExpression exists) {
    Row row = new Row().word(exists.isNot(), "NOT");
    Expr right = expressions.read(exists.getRightExpression());
    if (right instanceof Expr.Subquery subquery && subquery.before().isEmpty()) {
      return row.add(new Expr.Subquery("EXISTS", subquery.query())).as(Form.OTHER);
    }
    throw new SqlRefused(
        "unsupported", "EXISTS needs a query.", expressions.position(exists), true);
  }

  Expr any(AnyComparisonExpression any) {
    Expr inner = expressions.read(any.getSelect());
    if (inner instanceof Expr.Subquery subquery) {
      return new Expr.Subquery(any.getAnyType().name(), subquery.query());
    }
    throw new SqlRefused("unsupported", "ANY needs a query.", expressions.position(any), true);
  }

  Expr overlaps(OverlapsCondition overlaps) {
    return new Row()
        .add(expressions.tuple((ParenthesedExpressionList<?>) overlaps.getLeft()))
        .word("OVERLAPS")
        .add(expressions.tuple((ParenthesedExpressionList<?>) overlaps.getRight()))
        .as(Form.OTHER);
  }
}
