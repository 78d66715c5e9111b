package io.nexushive.executor.warehouse.databricks;

import io.nexushive.model.envelope.ColumnType;
import java.util.Locale;

/** Databricks' types by their names. */
final class DatabricksTypes {
  private DatabricksTypes() {}

  /**
   * @param name for example {@code decimal(12,2)} or {@code array<int>}
   */
  static ColumnType of(String name) {
    return switch (base(name)) {
      case "TINYINT", "BYTE", "SMALLINT", "SHORT", "INT", "INTEGER", "BIGINT", "LONG" ->
          ColumnType.INTEGER;
      case "DECIMAL" -> ColumnType.DECIMAL;
      case "FLOAT", "DOUBLE" -> ColumnType.FLOAT;
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "STRING", "VARCHAR", "CHAR" -> ColumnType.STRING;
      case "DATE" -> ColumnType.DATE;
      case "TIMESTAMP", "TIMESTAMP_NTZ" -> ColumnType.TIMESTAMP;
      case "BINARY" -> ColumnType.BINARY;
      case "ARRAY", "MAP", "STRUCT", "VARIANT" -> ColumnType.JSON;
      default -> ColumnType.OTHER;
    };
  }

  /** A type's name without what stands in brackets, in upper case. */
  static String base(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[(<].*", "").strip();
  }
}
