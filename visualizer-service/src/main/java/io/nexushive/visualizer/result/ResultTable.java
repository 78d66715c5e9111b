package io.nexushive.visualizer.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.QueryResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A result by column. Of columns with the same name only the first is here: charts refer to columns
 * by name.
 *
 * @param rowCount how many rows there are here
 * @param truncated whether the warehouse had more
 */
public record ResultTable(List<ResultColumn> columns, int rowCount, boolean truncated) {
  public ResultTable {
    columns = List.copyOf(columns);
  }

  public static ResultTable of(QueryResult result) {
    List<ResultColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < result.columns().size(); i++) {
      QueryResult.Column column = result.columns().get(i);
      if (names.add(column.name())) {
        int at = i;
        List<JsonNode> values = result.rows().stream().map(r -> r.get(at)).toList();
        columns.add(new ResultColumn(column.name(), column.type(), values));
      }
    }
    return new ResultTable(columns, result.rows().size(), result.truncated());
  }

  public boolean isEmpty() {
    return rowCount == 0;
  }

  /** Whether rows exist but none has any value: an aggregate over nothing. */
  public boolean hasNoValue() {
    return rowCount > 0 && columns.stream().allMatch(ResultColumn::isEmpty);
  }

  public List<ResultColumn> measures() {
    return columns.stream().filter(ResultColumn::isMeasure).toList();
  }

  public List<ResultColumn> times() {
    return columns.stream().filter(ResultColumn::isTime).toList();
  }

  public List<ResultColumn> categories() {
    return columns.stream().filter(ResultColumn::isCategory).toList();
  }
}
