package io.nexushive.policy.scope;

import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.scope.Scope.Clause;
import io.nexushive.policy.tree.Body;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Query;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a query was found to read, clause by clause. Columns are stored ones, as {@code
 * table.column}, in the order in which they appear; one may stand in several clauses.
 *
 * @param tables stored tables
 * @param projected columns whose values reach the result
 * @param filtered columns that WHERE, HAVING or QUALIFY, anywhere in the query, decide by
 * @param joined columns that tables are joined by
 * @param grouped columns that groups are made by
 * @param ordered columns that an ORDER BY sorts by
 * @param functions functions that are called, by name
 * @param level {@code constant}, {@code aggregated} or {@code rows}: how close the result's rows
 *     are to stored ones
 * @param limit the most rows that the text asks for; {@code null} where it does not say
 * @param unjoined whether tables stand side by side without an equality between them
 */
@RegisterForReflection
public record Facts(
    List<String> tables,
    List<String> projected,
    List<String> filtered,
    List<String> joined,
    List<String> grouped,
    List<String> ordered,
    List<String> functions,
    String level,
    Long limit,
    boolean unjoined) {

  static Facts of(Context context, Shape shape, Query query) {
    Set<ViewColumn> projected = new LinkedHashSet<>();
    shape.fields().forEach(f -> projected.addAll(f.sources()));
    Set<ViewColumn> joined = new LinkedHashSet<>(context.in(Clause.JOIN));
    for (Context.JoinKey key : context.joinKeys) {
      joined.add(key.left());
      joined.add(key.right());
    }
    Set<ViewColumn> filtered = new LinkedHashSet<>(context.in(Clause.WHERE));
    filtered.addAll(context.in(Clause.HAVING));
    filtered.addAll(context.in(Clause.QUALIFY));
    return new Facts(
        List.copyOf(context.tables),
        names(projected),
        names(filtered),
        names(joined),
        names(context.in(Clause.GROUP)),
        names(context.in(Clause.ORDER)),
        List.copyOf(context.functions),
        shape.level().name().toLowerCase(Locale.ROOT),
        limit(query),
        context.unjoined);
  }

  private static List<String> names(Collection<ViewColumn> columns) {
    return columns.stream().map(ViewColumn::toString).toList();
  }

  private static Long limit(Query query) {
    Expr count = query.limit() == null ? null : query.limit().count();
    if (query.body() instanceof Body.Select select && select.top() != null) {
      count = select.top();
    }
    if (count instanceof Expr.Literal literal && literal.kind() == Expr.Literal.Kind.NUMBER) {
      return (long) Double.parseDouble(literal.text());
    }
    return null;
  }
}
