package io.nexushive.executor.warehouse;

import io.nexushive.model.envelope.QueryResult;
import java.util.List;

/**
 * How a statement went.
 *
 * @param columns the result's columns; types are final only after the last row, since some
 *     warehouses type values instead of columns
 * @param complete whether the warehouse had no more rows
 * @param statementId the warehouse's own id of the statement; absent where it has none
 */
public record Execution(List<QueryResult.Column> columns, boolean complete, String statementId) {
  public Execution {
    columns = List.copyOf(columns);
  }
}
