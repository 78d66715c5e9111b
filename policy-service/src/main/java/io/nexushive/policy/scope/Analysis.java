package io.nexushive.policy.scope;

import io.nexushive.model.envelope.Lineage;
import io.nexushive.model.envelope.Reason;
import io.nexushive.policy.catalog.CatalogView;
import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.catalog.ViewTable;
import io.nexushive.policy.document.PolicyDocument;
import io.nexushive.policy.document.PolicyDocument.Action;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.From;
import io.nexushive.policy.tree.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a query was found to be.
 *
 * @param findings every rule that fired
 * @param lineage what it reads
 * @param facts what it reads in which clause
 * @param template it as it was read, with the values that it holds columns against; made when asked
 *     for, since decisions need none
 * @param level how close its rows are to stored ones
 * @param strings names that are strings, because SQLite would find no such column
 * @param tables the stored table that each name in FROM stands for, by identity
 * @param touched every stored column that is read
 * @param shadowed columns written with a schema whose table's name alone means another table
 */
public record Analysis(
    Findings findings,
    List<Lineage> lineage,
    Facts facts,
    Supplier<Template> template,
    Level level,
    Set<Expr.ColumnRef> strings,
    Map<From.Table, ViewTable> tables,
    Set<ViewColumn> touched,
    List<Expr.ColumnRef> shadowed) {

  /** Reads {@code query} as the roles behind {@code view} may. */
  public static Analysis of(Query query, CatalogView view, PolicyDocument policy) {
    Context context = new Context(view, policy);
    Shape shape = new Queries(context).query(query, null, null);
    new ColumnRules(context).check();
    review(context, shape, policy, Places.of(query));
    return new Analysis(
        context.findings,
        lineage(context, shape),
        Facts.of(context, shape, query),
        () -> Template.of(query, context.compared),
        shape.level(),
        context.strings,
        context.resolved,
        context.touched,
        context.shadowed);
  }

  public List<Reason> reasons() {
    return findings.reasons();
  }

  private static void review(Context context, Shape shape, PolicyDocument policy, int place) {
    if (shape.level() == Level.ROWS) {
      if (policy.review().rowLevel() == Action.REVIEW) {
        context.findings.add(
            Findings.Weight.REVIEW,
            "row-level",
            "The result holds rows as they are stored; a steward must agree. Aggregated results"
                + " need no review.",
            null,
            place);
      }
    } else if (shape.isolated() && policy.kAnonymity().below() != Action.ALLOW) {
      String message =
          "The result may tell of fewer than "
              + policy.kAnonymity().threshold()
              + " stored rows. Choose a larger group.";
      if (policy.kAnonymity().below() == Action.DENY) {
        context.repairable("small-group", message, null, place);
      } else {
        context.findings.add(Findings.Weight.REVIEW, "small-group", message, null, place);
      }
    }
  }

  private static List<Lineage> lineage(Context context, Shape shape) {
    Set<ViewColumn> projected = new LinkedHashSet<>();
    shape.fields().forEach(f -> projected.addAll(f.sources()));
    Map<String, List<String>> projectedByTable = new LinkedHashMap<>();
    Map<String, List<String>> usedByTable = new LinkedHashMap<>();
    for (String table : context.tables) {
      projectedByTable.put(table, new ArrayList<>());
      usedByTable.put(table, new ArrayList<>());
    }
    for (ViewColumn column : context.touched) {
      Map<String, List<String>> map = projected.contains(column) ? projectedByTable : usedByTable;
      map.computeIfAbsent(column.table(), k -> new ArrayList<>()).add(column.name());
    }
    List<Lineage> lineage = new ArrayList<>(context.tables.size());
    for (String table : context.tables) {
      lineage.add(new Lineage(table, projectedByTable.get(table), usedByTable.get(table)));
    }
    return lineage;
  }
}
