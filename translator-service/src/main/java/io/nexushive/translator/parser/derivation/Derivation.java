package io.nexushive.translator.parser.derivation;

import io.nexushive.translator.parser.composition.Composition;
import io.nexushive.translator.parser.composition.Linker.NotComposed;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Expr.Aggregate;
import io.nexushive.translator.sql.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** What is made of the figures of a query, once it is composed. */
public enum Derivation {
  NONE {
    @Override
    Query.Select of(Query.Select query) {
      return query;
    }
  },

  /** Each group's part of the sum over all groups, in percent. */
  SHARE {
    @Override
    Query.Select of(Query.Select query) {
      List<Query.Output> figures = figures(query);
      if (figures.size() != 1 || query.groupBy().isEmpty()) {
        throw new NotComposed("a share is one figure for each of several groups; say by what");
      }
      if (query.limit() != null || !query.having().isEmpty()) {
        throw new NotComposed("a share of the groups that are left would not be one of the total");
      }
      Query.Output figure = figures.get(0);
      if (!addsUp(figure.value())) {
        throw new NotComposed("only sums and counts have shares");
      }
      return with(
          query,
          figure,
          List.of(
              new Query.Output(
                  new Expr.Quotient(figure.value(), new Expr.Total(figure.value()), true),
                  figure.name() + "_share_percent")));
    }
  },

  /** The first figure by the second, in percent. */
  PERCENTAGE {
    @Override
    Query.Select of(Query.Select query) {
      return quotient(query, true, (a, b) -> a + "_percent_of_" + b);
    }
  },

  /** The first figure by the second. */
  RATIO {
    @Override
    Query.Select of(Query.Select query) {
      return quotient(query, false, (a, b) -> a + "_to_" + b);
    }
  },

  /** A figure of each period, and by how many percent it is more than that of the one before. */
  GROWTH {
    @Override
    Query.Select of(Query.Select query) {
      List<Query.Output> figures = figures(query);
      boolean byPeriod =
          query.groupBy().size() == 1
              && query.groupBy().get(0) instanceof Expr.Bucket
              && query.limit() == null
              && query.having().isEmpty();
      if (figures.size() != 1 || !byPeriod) {
        throw new NotComposed(
            "growth is one figure from each month, quarter or year to the next; say by which");
      }
      Query.Output figure = figures.get(0);
      Expr before = new Expr.Previous(figure.value(), query.groupBy().get(0));
      return with(
          query,
          figure,
          List.of(
              figure,
              new Query.Output(
                  new Expr.Quotient(new Expr.Binary('-', figure.value(), before), before, true),
                  figure.name() + "_growth_percent")));
    }
  };

  abstract Query.Select of(Query.Select query);

  /**
   * The composition with its figures made into what is asked for.
   *
   * @throws NotComposed where they do not make one, with the reason
   */
  public Composition of(Composition composition) {
    if (this == NONE) {
      return composition;
    }
    if (!(composition.query() instanceof Query.Select select)) {
      throw new NotComposed("this cannot be worked out over rows that are put together");
    }
    return new Composition(
        of(select),
        composition.base(),
        composition.tables(),
        composition.joins(),
        composition.metrics());
  }

  private static Query.Select quotient(
      Query.Select query, boolean percent, BiFunction<String, String, String> name) {
    List<Query.Output> figures = figures(query);
    if (figures.size() != 2) {
      throw new NotComposed("a ratio is made of two figures");
    }
    Query.Output part = figures.get(0);
    Query.Output whole = figures.get(1);
    List<Query.Output> outputs = new ArrayList<>(query.outputs());
    outputs.remove(whole);
    return with(
        with(query, outputs),
        part,
        List.of(
            new Query.Output(
                new Expr.Quotient(part.value(), whole.value(), percent),
                name.apply(part.name(), whole.name()))));
  }

  private static List<Query.Output> figures(Query.Select query) {
    return query.outputs().stream()
        .filter(
            o ->
                o.value() instanceof Expr.Call
                    || o.value() instanceof Expr.MetricCall
                    || o.value() instanceof Expr.CountRows)
        .toList();
  }

  /** Whether the figures of all groups make the figure of the whole. */
  private static boolean addsUp(Expr figure) {
    if (figure instanceof Expr.Call call) {
      return (call.function() == Aggregate.SUM || call.function() == Aggregate.COUNT)
          && !call.distinct();
    }
    return figure instanceof Expr.CountRows
        || figure instanceof Expr.MetricCall metric
            && metric
                .expression()
                .toUpperCase(Locale.ROOT)
                .matches("\\s*(SUM|COUNT)\\s*\\((?!\\s*DISTINCT)[^()]*\\)\\s*");
  }

  private static Query.Select with(
      Query.Select query, Query.Output old, List<Query.Output> replacing) {
    List<Query.Output> outputs = new ArrayList<>();
    query.outputs().forEach(o -> outputs.addAll(o.equals(old) ? replacing : List.of(o)));
    return with(query, outputs);
  }

  private static Query.Select with(Query.Select query, List<Query.Output> outputs) {
    return new Query.Select(
        query.distinct(),
        outputs,
        query.sources(),
        query.where(),
        query.groupBy(),
        query.having(),
        query.orderBy(),
        query.limit());
  }
}
