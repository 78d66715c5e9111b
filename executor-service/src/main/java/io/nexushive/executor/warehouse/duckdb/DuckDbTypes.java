package io.nexushive.executor.warehouse.duckdb;

import io.nexushive.model.envelope.ColumnType;

/** DuckDB's types by their names. */
final class DuckDbTypes {
  private DuckDbTypes() {}

  static ColumnType of(String name) {
    if (name.endsWith("]") || name.startsWith("STRUCT") || name.startsWith("MAP")) {
      return ColumnType.JSON;
    }
    if (name.startsWith("DECIMAL")) {
      return ColumnType.DECIMAL;
    }
    if (name.startsWith("TIMESTAMP")) {
      return ColumnType.TIMESTAMP;
    }
    if (name.startsWith("ENUM")) {
      return ColumnType.STRING;
    }
    return switch (name) {
      case "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "UHUGEINT" ->
          ColumnType.INTEGER;
      case "FLOAT", "DOUBLE" -> ColumnType.FLOAT;
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "DATE" -> ColumnType.DATE;
      case "TIME", "TIME WITH TIME ZONE" -> ColumnType.TIME;
      case "VARCHAR", "UUID" -> ColumnType.STRING;
      case "BLOB" -> ColumnType.BINARY;
      case "JSON" -> ColumnType.JSON;
      default -> ColumnType.OTHER;
    };
  }
}
