package io.nexushive.translator.backtranslation;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.translator.backtranslation.SqlFacts.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperation;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.util.TablesNamesFinder;

/** Walks through a whole tree, as the library's own search for tables does, and notes its facts. */
final class FactFinder extends TablesNamesFinder<Void> {
  private static final Set<String> AGGREGATES = Set.of("COUNT", "SUM", "AVG", "MIN", "MAX");
  private static final Set<String> TIME =
      Set.of("NOW", "DATE", "DATE_TRUNC", "DATE_SUB", "DATE_ADD", "DATEADD", "STRFTIME", "YEAR");

  private final TableNames names;
  private final List<Column> columns = new ArrayList<>();
  private final Set<String> aggregates = new HashSet<>();
  private final List<SqlFacts.Filter> filters = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();
  private final Set<String> literals = new HashSet<>();
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
  private Long limit;

  private record Comparison(Expression left, boolean equality, List<String> values) {}

  private FactFinder(TableNames names) {
    this.names = names;
  }

  /** The facts of {@code select}; the tables that it reads are added to {@code names}. */
  static SqlFacts of(Select select, TableNames names) {
    FactFinder finder = new FactFinder(names);
    finder.getTables((Statement) select);
    return finder.facts();
  }

  /** Names are known once everything has been seen: a select list stands before its tables. */
  private SqlFacts facts() {
    Map<CatalogTable, Set<CatalogTable.Column>> used = new LinkedHashMap<>();
    names.tables().forEach(t -> used.put(t, new LinkedHashSet<>()));
    for (Column column : columns) {
      names
          .of(column)
          .ifPresent(t -> TableNames.column(t, column).ifPresent(c -> used.get(t).add(c)));
    }
    for (Comparison comparison : comparisons) {
      Column column = column(comparison.left());
      CatalogTable table = column == null ? null : names.of(column).orElse(null);
      filters.add(
          new SqlFacts.Filter(
              table,
              table == null ? null : TableNames.column(table, column).orElse(null),
              comparison.equality(),
              comparison.values()));
    }
    return new SqlFacts(used, aggregates, filters, literals, traits, limit);
  }

  @Override
  public <S> Void visit(Column column, S context) {
    names.place(column);
    columns.add(column);
    if (column.getColumnName().startsWith("\"") && names.of(column).isEmpty()) {
      // Several dialects take a name that is none for a text.
      literals.add(TableNames.unquoted(column.getColumnName()).toLowerCase(Locale.ROOT));
    }
    return super.visit(column, context);
  }

  @Override
  public <S> Void visit(PlainSelect select, S context) {
    names.enter(select);
    if (select.getGroupBy() != null) {
      traits.add(Trait.GROUPS);
      select.getGroupBy().getGroupByExpressionList().forEach(this::look);
    }
    ordered(select);
    if (select.getTop() != null) {
      take(select.getTop().getExpression());
    }
    super.visit(select, context);
    names.leave();
    return null;
  }

  @Override
  public <S> Void visit(ParenthesedSelect select, S context) {
    traits.add(Trait.NESTS);
    ordered(select);
    return super.visit(select, context);
  }

  @Override
  public <S> Void visit(SetOperationList list, S context) {
    traits.add(Trait.NESTS);
    for (SetOperation operation : list.getOperations()) {
      String name = operation.toString().toUpperCase(Locale.ROOT);
      if (name.startsWith("EXCEPT") || name.startsWith("MINUS")) {
        traits.add(Trait.NEGATES);
      }
    }
    ordered(list);
    return super.visit(list, context);
  }

  private void ordered(Select select) {
    if (select.getOrderByElements() != null) {
      traits.add(Trait.ORDERS);
      select.getOrderByElements().stream().map(OrderByElement::getExpression).forEach(this::look);
    }
    if (select.getLimit() != null && select.getLimit().getRowCount() != null) {
      take(select.getLimit().getRowCount());
    }
    if (select.getFetch() != null) {
      take(select.getFetch().getExpression());
    }
  }

  private void look(Object expression) {
    ((Expression) expression).accept(this, null);
  }

  private void take(Expression count) {
    if (count instanceof LongValue value) {
      limit = value.getValue();
      literals.add(value.getStringValue());
    }
  }

  @Override
  public <S> Void visit(Function function, S context) {
    String name = function.getName().toUpperCase(Locale.ROOT);
    if (AGGREGATES.contains(name)) {
      aggregates.add(name);
    }
    if (TIME.contains(name) || name.startsWith("CURRENT")) {
      traits.add(Trait.USES_TIME);
    }
    return super.visit(function, context);
  }

