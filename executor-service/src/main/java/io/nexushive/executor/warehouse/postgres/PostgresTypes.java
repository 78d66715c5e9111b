package io.nexushive.executor.warehouse.postgres;

import io.nexushive.model.envelope.ColumnType;

/** PostgreSQL's types by their internal names. */
final class PostgresTypes {
  private PostgresTypes() {}

  static ColumnType of(String name) {
    return switch (name) {
      case "int2", "int4", "int8", "oid", "serial", "bigserial", "smallserial" ->
          ColumnType.INTEGER;
      case "numeric" -> ColumnType.DECIMAL;
      case "float4", "float8" -> ColumnType.FLOAT;
      case "bool" -> ColumnType.BOOLEAN;
      case "date" -> ColumnType.DATE;
      case "time", "timetz" -> ColumnType.TIME;
      case "timestamp", "timestamptz" -> ColumnType.TIMESTAMP;
      case "bytea" -> ColumnType.BINARY;
      case "json", "jsonb" -> ColumnType.JSON;
      case "text", "varchar", "bpchar", "char", "name", "uuid", "citext" -> ColumnType.STRING;
      default -> name.startsWith("_") ? ColumnType.JSON : ColumnType.OTHER;
    };
  }
}
