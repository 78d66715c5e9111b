package io.nexushive.translator.parser.composition;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.JoinGraph;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Expr.Aggregate;
import io.nexushive.translator.sql.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One SELECT while it is put together: what is gathered so far, and the frame that it is made from.
 */
final class Draft {
  final Schema schema;
  final Frame frame;
  final Linker linker;

  /** Tables that have to be joined. */
  final Set<Table> needed = new LinkedHashSet<>();

  final Map<String, Expr> outputs = new LinkedHashMap<>();

  /** Outputs and keys that are no aggregates. */
  final List<Expr> plain = new ArrayList<>();

  final List<Expr> groupBy = new ArrayList<>();
  final List<Condition> where = new ArrayList<>();
  final List<Condition> having = new ArrayList<>();
  final List<Query.Order> orderBy = new ArrayList<>();
  final Set<Metric> metrics = new LinkedHashSet<>();

  /** The keys over which the tables were joined in the end. */
  final List<Join> joins = new ArrayList<>();

  /** Tests that need a query each, of which the common rows are meant. */
  final List<List<Frame.Filter>> apart = new ArrayList<>();

  boolean grouped;
  Integer limit;
  boolean distinct;

  Draft(Schema schema, Frame frame) {
    this.schema = schema;
    this.frame = frame;
    this.linker = new Linker(schema, frame.tables, frame.subject);
  }

  Expr metricCall(Metric metric) {
    Table table = schema.table(metric.table()).orElseThrow();
    needed.add(table);
    metrics.add(metric);
    return new Expr.MetricCall(table.name(), table, metric.name(), metric.expression());
  }

  void output(String name, Expr expr) {
    if (expr instanceof Expr.CountRows && outputs.containsValue(expr)) {
      return;
    }
    String unique = name;
    for (int i = 2; outputs.containsKey(unique); i++) {
      unique = name + "_" + i;
    }
    outputs.put(unique, expr);
  }

  Expr.Col col(Column column) {
    needed.add(column.table());
    return new Expr.Col(column.table().name(), column);
  }

  void need(Table table) {
    needed.add(table);
  }

  /** The column that says when, as near to what is counted as can be. */
  Column timeColumn() {
    for (Table table : new LinkedHashSet<>(List.copyOf(union(needed, frame.tables)))) {
      if (table.timeColumn().isPresent()) {
        return table.timeColumn().get();
      }
    }
    return schema.tables().stream()
        .flatMap(t -> t.timeColumn().stream())
        .filter(c -> schema.joins().path(linker.base(), c.table()).isPresent())
        .findFirst()
        .orElseThrow(() -> new Linker.NotComposed("nothing in the data says when"));
  }

  private static Set<Table> union(Set<Table> one, Set<Table> other) {
    Set<Table> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return all;
  }

  boolean single(Table table) {
    return schema
        .joins()
        .path(linker.base(), table)
        .map(p -> JoinGraph.single(linker.base(), p))
        .orElse(false);
  }

  /** The SELECT of all that was gathered, its tables joined over the keys between them. */
  Query.Select select(Table base) {
    List<Join> tree =
        schema
            .joins()
            .tree(base, needed)
            .orElseThrow(
                () ->
                    new Linker.NotComposed(
                        "no keys lead from " + base.name() + " to all that the question names"));
    List<Query.Source> sources = new ArrayList<>();
    Set<Table> placed = new LinkedHashSet<>();
    sources.add(new Query.Source(base, base.name(), List.of()));
    placed.add(base);
    for (Join join : tree) {
      Table next = placed.contains(join.child()) ? join.parent() : join.child();
      if (!placed.add(next)) {
        continue;
      }
      joins.add(join);
      List<Expr.Col[]> on = new ArrayList<>();
      for (int i = 0; i < join.from().size(); i++) {
        on.add(
            new Expr.Col[] {
              new Expr.Col(join.child().name(), join.from().get(i)),
              new Expr.Col(join.parent().name(), join.to().get(i))
            });
      }
      sources.add(new Query.Source(next, next.name(), on));
    }
    boolean many = multiplies(base, tree);
    List<Query.Output> shown = new ArrayList<>();
    outputs.forEach(
        (name, expr) ->
            shown.add(
                new Query.Output(
                    countOnce(expr, base, many),
                    expr instanceof Expr.Col c && c.column().name().equals(name) ? null : name)));
    return new Query.Select(distinct, shown, sources, where, groupBy, having, orderBy, limit);
  }

  /** Counting rows of a table whose rows a join repeats counts each once. */
  private Expr countOnce(Expr expr, Table base, boolean many) {
    boolean counts = expr instanceof Expr.CountRows && groupBy.isEmpty() && many;
    return counts && base.key().isPresent()
        ? new Expr.Call(Aggregate.COUNT, true, new Expr.Col(base.name(), base.key().get()))
        : expr;
  }

  private static boolean multiplies(Table base, List<Join> tree) {
    Set<Table> placed = new LinkedHashSet<>(Set.of(base));
    boolean many = false;
    for (Join join : tree) {
      boolean down = placed.contains(join.child());
      many |= !down;
      placed.add(join.child());
      placed.add(join.parent());
    }
    return many;
  }
}
