package io.nexushive.model.envelope;

import java.util.List;
import java.util.Objects;

/**
 * What a query reads of one table.
 *
 * @param table the table's name
 * @param projected columns whose values reach the result, directly or inside an expression
 * @param used columns that only decide which rows or groups appear, or in which order
 */
public record Lineage(String table, List<String> projected, List<String> used) {
  public Lineage {
    Objects.requireNonNull(table, "table");
    projected = Lists.copy(projected);
    used = Lists.copy(used);
  }
}
