package io.nexushive.policy.parse;

import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Body;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Name;
import io.nexushive.policy.tree.Query;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;

/** Carries queries over. */
final class SelectReader {
  private final Script script;
  private final ExpressionReader expressions;
  private final FromReader froms;

  SelectReader(Script script) {
    this.script = script;
    this.expressions = new ExpressionReader(script, this);
    this.froms = new FromReader(script, this, expressions);
  }

  Query query(Select select) {
    refuseLocks(select);
    List<Query.Cte> with = new ArrayList<>();
    boolean recursive = false;
    if (select.getWithItemsList() != null) {
      for (WithItem<?> item : select.getWithItemsList()) {
        recursive |= item.isRecursive();
        with.add(cte(item));
      }
    }
    Query query =
        new Query(
            with, recursive, body(select), orderBy(select.getOrderByElements()), limit(select));
    return query.body() instanceof Body.SetOperation operation ? whole(query, operation) : query;
  }

  /**
   * The parser gives what follows the last part of a set operation to that part; it belongs to the
   * whole, where ORDER BY sees the result's columns and LIMIT bounds all parts.
   */
  private static Query whole(Query query, Body.SetOperation operation) {
    List<Query> parts = new ArrayList<>(operation.parts());
    Query last = parts.get(parts.size() - 1);
    for (Query part : parts) {
      boolean ends = !part.orderBy().isEmpty() || part.limit() != null;
      if (ends && (part != last || !query.orderBy().isEmpty() || query.limit() != null)) {
        throw new SqlRefused(
            "syntax", "ORDER BY and LIMIT of a part need parentheses around the part.", -1, true);
      }
    }
    if (last.orderBy().isEmpty() && last.limit() == null) {
      return query;
    }
    parts.set(
        parts.size() - 1, new Query(last.with(), last.recursive(), last.body(), List.of(), null));
    return new Query(
        query.with(),
        query.recursive(),
        new Body.SetOperation(parts, operation.operators()),
        last.orderBy(),
        last.limit());
  }

  /** The query inside parentheses. */
  Query nested(ParenthesedSelect parenthesed) {
    boolean plain =
        isEmpty(parenthesed.getOrderByElements())
            && isEmpty(parenthesed.getWithItemsList())
            && parenthesed.getLimit() == null
            && parenthesed.getOffset() == null
            && parenthesed.getFetch() == null;
    return plain ? query(parenthesed.getSelect()) : query((Select) parenthesed);
  }

  private static boolean isEmpty(List<?> list) {
    return list == null || list.isEmpty();
  }

  private static void refuseLocks(Select select) {
    if (select.getForMode() != null || select.getForUpdate() != null) {
      throw new SqlRefused("read-only", "Locking rows is not permitted.", -1, false);
    }
  }

  private Query.Cte cte(WithItem<?> item) {
    if (!(item.getParenthesedStatement() instanceof ParenthesedSelect select)) {
      throw new SqlRefused("read-only", "A WITH clause may only hold queries.", -1, false);
    }
    List<Name> columns = new ArrayList<>();
    if (item.getWithItemList() != null) {
      for (SelectItem<?> column : item.getWithItemList()) {
        columns.add(script.name(column.toString()));
      }
    }
    String materialized = "";
    if (item.isMaterialized()) {
      materialized = item.isUsingNot() ? "NOT MATERIALIZED" : "MATERIALIZED";
    }
    return new Query.Cte(script.name(item.getAliasName()), columns, materialized, nested(select));
  }

  private Body body(Select select) {
    Class<?> type = select.getClass();
    if (type == PlainSelect.class) {
      return plain((PlainSelect) select);
    }
    if (type == SetOperationList.class) {
      return setOperation((SetOperationList) select);
    }
    if (type == Values.class) {
      return values((Values) select);
    }
    if (type == ParenthesedSelect.class) {
      return new Body.Nested(query(((ParenthesedSelect) select).getSelect()));
    }
    throw new SqlRefused(
        "unsupported", "The form " + type.getSimpleName() + " is not supported.", -1, true);
  }

  private Body values(Values values) {
    if (values.getExpressions() instanceof ParenthesedExpressionList<?> row) {
      return new Body.Values(List.of(expressions.tuple(row)));
    }
    return new Body.Values(expressions.all(values.getExpressions()));
  }

  private Body setOperation(SetOperationList list) {
    List<Query> parts = new ArrayList<>();
    List<String> operators = new ArrayList<>();
    for (Select part : list.getSelects()) {
      parts.add(
          part.getClass() == ParenthesedSelect.class
              ? new Query(
                  List.of(),
                  false,
                  new Body.Nested(nested((ParenthesedSelect) part)),
                  List.of(),
                  null)
              : query(part));
    }
    list.getOperations().forEach(o -> operators.add(o.toString().strip()));
    return new Body.SetOperation(parts, operators);
  }

