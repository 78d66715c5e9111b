package io.nexushive.executor.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.QueryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in plain words what is odd about a result, so that nobody has to find out by himself. */
final class ResultChecks {
  private ResultChecks() {}

  /**
   * @param read the tables that the statement reads, as far as they are known
   */
  static List<String> of(QueryResult result, List<CatalogTable> read) {
    List<QueryResult.Column> columns = result.columns();
    List<List<JsonNode>> rows = result.rows();
    List<String> checks = new ArrayList<>(ofRows(columns, rows, result.truncated()));
    checks.addAll(JoinChecks.of(read, columns, rows));
    return checks;
  }

  private static List<String> ofRows(
      List<QueryResult.Column> columns, List<List<JsonNode>> rows, boolean truncated) {
    List<String> checks = new ArrayList<>();
    if (truncated) {
      checks.add(
          rows.isEmpty()
              ? "The first row alone is larger than what can be shown."
              : "There are more rows than the " + rows.size() + " shown here.");
    } else if (rows.isEmpty()) {
      checks.add("No row matches the question.");
    }
    List<String> empty = columnsWithoutValue(columns, rows);
    if (!rows.isEmpty() && empty.size() == columns.size()) {
      checks.add("No value at all was found: nothing in the data matches the question.");
    } else if (!empty.isEmpty()) {
      checks.add(empty.stream().collect(Collectors.joining(", ", "No row has a value for: ", ".")));
    }
    List<String> mixed =
        columns.stream()
            .filter(c -> c.type() == ColumnType.OTHER)
            .map(QueryResult.Column::name)
            .filter(c -> !empty.contains(c))
            .toList();
    if (!mixed.isEmpty()) {
      checks.add(
          mixed.stream()
              .collect(Collectors.joining(", ", "Values of mixed types stand in: ", ".")));
    }
    if (hasRepeatedRows(rows)) {
      checks.add("Some rows appear more than once; a join may multiply them.");
    }
    return checks;
  }

  private static List<String> columnsWithoutValue(
      List<QueryResult.Column> columns, List<List<JsonNode>> rows) {
    List<String> empty = new ArrayList<>();
    for (int i = 0; i < columns.size() && !rows.isEmpty(); i++) {
      int column = i;
      if (rows.stream().allMatch(r -> r.get(column).isNull())) {
        empty.add(columns.get(i).name());
      }
    }
    return empty;
  }

  private static boolean hasRepeatedRows(List<List<JsonNode>> rows) {
    return rows.size() > 1
        && rows.get(0).size() > 1
        && rows.stream().distinct().count() < rows.size();
  }
}
