package io.nexushive.policy.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a new tree of an old one, putting others in the place of some columns and sources. What is
 * not replaced stays as it was.
 */
public abstract class Rewriter
    implements Expr.Visitor<Expr>, Body.Visitor<Body>, From.Visitor<From.Source> {

  /** A new query for {@code query}. */
  public Query query(Query query) {
    List<Query.Cte> with = new ArrayList<>(query.with().size());
    for (Query.Cte cte : query.with()) {
      with.add(new Query.Cte(cte.name(), cte.columns(), cte.materialized(), query(cte.query())));
    }
    List<Query.OrderItem> orderBy = new ArrayList<>(query.orderBy().size());
    for (Query.OrderItem item : query.orderBy()) {
      orderBy.add(new Query.OrderItem(expr(item.expr()), item.direction()));
    }
    return new Query(with, query.recursive(), query.body().accept(this), orderBy, query.limit());
  }

  protected Expr expr(Expr expr) {
    return expr == null ? null : expr.accept(this);
  }

  private List<Expr> exprs(List<Expr> exprs) {
    return exprs.stream().map(this::expr).toList();
  }

  private List<Piece> pieces(List<Piece> pieces) {
    List<Piece> rewritten = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      rewritten.add(piece instanceof Expr expr ? expr(expr) : piece);
    }
    return rewritten;
  }

  @Override
  public Body select(Body.Select s) {
    List<Body.Item> items = new ArrayList<>(s.items().size());
    for (Body.Item item : s.items()) {
      items.add(new Body.Item(expr(item.expr()), item.alias()));
    }
    Body.Group group =
        s.group() == null
            ? null
            : new Body.Group(exprs(s.group().terms()), pieces(s.group().pieces()), s.group().all());
    return new Body.Select(
        s.distinct(),
        exprs(s.distinctOn()),
        s.top(),
        items,
        s.from() == null ? null : from(s.from()),
        expr(s.where()),
        group,
        expr(s.having()),
        expr(s.qualify()),
        s.windows().stream().map(w -> new Body.Window(w.name(), pieces(w.pieces()))).toList());
  }

  @Override
  public Body setOperation(Body.SetOperation operation) {
    return new Body.SetOperation(
        operation.parts().stream().map(this::query).toList(), operation.operators());
  }

  @Override
  public Body values(Body.Values values) {
    return new Body.Values(exprs(values.rows()));
  }

  @Override
  public Body nested(Body.Nested nested) {
    return new Body.Nested(query(nested.query()));
  }

  private From from(From from) {
    List<From.Join> joins = new ArrayList<>(from.joins().size());
    for (From.Join join : from.joins()) {
      joins.add(
          new From.Join(join.kind(), join.right().accept(this), expr(join.on()), join.using()));
    }
    return new From(from.first().accept(this), joins);
  }

  @Override
  public From.Source table(From.Table table) {
    return table;
  }

  @Override
  public From.Source derived(From.Derived derived) {
    return new From.Derived(
        query(derived.query()),
        derived.lateral(),
        derived.alias(),
        derived.columns(),
        derived.sample());
  }

  @Override
  public From.Source function(From.FunctionSource function) {
    return new From.FunctionSource(
        (Expr.Call) call(function.call()),
        function.lateral(),
        function.suffix(),
        function.alias(),
        function.columns());
  }

  @Override
  public From.Source group(From.JoinGroup group) {
    return new From.JoinGroup(from(group.from()), group.alias());
  }

  @Override
  public Expr literal(Expr.Literal literal) {
    return literal;
  }

  @Override
  public Expr column(Expr.ColumnRef column) {
    return column;
  }

  @Override
  public Expr star(Expr.Star star) {
    return star;
  }

  @Override
  public Expr binary(Expr.Binary binary) {
    return new Expr.Binary(expr(binary.left()), binary.operator(), expr(binary.right()));
  }

  @Override
  public Expr compound(Expr.Compound compound) {
    return new Expr.Compound(compound.form(), pieces(compound.pieces()));
  }

  @Override
  public Expr call(Expr.Call call) {
    return new Expr.Call(
        call.name(),
        exprs(call.arguments()),
        call.distinct(),
        call.windowed(),
        pieces(call.inside()),
        pieces(call.after()),
        call.position());
  }

  @Override
  public Expr subquery(Expr.Subquery subquery) {
    return new Expr.Subquery(subquery.before(), query(subquery.query()));
  }
}
