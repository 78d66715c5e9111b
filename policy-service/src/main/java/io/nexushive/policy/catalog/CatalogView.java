package io.nexushive.policy.catalog;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.document.Metric;
import io.nexushive.policy.document.PolicyDocument;
import io.nexushive.policy.document.ReviewCondition;
import io.nexushive.policy.document.Rights;
import io.nexushive.policy.tree.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A catalogue as a set of roles may see it. Forbidden columns stay in it, marked, because a name
 * must be found where the warehouse would find it, and be refused there.
 */
public final class CatalogView {
  private final Dialect dialect;
  private final String version;
  private final List<PolicyDocument.Combination> combinations;
  private final List<Metric> metrics;
  private final List<ReviewCondition> reviewed;
  private final Map<String, List<ViewTable>> byName = new HashMap<>();

  public CatalogView(Catalog catalog, PolicyDocument policy, Rights rights, Dialect dialect) {
    this.dialect = dialect;
    this.version = catalog.version();
    this.combinations =
        policy.combinations().stream().filter(c -> !rights.anyOf(c.exceptFor())).toList();
    this.metrics = policy.metrics().stream().filter(m -> !rights.anyOf(m.exceptFor())).toList();
    this.reviewed =
        policy.review().conditions().stream().filter(r -> rights.allCoveredBy(r.to())).toList();
    for (CatalogTable table : catalog.tables()) {
      ViewTable view = view(table, policy, rights);
      byName
          .computeIfAbsent(NameRules.catalogued(dialect, table.name()), k -> new ArrayList<>())
          .add(view);
    }
  }

  private static ViewTable view(CatalogTable table, PolicyDocument policy, Rights rights) {
    String tableName = table.name().toLowerCase(Locale.ROOT);
    List<ViewColumn> columns = new ArrayList<>(table.columns().size());
    for (CatalogTable.Column column : table.columns()) {
      boolean key =
          table.primaryKey().size() == 1
              && table.primaryKey().get(0).equalsIgnoreCase(column.name());
      columns.add(
          new ViewColumn(
              table.name(),
              column.name(),
              key,
              column.type().isNumeric(),
              rights.forbids(policy, tableName, column.name().toLowerCase(Locale.ROOT))));
    }
    return new ViewTable(
        table.schema(),
        table.name(),
        rights.reads(policy, tableName),
        columns,
        guard(tableName, columns, policy, rights));
  }

  private static TableGuard guard(
      String table, List<ViewColumn> columns, PolicyDocument policy, Rights rights) {
    List<TableGuard.Alternative> alternatives = new ArrayList<>();
    for (String role : rights.readers(policy, table)) {
      Map<String, Visibility> seen = new HashMap<>();
      for (ViewColumn column : columns) {
        seen.put(column.lower(), visibility(policy, role, table, column.lower()));
      }
      alternatives.add(new TableGuard.Alternative(policy.rowFilters(role, table), seen));
    }
    return new TableGuard(alternatives);
  }

  private static Visibility visibility(
      PolicyDocument policy, String role, String table, String column) {
    if (Rights.forbids(policy, role, table, column) != null) {
      return Visibility.HIDDEN;
    }
    return policy.mask(role, table, column).map(Visibility::masked).orElse(Visibility.CLEAR);
  }

  public Dialect dialect() {
    return dialect;
  }

  /** Columns that the roles may not use together. */
  public List<PolicyDocument.Combination> combinations() {
    return combinations;
  }

  /** Figures that the roles may fold in certain ways only. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** What a steward must agree to when these roles ask. */
  public List<ReviewCondition> reviewed() {
    return reviewed;
  }

  public String version() {
    return version;
  }

  /** The table that {@code parts} names; {@code null} where there is none, or more than one. */
  public ViewTable table(List<Name> parts) {
    if (parts.size() > 2) {
      return null;
    }
    Name last = parts.get(parts.size() - 1);
    List<ViewTable> found = byName.get(NameRules.folded(dialect, last));
    if (found == null) {
      return null;
    }
    if (parts.size() == 1) {
      return found.size() == 1 ? found.get(0) : inDefaultSchema(found);
    }
    String schema = NameRules.folded(dialect, parts.get(0));
    ViewTable match = null;
    for (ViewTable table : found) {
      boolean fits =
          table.schema() == null
              ? NameRules.isDefaultSchema(dialect, schema)
              : NameRules.catalogued(dialect, table.schema()).equals(schema);
      if (fits && match != null) {
        return null;
      }
      match = fits ? table : match;
    }
    return match;
  }

  private ViewTable inDefaultSchema(List<ViewTable> found) {
    ViewTable match = null;
    for (ViewTable table : found) {
      boolean fits =
          table.schema() == null
              || NameRules.isDefaultSchema(dialect, NameRules.catalogued(dialect, table.schema()));
      if (fits && match != null) {
        return null;
      }
      match = fits ? table : match;
    }
    return match;
  }
}
