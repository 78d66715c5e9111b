package io.nexushive.policy.catalog;

import io.nexushive.policy.document.RowFilter;
import java.util.List;
import java.util.Map;

/**
 * What an asker sees of a table: on each row the union of what his roles say about that row, and
 * nothing that no single role says. A role that sees all rows masked and one that sees some rows in
 * clear together give the clear values on those rows only.
 *
 * @param alternatives what each role that may read the table sees of it, each once
 */
public record TableGuard(List<Alternative> alternatives) {
  public TableGuard {
    alternatives = alternatives.stream().distinct().toList();
  }

  /**
   * What one role sees of a table.
   *
   * @param filters all of which a row must meet; empty where every row is seen
   * @param columns by name, in lower case
   */
  public record Alternative(List<RowFilter> filters, Map<String, Visibility> columns) {
    public Alternative {
      filters = List.copyOf(filters);
      columns = Map.copyOf(columns);
    }

    public boolean seesEveryRow() {
      return filters.isEmpty();
    }

    public Visibility of(ViewColumn column) {
      return columns.getOrDefault(column.lower(), Visibility.HIDDEN);
    }
  }

  /** Whether there are rows that may stay unseen. */
  public boolean filtersRows() {
    return alternatives.stream().noneMatch(Alternative::seesEveryRow);
  }

  /** Whether the column is seen as it is stored, on every row that is seen. */
  public boolean isClear(ViewColumn column) {
    return alternatives.stream().allMatch(a -> a.of(column).isClear())
        || alternatives.stream().anyMatch(a -> a.seesEveryRow() && a.of(column).isClear());
  }

  /** Whether no role sees anything of the column. */
  public boolean isHidden(ViewColumn column) {
    return alternatives.stream().allMatch(a -> a.of(column).hidden());
  }
}
