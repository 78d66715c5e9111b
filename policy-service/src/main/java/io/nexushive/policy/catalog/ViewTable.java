package io.nexushive.policy.catalog;

import java.util.List;

/**
 * A table as a set of roles may see it.
 *
 * @param readable whether any of the roles may read it at all
 * @param guard which rows and values of it they see
 */
public record ViewTable(
    String schema, String name, boolean readable, List<ViewColumn> columns, TableGuard guard) {
  public ViewTable {
    columns = List.copyOf(columns);
  }

  /** The column that a policy names; {@code null} where there is none. */
  public ViewColumn column(String lower) {
    return columns.stream().filter(c -> c.lower().equals(lower)).findFirst().orElse(null);
  }

  public boolean hasForbidden() {
    return columns.stream().anyMatch(ViewColumn::isForbidden);
  }
}
