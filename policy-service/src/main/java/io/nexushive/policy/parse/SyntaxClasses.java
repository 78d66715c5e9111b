package io.nexushive.policy.parse;

import io.nexushive.policy.tree.Expr;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import net.sf.jsqlparser.expression.*;
import net.sf.jsqlparser.expression.operators.arithmetic.*;
import net.sf.jsqlparser.expression.operators.conditional.*;
import net.sf.jsqlparser.expression.operators.relational.*;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.*;

/**
 * The classes of the parser's tree that are permitted, each with what reads it. A class that is not
 * here is refused; a test fails when an upgrade brings one that nobody has looked at.
 */
final class SyntaxClasses {
  private static final Map<Class<?>, ExpressionMethod> EXPRESSIONS = new HashMap<>();

  /** Reads expressions of one class. */
  @FunctionalInterface
  interface ExpressionMethod {
    Expr read(ExpressionReader reader, Expression expression);
  }

  private SyntaxClasses() {}

  static ExpressionMethod expression(Class<?> type) {
    return EXPRESSIONS.get(type);
  }

  static Set<Class<?>> permitted() {
    return Set.copyOf(EXPRESSIONS.keySet());
  }

  private static <E extends Expression> void on(
      Class<E> type, BiFunction<ExpressionReader, E, Expr> method) {
    EXPRESSIONS.put(type, (reader, expression) -> method.apply(reader, type.cast(expression)));
  }

  @SafeVarargs
  private static void binaries(Class<? extends BinaryExpression>... types) {
    for (Class<? extends BinaryExpression> type : types) {
      EXPRESSIONS.put(type, (reader, e) -> reader.binary((BinaryExpression) e));
    }
  }

  static {
    on(LongValue.class, ExpressionReader::number);
    on(DoubleValue.class, ExpressionReader::number);
    on(StringValue.class, ExpressionReader::string);
    on(NullValue.class, ExpressionReader::word);
    on(BooleanValue.class, ExpressionReader::word);
    on(TimeKeyExpression.class, ExpressionReader::word);
    on(AllValue.class, ExpressionReader::word);
    on(DateTimeLiteralExpression.class, ExpressionReader::typed);
    on(DateUnitExpression.class, ExpressionReader::unit);
    on(Column.class, ExpressionReader::column);
    on(AllColumns.class, ExpressionReader::star);
    on(AllTableColumns.class, ExpressionReader::tableStar);
    on(FunctionAllColumns.class, ExpressionReader::functionStar);
    binaries(
        Addition.class,
        Subtraction.class,
        Multiplication.class,
        Division.class,
        IntegerDivision.class,
        Modulo.class,
        Concat.class,
        BitwiseAnd.class,
        BitwiseOr.class,
        BitwiseXor.class,
        BitwiseLeftShift.class,
        BitwiseRightShift.class);
    binaries(
        AndExpression.class,
        OrExpression.class,
        XorExpression.class,
        EqualsTo.class,
        NotEqualsTo.class,
        GreaterThan.class,
        GreaterThanEquals.class,
        MinorThan.class,
        MinorThanEquals.class,
        RegExpMatchOperator.class,
        Matches.class,
        JsonOperator.class,
        Contains.class,
        ContainedBy.class,
        CosineSimilarity.class,
        DoubleAnd.class);
    on(LikeExpression.class, (r, e) -> r.predicates().like(e));
    on(SimilarToExpression.class, (r, e) -> r.predicates().similar(e));
    on(IsDistinctExpression.class, (r, e) -> r.predicates().distinctFrom(e));
    on(NotExpression.class, (r, e) -> r.predicates().not(e));
    on(SignedExpression.class, ExpressionReader::sign);
    on(Between.class, (r, e) -> r.predicates().between(e));
    on(InExpression.class, (r, e) -> r.predicates().in(e));
    on(IsNullExpression.class, (r, e) -> r.predicates().isNull(e));
    on(IsBooleanExpression.class, (r, e) -> r.predicates().isBoolean(e));
    on(ExistsExpression.class, (r, e) -> r.predicates().exists(e));
    on(AnyComparisonExpression.class, (r, e) -> r.predicates().any(e));
    on(CaseExpression.class, ExpressionReader::caseWhen);
    on(CastExpression.class, ExpressionReader::cast);
    on(ExtractExpression.class, ExpressionReader::extract);
    on(IntervalExpression.class, ExpressionReader::interval);
    on(ParenthesedExpressionList.class, ExpressionReader::tuple);
    on(RowConstructor.class, ExpressionReader::row);
    on(ArrayConstructor.class, ExpressionReader::array);
    on(ArrayExpression.class, ExpressionReader::index);
    on(TranscodingFunction.class, ExpressionReader::convert);
    on(CollateExpression.class, ExpressionReader::collate);
    on(TimezoneExpression.class, ExpressionReader::timezone);
    on(JsonExpression.class, ExpressionReader::json);
    on(StructType.class, ExpressionReader::struct);
    on(OverlapsCondition.class, (r, e) -> r.predicates().overlaps(e));
    on(net.sf.jsqlparser.expression.Function.class, (r, f) -> r.calls().function(f));
    on(AnalyticExpression.class, (r, a) -> r.calls().analytic(a));
    on(MySQLGroupConcat.class, (r, g) -> r.calls().groupConcat(g));
    on(TrimFunction.class, (r, t) -> r.calls().trim(t));
    on(ParenthesedSelect.class, ExpressionReader::subselect);
  }
}
