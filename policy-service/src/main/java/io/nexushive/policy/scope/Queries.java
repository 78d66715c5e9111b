package io.nexushive.policy.scope;

import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.scope.Scope.Clause;
import io.nexushive.policy.scope.Scope.Ctes;
import io.nexushive.policy.tree.Body;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Name;
import io.nexushive.policy.tree.Piece;
import io.nexushive.policy.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads queries: with clauses, bodies, orders and limits. */
final class Queries {
  private final Context context;

  Queries(Context context) {
    this.context = context;
  }

  Shape query(Query query, Scope outer, Ctes ctes) {
    Ctes visible = ctes;
    for (Query.Cte cte : query.with()) {
      visible = cte(cte, query.recursive(), outer, visible);
    }
    return body(query.body(), query, outer, visible);
  }

  private Ctes cte(Query.Cte cte, boolean recursive, Scope outer, Ctes ctes) {
    String name = context.folded(cte.name());
    Ctes inside = ctes;
    if (recursive && cte.query().body() instanceof Body.SetOperation operation) {
      Shape anchor = query(operation.parts().get(0), outer, ctes);
      inside = new Ctes(ctes, name, cte.name().text(), named(anchor, cte.columns()), true);
    }
    Shape shape = query(cte.query(), outer, inside);
    return new Ctes(ctes, name, cte.name().text(), named(shape, cte.columns()), false);
  }

  private Shape named(Shape shape, List<Name> columns) {
    return columns.isEmpty() ? shape : shape.with(renamed(shape.fields(), columns));
  }

