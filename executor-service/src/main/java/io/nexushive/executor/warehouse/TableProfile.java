package io.nexushive.executor.warehouse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a table holds.
 *
 * @param rowEstimate about how many rows; {@code null} where unknown
 * @param columns profiles by column name, of those columns that were looked at
 */
public record TableProfile(Long rowEstimate, Map<String, ColumnProfile> columns) {
  public TableProfile {
    columns = Map.copyOf(columns);
  }

  /** Nothing but the number of rows. */
  public static TableProfile ofRows(Long rowEstimate) {
    return new TableProfile(rowEstimate, Map.of());
  }

  public Optional<ColumnProfile> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /**
   * What a column holds.
   *
   * @param window smallest and largest value of a date or number column; {@code null} elsewhere
   * @param values every distinct value of a short text column with few of them; empty elsewhere
   */
  public record ColumnProfile(Window window, List<String> values) {
    public ColumnProfile {
      values = List.copyOf(values);
    }
  }
}