  private Body.Select plain(PlainSelect select) {
    if (!isEmpty(select.getIntoTables())
        || select.getMySqlSelectIntoClause() != null
        || select.getIntoTempTable() != null) {
      throw new SqlRefused("read-only", "SELECT INTO is not permitted.", -1, false);
    }
    String distinct = "";
    List<Expr> distinctOn = List.of();
    if (select.getDistinct() != null) {
      distinct = select.getDistinct().isUseUnique() ? "UNIQUE" : "DISTINCT";
      if (!isEmpty(select.getDistinct().getOnSelectItems())) {
        distinctOn =
            select.getDistinct().getOnSelectItems().stream()
                .map(item -> expressions.read(item.getExpression()))
                .toList();
      }
    }
    return new Body.Select(
        distinct,
        distinctOn,
        select.getTop() == null ? null : expressions.read(select.getTop().getExpression()),
        items(select.getSelectItems()),
        select.getFromItem() == null
            ? null
            : froms.from(select.getFromItem(), select.getJoins(), select.getSampleClause()),
        readIfPresent(select.getWhere()),
        group(select.getGroupBy()),
        readIfPresent(select.getHaving()),
        readIfPresent(select.getQualify()),
        windows(select.getWindowDefinitions()));
  }

  private Expr readIfPresent(Expression expression) {
    return expression == null ? null : expressions.read(expression);
  }

  private List<Body.Item> items(List<SelectItem<?>> items) {
    List<Body.Item> read = new ArrayList<>(items.size());
    for (SelectItem<?> item : items) {
      Alias alias = item.getAlias();
      if (alias != null && !isEmpty(alias.getAliasColumns())) {
        throw new SqlRefused("unsupported", "An alias with columns is not supported.", -1, true);
      }
      read.add(
          new Body.Item(
              expressions.read(item.getExpression()),
              alias == null ? null : script.name(alias.getName().strip())));
    }
    return read;
  }

  private List<Body.Window> windows(List<WindowDefinition> definitions) {
    if (definitions == null) {
      return List.of();
    }
    List<Body.Window> windows = new ArrayList<>();
    for (WindowDefinition definition : definitions) {
      Row row = new Row();
      expressions.calls().window(row, definition);
      windows.add(new Body.Window(script.name(definition.getWindowName()), row.pieces()));
    }
    return windows;
  }

  private Body.Group group(GroupByElement group) {
    if (group == null) {
      return null;
    }
    List<Expr> terms = new ArrayList<>();
    Row row = new Row();
    ExpressionList<Expression> list = group.getGroupByExpressionList();
    boolean all = false;
    if (list != null) {
      if (list instanceof ParenthesedExpressionList) {
        row.word("(");
      }
      for (int i = 0; i < list.size(); i++) {
        Expr term = expressions.read(list.get(i));
        terms.add(term);
        row.word(i > 0, ",").add(term);
      }
      if (list instanceof ParenthesedExpressionList) {
        row.word(")");
      }
      all =
          terms.size() == 1
              && terms.get(0) instanceof Expr.Literal word
              && word.text().equalsIgnoreCase("ALL");
    }
    if (!isEmpty(group.getGroupingSets())) {
      row.word(!terms.isEmpty(), ",").word("GROUPING SETS (");
      boolean first = true;
      for (Object set : group.getGroupingSets()) {
        row.word(!first, ",");
        first = false;
        groupingSet(row, terms, set);
      }
      row.word(")");
    }
    row.word(group.isMysqlWithRollup(), "WITH ROLLUP");
    return new Body.Group(terms, row.pieces(), all);
  }

  private void groupingSet(Row row, List<Expr> terms, Object set) {
    if (set instanceof ExpressionList<?> list) {
      List<Expr> read = expressions.all(list);
      terms.addAll(read);
      boolean brackets = list instanceof ParenthesedExpressionList || read.size() != 1;
      row.word(brackets, "(").list(read).word(brackets, ")");
    } else {
      Expr read = expressions.read((Expression) set);
      terms.add(read);
      row.add(read);
    }
  }

  List<Query.OrderItem> orderBy(List<OrderByElement> elements) {
    if (elements == null) {
      return List.of();
    }
    List<Query.OrderItem> items = new ArrayList<>(elements.size());
    for (OrderByElement element : elements) {
      items.add(
          new Query.OrderItem(
              expressions.read(element.getExpression()), ExpressionReader.direction(element)));
    }
    return items;
  }

  private Query.Limit limit(Select select) {
    Expr offset =
        select.getOffset() == null ? null : expressions.read(select.getOffset().getOffset());
    if (select.getFetch() != null) {
      return new Query.Limit(
          Query.Limit.Style.FETCH, expressions.read(select.getFetch().getExpression()), offset);
    }
    if (select.getLimit() == null) {
      return offset == null ? null : new Query.Limit(Query.Limit.Style.LIMIT, null, offset);
    }
    Expr count = readIfPresent(select.getLimit().getRowCount());
    if (select.getLimit().getOffset() != null) {
      return new Query.Limit(
          Query.Limit.Style.LIMIT_COMMA, count, expressions.read(select.getLimit().getOffset()));
    }
    return new Query.Limit(Query.Limit.Style.LIMIT, count, offset);
  }

  /** The names of an alias' columns; types beside them are dropped and so refused. */
  List<Name> columns(Alias alias) {
    if (alias == null || isEmpty(alias.getAliasColumns())) {
      return List.of();
    }
    return alias.getAliasColumns().stream().map(c -> script.name(c.name)).toList();
  }
}
