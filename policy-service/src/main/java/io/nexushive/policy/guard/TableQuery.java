package io.nexushive.policy.guard;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.catalog.TableGuard;
import io.nexushive.policy.catalog.TableGuard.Alternative;
import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.catalog.ViewTable;
import io.nexushive.policy.catalog.Visibility;
import io.nexushive.policy.document.Mask;
import io.nexushive.policy.document.RowFilter;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Body;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.From;
import io.nexushive.policy.tree.Name;
import io.nexushive.policy.tree.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The query that a table is read through: its rows that the asker may see, with the columns that
 * are asked for, masked where they must be.
 *
 * @param items what it gives back
 * @param where {@code null} where every row is seen
 * @param filter the same in words; empty where every row is seen
 * @param masked columns that do not come as they are stored
 */
record TableQuery(
    Dialect dialect, List<Body.Item> items, Expr where, String filter, List<ViewColumn> masked) {

  /** What a guard is written with. */
  record Terms(Dialect dialect, Asker asker, MaskTemplates masks) {}

  static TableQuery of(ViewTable table, List<ViewColumn> used, Terms terms) {
    Map<Alternative, Expr> conditions = conditions(table, used, terms);
    TableGuard guard = new TableGuard(List.copyOf(conditions.keySet()));
    Expr where = guard.filtersRows() ? Trees.joined("OR", List.copyOf(conditions.values())) : null;
    List<Body.Item> items = new ArrayList<>();
    List<ViewColumn> masked = new ArrayList<>();
    for (ViewColumn column : used) {
      if (guard.isClear(column)) {
        items.add(new Body.Item(stored(column, terms.dialect()), null));
      } else {
        masked.add(column);
        items.add(
            new Body.Item(
                seen(column, guard, conditions, terms),
                Literals.name(terms.dialect(), column.name())));
      }
    }
    if (items.isEmpty()) {
      items.add(new Body.Item(new Expr.Literal("1", Expr.Literal.Kind.NUMBER), any(table, terms)));
    }
    return new TableQuery(terms.dialect(), items, where, words(guard), masked);
  }

  /** Rows without a column that is asked for still count; one name of the table stands for them. */
  private static Name any(ViewTable table, Terms terms) {
    return Literals.name(terms.dialect(), table.columns().get(0).name());
  }

  /** What each role that can be decided on sees; {@code null} as condition for every row. */
  private static Map<Alternative, Expr> conditions(
      ViewTable table, List<ViewColumn> used, Terms terms) {
    Map<Alternative, Expr> conditions = new LinkedHashMap<>();
    SqlRefused missing = null;
    for (Alternative alternative : table.guard().alternatives()) {
      try {
        conditions.put(alternative, condition(alternative, table, terms));
      } catch (SqlRefused e) {
        missing = e;
      }
    }
    TableGuard left = new TableGuard(List.copyOf(conditions.keySet()));
    // A role whose filter cannot be written gives nothing; what only it would show is refused.
    if (missing != null && (conditions.isEmpty() || used.stream().anyMatch(left::isHidden))) {
      throw missing;
    }
    return conditions;
  }

  private static Expr condition(Alternative alternative, ViewTable table, Terms terms) {
    List<Expr> all = new ArrayList<>();
    for (RowFilter filter : alternative.filters()) {
      all.add(BoundFilter.of(filter, table, terms.dialect(), terms.asker()));
    }
    return all.isEmpty() ? null : Trees.joined("AND", all);
  }

  private static Expr stored(ViewColumn column, Dialect dialect) {
    return new Expr.ColumnRef(
        List.of(Name.plain(Guards.INNER), Literals.name(dialect, column.name())), -1);
  }

  /** One form for all roles, or a choice by the conditions of the roles, clear values first. */
  private static Expr seen(
      ViewColumn column, TableGuard guard, Map<Alternative, Expr> conditions, Terms terms) {
    Map<Visibility, List<Expr>> byForm = new LinkedHashMap<>();
    for (Alternative alternative : guard.alternatives()) {
      List<Expr> of = byForm.computeIfAbsent(alternative.of(column), k -> new ArrayList<>());
      of.add(conditions.get(alternative));
    }
    if (byForm.size() == 1) {
      return form(column, byForm.keySet().iterator().next(), terms);
    }
    List<Object> pieces = new ArrayList<>();
    pieces.add("CASE");
    List<Visibility> order = new ArrayList<>(byForm.keySet());
    order.removeIf(Visibility::hidden);
    order.sort(java.util.Comparator.comparing(Visibility::isMasked));
    for (Visibility each : order) {
      boolean everywhere = byForm.get(each).contains(null);
      if (everywhere) {
        pieces.add("ELSE");
        pieces.add(form(column, each, terms));
        break;
      }
      pieces.add("WHEN");
      pieces.add(Trees.joined("OR", byForm.get(each)));
      pieces.add("THEN");
      pieces.add(form(column, each, terms));
    }
    pieces.add("END");
    return Trees.of(Expr.Form.CASE, pieces.toArray());
  }

  private static Expr form(ViewColumn column, Visibility visibility, Terms terms) {
    Expr stored = stored(column, terms.dialect());
    if (visibility.isClear()) {
      return stored;
    }
    Mask.Form form = visibility.mask() == null ? new Mask.Full() : visibility.mask();
    return terms
        .masks()
        .masked(terms.dialect(), form, stored)
        .orElseThrow(
            () ->
                new SqlRefused(
                    "mask",
                    "You see "
                        + column
                        + " masked only (as "
                        + form.word()
                        + "), which "
                        + terms.dialect().wire()
                        + " cannot do. Leave the column out.",
                    -1,
                    false,
                    column.toString()));
  }

  private static String words(TableGuard guard) {
    if (!guard.filtersRows()) {
      return "";
    }
    boolean several = guard.alternatives().size() > 1;
    return guard.alternatives().stream()
        .map(a -> a.filters().stream().map(RowFilter::text).collect(Collectors.joining(" AND ")))
        .distinct()
        .map(text -> several ? "(" + text + ")" : text)
        .collect(Collectors.joining(" OR "));
  }

  /** The query over the table as it was written. */
  Query over(List<Name> table) {
    From.Table stored = new From.Table(table, Name.plain(Guards.INNER), List.of(), "", -1);
    Body.Select select =
        new Body.Select(
            "",
            List.of(),
            null,
            items,
            new From(stored, List.of()),
            where,
            null,
            null,
            null,
            List.of());
    return new Query(
        List.of(), false, select, List.of(), where == null ? null : Guards.fence(dialect));
  }
}
