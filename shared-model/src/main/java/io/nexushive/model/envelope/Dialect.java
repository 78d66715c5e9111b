package io.nexushive.model.envelope;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The SQL dialects that are read, checked and printed. */
public enum Dialect {
  POSTGRES,
  MYSQL,
  SQLITE,
  DUCKDB,
  SNOWFLAKE,
  DATABRICKS,
  BIGQUERY;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such dialect
   */
  @JsonCreator
  public static Dialect of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
