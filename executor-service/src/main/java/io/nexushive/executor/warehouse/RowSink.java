package io.nexushive.executor.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Takes rows as they come from the warehouse. */
@FunctionalInterface
public interface RowSink {

  /**
   * Takes one row: a JSON scalar per column; exact numbers, dates and times as ISO-8601 text,
   * binary as base64.
   *
   * @return whether more rows are wanted
   */
  boolean row(List<JsonNode> values);
}
