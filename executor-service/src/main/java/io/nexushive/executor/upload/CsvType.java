package io.nexushive.executor.upload;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import java.util.Locale;

/** What a column of an uploaded file can be. */
enum CsvType {
  TEXT("VARCHAR", "text"),
  INTEGER("BIGINT", "whole number"),
  /** Exact; as many decimal places as the file has. */
  DECIMAL(null, "number"),
  NUMBER("DOUBLE", "number"),
  BOOLEAN("BOOLEAN", "yes or no"),
  DATE("DATE", "date"),
  TIMESTAMP("TIMESTAMP", "date and time");

  private final String sql;
  private final String words;

  CsvType(String sql, String words) {
    this.sql = sql;
    this.words = words;
  }

  /** The type in the database; {@code null} where it depends on the values. */
  String sql() {
    return sql;
  }

  /** What a value of it is, in words. */
  String words() {
    return words;
  }

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static CsvType of(String wire) {
    for (CsvType type : values()) {
      if (type.wire().equals(wire)) {
        return type;
      }
    }
    throw new NexusException(
        ErrorCode.INVALID_REQUEST,
        "columns: a type is text, integer, decimal, number, boolean, date or timestamp.");
  }

  /** The type for what DuckDB found. */
  static CsvType inferred(String found) {
    return switch (found) {
      case "BIGINT" -> INTEGER;
      case "DOUBLE" -> DECIMAL;
      case "BOOLEAN" -> BOOLEAN;
      case "DATE" -> DATE;
      case "TIMESTAMP" -> TIMESTAMP;
      default -> TEXT;
    };
  }
}
