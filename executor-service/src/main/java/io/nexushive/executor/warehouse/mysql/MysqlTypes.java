package io.nexushive.executor.warehouse.mysql;

import io.nexushive.model.envelope.ColumnType;
import java.util.Locale;

/** MySQL's types by their names, in the information schema and in results alike. */
final class MysqlTypes {
  private MysqlTypes() {}

  /**
   * @param name for example {@code bigint unsigned}
   * @param flag whether the column holds a single bit, or is {@code tinyint(1)}, by which these
   *     databases mean a truth value
   */
  static ColumnType of(String name, boolean flag) {
    if (flag) {
      return ColumnType.BOOLEAN;
    }
    return switch (base(name)) {
      case "tinyint", "smallint", "mediumint", "int", "integer", "bigint", "year", "bit" ->
          ColumnType.INTEGER;
      case "decimal", "numeric" -> ColumnType.DECIMAL;
      case "float", "double" -> ColumnType.FLOAT;
      case "boolean" -> ColumnType.BOOLEAN;
      case "date" -> ColumnType.DATE;
      case "time" -> ColumnType.TIME;
      case "datetime", "timestamp" -> ColumnType.TIMESTAMP;
      case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> ColumnType.BINARY;
      case "json" -> ColumnType.JSON;
      case "char",
          "varchar",
          "tinytext",
          "text",
          "mediumtext",
          "longtext",
          "enum",
          "set",
          "uuid",
          "inet4",
          "inet6" ->
          ColumnType.STRING;
      default -> ColumnType.OTHER;
    };
  }

  /** The first word of a type's name, in lower case. */
  static String base(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int end = lower.indexOf(' ');
    return end < 0 ? lower : lower.substring(0, end);
  }
}