  @Override
  public <S> Void visit(AnalyticExpression window, S context) {
    traits.add(Trait.RANKS);
    String name = window.getName().toUpperCase(Locale.ROOT);
    if (AGGREGATES.contains(name)) {
      aggregates.add(name);
    }
    return super.visit(window, context);
  }

  @Override
  public <S> Void visit(TimeKeyExpression now, S context) {
    traits.add(Trait.USES_TIME);
    return super.visit(now, context);
  }

  @Override
  public <S> Void visit(IntervalExpression interval, S context) {
    traits.add(Trait.USES_TIME);
    if (interval.getParameter() != null) {
      literals.add(interval.getParameter().replace("'", "").replaceAll("\\D+$", "").strip());
    }
    return super.visit(interval, context);
  }

  @Override
  public <S> Void visit(DateTimeLiteralExpression date, S context) {
    literals.add(SqlWords.literal(date));
    return super.visit(date, context);
  }

  @Override
  public <S> Void visit(StringValue value, S context) {
    literals.add(value.getValue().toLowerCase(Locale.ROOT));
    return super.visit(value, context);
  }

  @Override
  public <S> Void visit(LongValue value, S context) {
    literals.add(value.getStringValue());
    return super.visit(value, context);
  }

  @Override
  public <S> Void visit(DoubleValue value, S context) {
    literals.add(SqlWords.literal(value));
    return super.visit(value, context);
  }

  @Override
  public <S> Void visit(NotExpression not, S context) {
    traits.add(Trait.NEGATES);
    return super.visit(not, context);
  }

  @Override
  public <S> Void visit(IsNullExpression isNull, S context) {
    if (!isNull.isNot()) {
      traits.add(Trait.NEGATES);
    }
    return super.visit(isNull, context);
  }

  @Override
  public <S> Void visit(ExistsExpression exists, S context) {
    if (exists.isNot()) {
      traits.add(Trait.NEGATES);
    }
    return super.visit(exists, context);
  }

  @Override
  public <S> Void visit(Between between, S context) {
    traits.add(Trait.COMPARES);
    compared(
        between.getLeftExpression(),
        false,
        List.of(between.getBetweenExpressionStart(), between.getBetweenExpressionEnd()));
    return super.visit(between, context);
  }

  @Override
  public <S> Void visit(InExpression in, S context) {
    if (in.isNot()) {
      traits.add(Trait.NEGATES);
    }
    if (in.getRightExpression() instanceof ExpressionList<?> options) {
      compared(in.getLeftExpression(), true, options);
    }
    return super.visit(in, context);
  }

  @Override
  public <S> Void visit(LikeExpression like, S context) {
    if (like.isNot()) {
      traits.add(Trait.NEGATES);
    }
    compared(like.getLeftExpression(), false, List.of(like.getRightExpression()));
    return super.visit(like, context);
  }

  @Override
  public void visitBinaryExpression(BinaryExpression binary) {
    if (binary instanceof ComparisonOperator) {
      boolean equality = binary instanceof EqualsTo || binary instanceof NotEqualsTo;
      if (!equality) {
        traits.add(Trait.COMPARES);
      } else if (binary instanceof NotEqualsTo) {
        traits.add(Trait.NEGATES);
      }
      boolean turned = SqlWords.isLiteral(binary.getLeftExpression());
      compared(
          turned ? binary.getRightExpression() : binary.getLeftExpression(),
          equality,
          List.of(turned ? binary.getLeftExpression() : binary.getRightExpression()));
    } else if (binary instanceof Division) {
      traits.add(Trait.DIVIDES);
    }
    super.visitBinaryExpression(binary);
  }

  private void compared(Expression left, boolean equality, List<? extends Expression> right) {
    List<String> values =
        right.stream().filter(SqlWords::isLiteral).map(SqlWords::literal).toList();
    if (!values.isEmpty()) {
      comparisons.add(new Comparison(left, equality, values));
    }
  }

  /** The column that is compared, where it is one or a form of one. */
  private static Column column(Expression compared) {
    if (compared instanceof Column column) {
      return column;
    }
    if (compared instanceof CastExpression cast) {
      return column(cast.getLeftExpression());
    }
    if (compared instanceof SignedExpression signed) {
      return column(signed.getExpression());
    }
    boolean form =
        compared instanceof Function function
            && function.getParameters() != null
            && function.getParameters().size() == 1
            && !AGGREGATES.contains(function.getName().toUpperCase(Locale.ROOT));
    return form ? column((Expression) ((Function) compared).getParameters().get(0)) : null;
  }
}
