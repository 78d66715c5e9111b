package io.nexushive.executor.warehouse.bigquery;

import io.nexushive.model.envelope.ColumnType;
import java.util.Locale;

/** BigQuery's types by their names, those of SQL and those of results. */
final class BigQueryTypes {
  private BigQueryTypes() {}

  /**
   * @param name for example {@code NUMERIC(12, 2)} or {@code ARRAY<INT64>}
   */
  static ColumnType of(String name) {
    return switch (name.toUpperCase(Locale.ROOT).replaceAll("[(<].*", "")) {
      case "INT64", "INTEGER" -> ColumnType.INTEGER;
      case "NUMERIC", "BIGNUMERIC" -> ColumnType.DECIMAL;
      case "FLOAT64", "FLOAT" -> ColumnType.FLOAT;
      case "BOOL", "BOOLEAN" -> ColumnType.BOOLEAN;
      case "STRING" -> ColumnType.STRING;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "DATETIME", "TIMESTAMP" -> ColumnType.TIMESTAMP;
      case "BYTES" -> ColumnType.BINARY;
      case "JSON", "ARRAY", "STRUCT", "RECORD" -> ColumnType.JSON;
      default -> ColumnType.OTHER;
    };
  }
}
