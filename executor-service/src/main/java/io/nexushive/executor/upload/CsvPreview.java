package io.nexushive.executor.upload;

import java.util.List;

/**
 * What an uploaded file looks like.
 *
 * @param encoding how its characters were written
 * @param columns proposed names and types, in order
 * @param rows the first rows as they stand in the file
 */
public record CsvPreview(
    String encoding,
    long bytes,
    String table,
    CsvFormat format,
    List<CsvColumn> columns,
    List<List<String>> rows) {}
