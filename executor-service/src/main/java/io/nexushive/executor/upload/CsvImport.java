package io.nexushive.executor.upload;

import java.util.List;

/**
 * What is to be made of an uploaded file.
 *
 * @param connectionId for which connection
 * @param table the table's name
 * @param columns names and types, one for each of the file's columns
 */
public record CsvImport(
    String connectionId, String table, CsvFormat format, List<CsvColumn> columns) {

  /**
   * How it went.
   *
   * @param file the setting of the connection that leads to it; absent when rows do not fit
   * @param badRows how many lines do not fit, counted up to a bound, and {@code examples} the first
   *     of them; nothing is kept when there are any
   */
  public record Outcome(String file, long rows, long badRows, List<BadRow> examples) {}

  /**
   * A line that does not fit.
   *
   * @param line from 1 on, the header's line counted
   * @param column absent where it is about the whole line
   */
  public record BadRow(long line, String column, String message) {}
}
