package io.nexushive.executor.warehouse.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.QueryResult;
import java.sql.SQLException;
import java.util.List;

/** Reads the current row of a result set as JSON scalars. */
public interface RowReader {

  List<JsonNode> row() throws SQLException;

  /** The columns; asked for after the last row that was read. */
  List<QueryResult.Column> columns();
}
