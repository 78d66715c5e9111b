package io.nexushive.policy.catalog;

import java.util.List;

/**
 * A table as a set of roles may see it.
 *
 * @param readable whether any of the roles may read it at all
 */
public record ViewTable(String schema, String name, boolean readable, List<ViewColumn> columns) {
  public ViewTable {
    columns = List.copyOf(columns);
  }

  public boolean hasForbidden() {
    return columns.stream().anyMatch(ViewColumn::isForbidden);
  }
}
