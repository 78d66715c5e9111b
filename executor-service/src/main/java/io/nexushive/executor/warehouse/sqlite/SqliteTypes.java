package io.nexushive.executor.warehouse.sqlite;

import io.nexushive.model.envelope.ColumnType;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads types as SQLite's tables declare them. SQLite itself makes little of them, readers make
 * more.
 *
 * @param scale declared digits after the point; -1 where none are declared
 */
record SqliteTypes(ColumnType type, int scale) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([A-Za-z_]+(?: [A-Za-z_]+)*)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?.*");
  private static final int SCALE = 3;

  /**
   * @param declared for example {@code DECIMAL(12,2)}; {@code null} or empty where nothing is
   *     declared
   */
  static SqliteTypes of(String declared) {
    Matcher matcher = FORM.matcher(declared == null ? "" : declared);
    if (!matcher.matches()) {
      return new SqliteTypes(ColumnType.OTHER, -1);
    }
    String scale = matcher.group(SCALE);
    return new SqliteTypes(
        typeOf(matcher.group(1).toUpperCase(Locale.ROOT)),
        scale == null ? -1 : Integer.parseInt(scale));
  }

  private static ColumnType typeOf(String name) {
    return switch (name) {
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "DATETIME", "TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE" ->
          ColumnType.TIMESTAMP;
      case "BOOL", "BOOLEAN" -> ColumnType.BOOLEAN;
      case "DECIMAL", "NUMERIC", "NUMBER", "MONEY" -> ColumnType.DECIMAL;
      case "JSON", "JSONB" -> ColumnType.JSON;
      case "UUID", "STRING", "ENUM" -> ColumnType.STRING;
      default -> byPart(name);
    };
  }

  private static ColumnType byPart(String name) {
    if (name.contains("INT") || name.equals("SERIAL") || name.equals("BIGSERIAL")) {
      return ColumnType.INTEGER;
    }
    if (name.contains("CHAR") || name.contains("TEXT") || name.contains("CLOB")) {
      return ColumnType.STRING;
    }
    if (name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB")) {
      return ColumnType.FLOAT;
    }
    return name.contains("BLOB") || name.contains("BINARY") ? ColumnType.BINARY : ColumnType.OTHER;
  }
}
