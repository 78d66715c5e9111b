package io.nexushive.translator.parser.check;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.NameIndex.Link;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Query;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Everything that a query is made of, collected from its tree. */
final class QueryParts {
  final Set<Column> columns = new HashSet<>();
  final Set<Table> tables = new HashSet<>();
  final Set<String> metrics = new HashSet<>();
  final Set<String> literals = new HashSet<>();
  final Set<Expr.Aggregate> aggregates = new HashSet<>();
  boolean negates;
  boolean compares;
  boolean either;
  boolean common;
  boolean groups;
  boolean orders;
  boolean limits;
  boolean nests;
  boolean distinct;
  boolean buckets;

  /** Whether it gives a count for each of some groups and does not say which. */
  boolean countsUnnamed;

  /** Whether groups are tested of which each is one row of the only table. */
  boolean groupsOfOne;

  int sources;

  QueryParts(Query query) {
    query(query);
  }

  /** Whether what the link leads to is used. */
  boolean uses(Link link) {
    if (link.target() instanceof Column c) {
      return columns.contains(c) || c.table().isLink() && tables.contains(c.table());
    }
    if (link.target() instanceof Table t) {
      return tables.contains(t) || columns.stream().anyMatch(c -> c.table() == t);
    }
    return metrics.contains(((Metric) link.target()).name());
  }

  private void query(Query query) {
    if (query instanceof Query.Combined both) {
      common |= both.operator().equals("INTERSECT");
      negates |= both.operator().equals("EXCEPT");
      query(both.left());
      query(both.right());
      return;
    }
    Query.Select s = (Query.Select) query;
    distinct |= s.distinct();
    groups |= !s.groupBy().isEmpty();
    countsUnnamed |=
        !s.having().isEmpty()
            && !s.groupBy().isEmpty()
            && s.outputs().stream().allMatch(o -> counts(o.value()));
    groupsOfOne |= !s.having().isEmpty() && s.sources().size() == 1 && groupsByKey(s);
    orders |= !s.orderBy().isEmpty();
    limits |= s.limit() != null;
    sources = Math.max(sources, s.sources().size());
    if (s.limit() != null) {
      literals.add(s.limit().toString());
    }
    s.sources().forEach(x -> tables.add(x.table()));
    s.outputs().forEach(o -> expr(o.value()));
    s.where().forEach(this::condition);
    s.having().forEach(this::condition);
    s.groupBy().forEach(this::expr);
    s.orderBy().forEach(o -> expr(o.value()));
  }

  private static boolean counts(Expr e) {
    return e instanceof Expr.CountRows
        || e instanceof Expr.Call call && call.function() == Expr.Aggregate.COUNT;
  }

  private static boolean groupsByKey(Query.Select s) {
    Query.Source only = s.sources().get(0);
    return only.table()
        .key()
        .map(key -> s.groupBy().contains(new Expr.Col(only.alias(), key)))
        .orElse(false);
  }

  private void condition(Condition c) {
    if (c instanceof Condition.And and) {
      and.parts().forEach(this::condition);
    } else if (c instanceof Condition.Or or) {
      either = true;
      or.parts().forEach(this::condition);
    } else if (c instanceof Condition.Compare compare) {
      compares |= !compare.operator().equals("=") && !compare.operator().equals("<>");
      negates |= compare.operator().equals("<>");
      expr(compare.left());
      expr(compare.right());
    } else if (c instanceof Condition.Between b) {
      compares = true;
      expr(b.value());
      expr(b.low());
      expr(b.high());
    } else if (c instanceof Condition.Like like) {
      negates |= like.negated();
      expr(like.value());
      literals.add(like.pattern().replace("%", "").toLowerCase(Locale.ROOT));
    } else if (c instanceof Condition.Null n) {
      negates = true;
      expr(n.value());
    } else if (c instanceof Condition.OneOf one) {
      either = true;
      negates |= one.negated();
      expr(one.value());
      one.options().forEach(this::expr);
    } else if (c instanceof Condition.In in) {
      negates |= in.negated();
      nests = true;
      expr(in.value());
      query(in.query());
    }
  }

  private void expr(Expr e) {
    if (e instanceof Expr.Col col) {
      columns.add(col.column());
    } else if (e instanceof Expr.Text text) {
      literals.add(text.value().toLowerCase(Locale.ROOT));
    } else if (e instanceof Expr.Num num) {
      literals.add(num.value().stripTrailingZeros().toPlainString());
    } else if (e instanceof Expr.Day day) {
      literals.add(day.value().toString());
      literals.add(String.valueOf(day.value().getYear()));
      literals.add(String.valueOf(day.value().getYear() - 1));
    } else if (e instanceof Expr.CountRows) {
      aggregates.add(Expr.Aggregate.COUNT);
    } else if (e instanceof Expr.Call call) {
      aggregates.add(call.function());
      distinct |= call.distinct();
      expr(call.argument());
    } else if (e instanceof Expr.MetricCall metric) {
      metrics.add(metric.name());
      tables.add(metric.table());
      metric.table().columns().stream()
          .filter(
              c ->
                  metric
                      .expression()
                      .toLowerCase(Locale.ROOT)
                      .contains(c.name().toLowerCase(Locale.ROOT)))
          .forEach(columns::add);
      aggregates.add(
          metric.expression().toUpperCase(Locale.ROOT).contains("AVG")
              ? Expr.Aggregate.AVG
              : Expr.Aggregate.SUM);
    } else if (e instanceof Expr.Bucket bucket) {
      buckets = true;
      expr(bucket.date());
    } else if (e instanceof Expr.Binary b) {
      expr(b.left());
      expr(b.right());
    } else if (e instanceof Expr.Total total) {
      expr(total.aggregate());
    } else if (e instanceof Expr.Previous previous) {
      expr(previous.aggregate());
      expr(previous.by());
    } else if (e instanceof Expr.Quotient quotient) {
      expr(quotient.part());
      expr(quotient.whole());
    } else if (e instanceof Expr.Scalar scalar) {
      nests = true;
      query(scalar.query());
    }
  }
}
