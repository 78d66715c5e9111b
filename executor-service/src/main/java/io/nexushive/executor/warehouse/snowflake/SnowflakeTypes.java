package io.nexushive.executor.warehouse.snowflake;

import io.nexushive.model.envelope.ColumnType;
import java.util.Locale;

/** Snowflake's types by their names, in the information schema and in results alike. */
final class SnowflakeTypes {
  private SnowflakeTypes() {}

  /**
   * @param name for example {@code TIMESTAMP_NTZ}, which results spell {@code TIMESTAMPNTZ}
   * @param scale of a number: without digits behind the point it is a whole one
   */
  static ColumnType of(String name, int scale) {
    return switch (name.toUpperCase(Locale.ROOT).replace("_", "")) {
      case "NUMBER", "DECIMAL", "BIGINT", "INTEGER" ->
          scale == 0 ? ColumnType.INTEGER : ColumnType.DECIMAL;
      case "DECFLOAT" -> ColumnType.DECIMAL;
      case "FLOAT", "DOUBLE", "REAL" -> ColumnType.FLOAT;
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "TEXT", "VARCHAR", "CHAR", "STRING", "UUID" -> ColumnType.STRING;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "TIMESTAMPNTZ", "TIMESTAMPLTZ", "TIMESTAMPTZ", "TIMESTAMP" -> ColumnType.TIMESTAMP;
      case "BINARY", "VARBINARY" -> ColumnType.BINARY;
      case "VARIANT", "OBJECT", "ARRAY", "MAP", "VECTOR", "GEOGRAPHY", "GEOMETRY" ->
          ColumnType.JSON;
      default -> ColumnType.OTHER;
    };
  }
}
