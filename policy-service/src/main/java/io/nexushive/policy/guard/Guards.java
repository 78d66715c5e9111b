package io.nexushive.policy.guard;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.catalog.CatalogView;
import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.catalog.ViewTable;
import io.nexushive.policy.scope.Analysis;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Body;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.From;
import io.nexushive.policy.tree.Name;
import io.nexushive.policy.tree.Printer;
import io.nexushive.policy.tree.Query;
import io.nexushive.policy.tree.Rewriter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The guards of one query: what is put in the place of each table, and how it is found again. */
public final class Guards {
  /** The stored table's name within its guard. */
  static final String INNER = "stored";

  private final CatalogView view;
  private final Analysis analysis;

  /** By identity: a view holds each table once. */
  private final Map<ViewTable, TableQuery> queries = new IdentityHashMap<>();

  private Guards(CatalogView view, Analysis analysis) {
    this.view = view;
    this.analysis = analysis;
  }

  /**
   * The guards that the tables of an analysed query need.
   *
   * @throws SqlRefused when a guard cannot be written: an attribute is missing, or the dialect has
   *     no such mask
   */
  public static Guards of(CatalogView view, Analysis analysis, Asker asker, MaskTemplates masks) {
    Guards guards = new Guards(view, analysis);
    for (ViewTable table : analysis.tables().values()) {
      if (guards.queries.containsKey(table)) {
        continue;
      }
      List<ViewColumn> used =
          table.columns().stream().filter(c -> analysis.touched().contains(c)).toList();
      if (table.guard().filtersRows() || used.stream().anyMatch(c -> !table.guard().isClear(c))) {
        guards.queries.put(
            table, TableQuery.of(table, used, new TableQuery.Terms(view.dialect(), asker, masks)));
      }
    }
    if (!guards.isEmpty() && !analysis.shadowed().isEmpty()) {
      throw new SqlRefused(
          "unsupported",
          "A column is written with its schema where its table's name means another; give the"
              + " table an alias.",
          analysis.shadowed().get(0).position(),
          true);
    }
    return guards;
  }

  public boolean isEmpty() {
    return queries.isEmpty();
  }

  /** The filters in force, in words, to be shown. */
  public List<String> rowFilters() {
    TreeSet<String> filters = new TreeSet<>();
    queries.forEach(
        (table, query) -> {
          if (!query.filter().isEmpty()) {
            filters.add(table.name() + ": " + query.filter());
          }
        });
    return List.copyOf(filters);
  }

  /** The columns that come masked, as {@code table.column}. */
  public List<String> maskedColumns() {
    TreeSet<String> masked = new TreeSet<>();
    queries.values().forEach(q -> q.masked().forEach(c -> masked.add(c.toString())));
    return List.copyOf(masked);
  }

  /** The analysed query with each guarded table read through its guard. */
  public Query apply(Query query) {
    return isEmpty() ? query : new Guarding().query(query);
  }

  /**
   * A query that was read back, with tables where their guards stood. What is no guard to the
   * letter stays and is judged like anything else.
   */
  public Query strip(Query query) {
    return isEmpty() ? query : new Stripping().query(query);
  }

  private static Name shownName(From.Table table) {
    return table.alias() == null ? table.last() : table.alias();
  }

  private final class Guarding extends Rewriter {
    @Override
    public From.Source table(From.Table table) {
      ViewTable stored = analysis.tables().get(table);
      TableQuery query = stored == null ? null : queries.get(stored);
      if (query == null) {
        return table;
      }
      if (!table.sample().isEmpty() || !table.columns().isEmpty()) {
        throw new SqlRefused(
            "unsupported",
            "You see a part of "
                + stored.name()
                + " only; it may not be sampled or have its columns renamed in FROM.",
            table.position(),
            true);
      }
      return new From.Derived(query.over(table.parts()), false, shownName(table), List.of(), "");
    }

    /** A table that is read through a guard has no schema any more. */
    @Override
    public Expr column(Expr.ColumnRef column) {
      int parts = column.parts().size();
      return parts < 3
          ? column
          : new Expr.ColumnRef(column.parts().subList(parts - 2, parts), column.position());
    }
  }

  private final class Stripping extends Rewriter {
    @Override
    public From.Source derived(From.Derived derived) {
      From.Table within = within(derived);
      ViewTable stored = within == null ? null : view.table(within.parts());
      TableQuery guard = stored == null ? null : queries.get(stored);
      if (guard != null
          && Printer.print(guard.over(within.parts())).equals(Printer.print(derived.query()))) {
        Name alias = derived.alias().equals(within.last()) ? null : derived.alias();
        return new From.Table(within.parts(), alias, List.of(), "", -1);
      }
      return super.derived(derived);
    }

    private static From.Table within(From.Derived derived) {
      boolean plain =
          derived.alias() != null
              && !derived.lateral()
              && derived.columns().isEmpty()
              && derived.sample().isEmpty();
      return plain
              && derived.query().body() instanceof Body.Select select
              && select.from() != null
              && select.from().joins().isEmpty()
              && select.from().first() instanceof From.Table table
          ? table
          : null;
    }
  }

  /** What the dialect needs to keep a query's own conditions out of a guard. */
  static Query.Limit fence(Dialect dialect) {
    return switch (dialect) {
      case POSTGRES, DUCKDB -> new Query.Limit(Query.Limit.Style.LIMIT, null, number("0"));
      case SQLITE ->
          new Query.Limit(
              Query.Limit.Style.LIMIT, Trees.of(Expr.Form.SIGN, "-", number("1")), null);
      case MYSQL -> new Query.Limit(Query.Limit.Style.LIMIT, number("18446744073709551615"), null);
      case SNOWFLAKE, DATABRICKS, BIGQUERY -> null;
    };
  }

  private static Expr number(String text) {
    return new Expr.Literal(text, Expr.Literal.Kind.NUMBER);
  }
}