  /** {@code fields} under new names, the first ones first. */
  List<Field> renamed(List<Field> fields, List<Name> columns) {
    if (columns.size() > fields.size()) {
      context.repairable(
          "unknown-column", "There are more names than columns.", columns.get(0).text(), -1);
    }
    List<Field> renamed = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      renamed.add(
          i < columns.size()
              ? new Field(context.folded(columns.get(i)), field.sources(), field.key())
              : field);
    }
    return renamed;
  }

  private Shape body(Body body, Query query, Scope outer, Ctes ctes) {
    return body.accept(
        new Body.Visitor<>() {
          @Override
          public Shape select(Body.Select select) {
            return Queries.this.select(select, query, outer, ctes);
          }

          @Override
          public Shape setOperation(Body.SetOperation operation) {
            return ordered(combined(operation, outer, ctes), query, outer, ctes);
          }

          @Override
          public Shape values(Body.Values values) {
            return ordered(rows(values, outer, ctes), query, outer, ctes);
          }

          @Override
          public Shape nested(Body.Nested nested) {
            return ordered(query(nested.query(), outer, ctes), query, outer, ctes);
          }
        });
  }

  /** Orders and bounds a result that has no scope of its own but its columns. */
  private Shape ordered(Shape shape, Query query, Scope outer, Ctes ctes) {
    if (query.orderBy().isEmpty() && query.limit() == null) {
      return shape;
    }
    Scope scope = new Scope(outer);
    scope.clause = Clause.ORDER;
    scope.relations.add(new Relation(null, null, true, null, shape, true, false));
    Expressions expressions = new Expressions(context, this, scope, ctes);
    query.orderBy().forEach(item -> expressions.read(item.expr()));
    return bounded(shape, query.limit(), expressions);
  }

  private Shape combined(Body.SetOperation operation, Scope outer, Ctes ctes) {
    Shape all = null;
    for (Query part : operation.parts()) {
      Shape shape = query(part, outer, ctes);
      all = all == null ? shape : combine(all, shape);
    }
    return all;
  }

  private static Shape combine(Shape left, Shape right) {
    List<Field> fields = new ArrayList<>(left.fields().size());
    for (int i = 0; i < left.fields().size(); i++) {
      Field field = left.fields().get(i);
      List<ViewColumn> sources = new ArrayList<>(field.sources());
      if (i < right.fields().size()) {
        right.fields().get(i).sources().stream()
            .filter(s -> !sources.contains(s))
            .forEach(sources::add);
      }
      fields.add(new Field(field.name(), sources, false));
    }
    return new Shape(
        fields,
        left.level().or(right.level()),
        false,
        left.isolated() || right.isolated(),
        left.generated() + right.generated());
  }

  private Shape rows(Body.Values values, Scope outer, Ctes ctes) {
    Scope scope = new Scope(outer);
    Expressions expressions = new Expressions(context, this, scope, ctes);
    List<Field> fields = new ArrayList<>();
    Level level = Level.CONSTANT;
    for (Expr row : values.rows()) {
      List<Value> cells = new ArrayList<>();
      if (row instanceof Expr.Compound tuple && tuple.form() == Expr.Form.TUPLE) {
        for (Piece piece : tuple.pieces()) {
          if (piece instanceof Expr expr) {
            cells.add(expressions.read(expr));
          }
        }
      } else {
        cells.add(expressions.read(row));
      }
      for (int i = 0; i < cells.size(); i++) {
        level = cells.get(i).rows ? Level.ROWS : level;
        if (i == fields.size()) {
          fields.add(
              new Field(context.folded(Name.plain("column" + (i + 1))), new ArrayList<>(), false));
        }
        fields.get(i).sources().addAll(cells.get(i).sources);
      }
    }
    return new Shape(fields, level, values.rows().size() <= 1, false, values.rows().size());
  }

  private Shape select(Body.Select select, Query query, Scope outer, Ctes ctes) {
    Scope scope = new Scope(outer);
    Expressions expressions = new Expressions(context, this, scope, ctes);
    if (select.from() != null) {
      new Sources(context, this, scope, ctes, expressions).read(select.from());
    }
    scope.clause = Clause.SELECT;
    for (Body.Item item : select.items()) {
      if (item.alias() != null) {
        scope.pendingAliases.add(context.folded(item.alias()));
      }
    }
    List<Value> values = new ArrayList<>(select.items().size());
    List<Field> fields = new ArrayList<>(select.items().size());
    boolean rows = false;
    for (Body.Item item : select.items()) {
      Value value = expressions.read(item.expr());
      values.add(value);
      rows |= value.rows;
      String name = name(item);
      fields.add(new Field(name, value.sources, value.plain && value.keys.size() == 1));
      if (item.alias() != null) {
        scope.aliases.merge(name, value, (a, b) -> Value.open().and(a).and(b));
      }
    }
    clauses(select, scope, expressions);
    boolean byKey = select.group() != null && group(select, scope, expressions, values);
    having(select, scope, expressions);
    scope.clause = Clause.ORDER;
    for (Query.OrderItem item : query.orderBy()) {
      order(item.expr(), scope, expressions);
      ordinal(item.expr(), values).sources.forEach(context.in(scope.place())::add);
    }
    Joins.check(context, scope);
    return bounded(shape(select, scope, fields, rows, byKey), query.limit(), expressions);
  }

  private void clauses(Body.Select select, Scope scope, Expressions expressions) {
    select.distinctOn().forEach(e -> order(e, scope, expressions));
    if (select.where() != null) {
      scope.clause = Clause.WHERE;
      expressions.condition(select.where());
    }
    scope.clause = Clause.SELECT;
    for (Body.Window window : select.windows()) {
      for (Piece piece : window.pieces()) {
        if (piece instanceof Expr expr) {
          expressions.read(expr);
        }
      }
    }
    if (select.top() != null) {
      number(select.top(), expressions);
    }
  }

  private static void having(Body.Select select, Scope scope, Expressions expressions) {
    if (select.having() != null) {
      scope.clause = Clause.HAVING;
      expressions.read(select.having());
    }
    if (select.qualify() != null) {
      scope.clause = Clause.QUALIFY;
      expressions.read(select.qualify());
    }
  }

  /** A name alone orders by the result's column of that name, in every dialect. */
  private void order(Expr expr, Scope scope, Expressions expressions) {
    Value alias =
        expr instanceof Expr.ColumnRef ref && ref.parts().size() == 1
            ? scope.aliases.get(context.folded(ref.last()))
            : null;
    if (alias == null) {
      expressions.read(expr);
    } else {
      alias.sources.forEach(context.in(scope.place())::add);
    }
  }

  /** Whether the groups are stored rows. */
  private boolean group(
      Body.Select select, Scope scope, Expressions expressions, List<Value> values) {
    scope.clause = Clause.GROUP;
    boolean byKey = false;
    for (Expr term : select.group().terms()) {
      Value value = Value.open().and(expressions.read(term)).and(ordinals(term, values));
      context.in(scope.place()).addAll(value.sources);
      byKey |= value.keys.stream().anyMatch(r -> !r.lookedUp);
    }
    if (select.group().all()) {
      byKey |= values.stream().anyMatch(v -> v.keys.stream().anyMatch(r -> !r.lookedUp));
    }
    return byKey;
  }

  /** The terms of the result that numbers in {@code term} stand for, in sets of groups too. */
  private static Value ordinals(Expr term, List<Value> values) {
    Value value = Value.open().and(ordinal(term, values));
    List<Piece> inside = List.of();
    if (term instanceof Expr.Compound tuple && tuple.form() == Expr.Form.TUPLE) {
      inside = tuple.pieces();
    } else if (term instanceof Expr.Call call && Expressions.isGrouping(call)) {
      inside = call.inside();
    }
    for (Piece piece : inside) {
      if (piece instanceof Expr expr) {
        value.and(ordinals(expr, values));
      }
    }
    return value;
  }

  /** The term of the result that a number alone stands for; nothing where it is no such number. */
  private static Value ordinal(Expr term, List<Value> values) {
    if (term instanceof Expr.Literal literal
        && literal.kind() == Expr.Literal.Kind.NUMBER
        && literal.text().length() < 5
        && literal.text().chars().allMatch(c -> c >= '0' && c <= '9')) {
      int ordinal = Integer.parseInt(literal.text());
      return ordinal >= 1 && ordinal <= values.size() ? values.get(ordinal - 1) : Value.NOTHING;
    }
    return Value.NOTHING;
  }

  private static Shape shape(
      Body.Select select, Scope scope, List<Field> fields, boolean rows, boolean byKey) {
    Level level = Level.CONSTANT;
    boolean isolated = scope.smallGroups;
    boolean oneRow = true;
    for (Relation relation : scope.relations) {
      level = level.or(relation.level);
      isolated |= relation.isolated || (scope.isolated.contains(relation) && !relation.lookedUp);
      oneRow &= relation.singleRow;
    }
    boolean grouped = scope.aggregates || select.group() != null;
    if (grouped) {
      oneRow = select.group() == null;
      if (level == Level.ROWS) {
        level = byKey || scope.collects ? Level.ROWS : Level.AGGREGATED;
      }
    }
    List<Field> named = fields;
    if (grouped) {
      named = fields.stream().map(f -> new Field(f.name(), f.sources(), false)).toList();
    }
    double generated = oneRow ? 1 : Joins.generated(scope);
    return new Shape(named, rows ? Level.ROWS : level, oneRow, isolated, generated);
  }

  private Shape bounded(Shape shape, Query.Limit limit, Expressions expressions) {
    if (limit == null) {
      return shape;
    }
    boolean few = false;
    if (limit.count() != null) {
      double count = number(limit.count(), expressions);
      few = shape.level() == Level.ROWS && count < context.policy.kAnonymity().threshold();
    }
    if (limit.offset() != null) {
      number(limit.offset(), expressions);
    }
    return few
        ? new Shape(shape.fields(), shape.level(), shape.singleRow(), true, shape.generated())
        : shape;
  }

  /** A bound must stand in the text: what is computed could tell of what it is computed from. */
  private double number(Expr expr, Expressions expressions) {
    expressions.read(expr);
    if (expr instanceof Expr.Literal literal) {
      if (literal.kind() == Expr.Literal.Kind.NUMBER) {
        return Double.parseDouble(literal.text());
      }
      if (literal.kind() == Expr.Literal.Kind.WORD) {
        return Double.MAX_VALUE;
      }
    }
    if (expr instanceof Expr.Compound sign && sign.form() == Expr.Form.SIGN) {
      return Double.MAX_VALUE;
    }
    context.repairable(
        "limit", "A limit must be a number that stands in the text.", null, Places.of(expr));
    return Double.MAX_VALUE;
  }

  private String name(Body.Item item) {
    if (item.alias() != null) {
      return context.folded(item.alias());
    }
    if (item.expr() instanceof Expr.ColumnRef ref) {
      return context.folded(ref.last());
    }
    if (item.expr() instanceof Expr.Call call) {
      return context.folded(call.name().get(call.name().size() - 1)).toLowerCase(Locale.ROOT);
    }
    return null;
  }
}
