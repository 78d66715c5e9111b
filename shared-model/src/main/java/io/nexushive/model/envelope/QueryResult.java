package io.nexushive.model.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;

/**
 * What the warehouse returned.
 *
 * @param rows each with one JSON scalar per column; dates and times as ISO-8601 text
 * @param rowCount how many rows there are here
 * @param truncated whether the warehouse had more than the cap lets through
 * @param elapsedMs how long the statement took, in milliseconds
 * @param statementId the warehouse's own id of the statement, where it has one
 * @param checks what looked odd about the rows, in plain words
 */
public record QueryResult(
    List<Column> columns,
    List<List<JsonNode>> rows,
    int rowCount,
    boolean truncated,
    long elapsedMs,
    String statementId,
    List<String> checks) {

  /** The most that the rows may weigh as JSON, in bytes. */
  public static final int MAX_BYTES = 512 * 1024;

  public QueryResult {
    columns = Lists.copy(columns);
    rows = rows == null ? List.of() : rows.stream().map(List::copyOf).toList();
    checks = Lists.copy(checks);
  }

  /**
   * A column of the result.
   *
   * @param name as the query names it
   */
  public record Column(String name, ColumnType type) {
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
    }
  }

  /** The same without its rows, for readers that are not the asker. */
  public QueryResult withoutRows() {
    return new QueryResult(columns, List.of(), rowCount, truncated, elapsedMs, statementId, checks);
  }

  /** The same with what was found odd about it. */
  public QueryResult checked(List<String> found) {
    return new QueryResult(columns, rows, rowCount, truncated, elapsedMs, statementId, found);
  }
}
