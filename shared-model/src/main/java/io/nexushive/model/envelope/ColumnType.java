package io.nexushive.model.envelope;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Types as every warehouse has them; adapters map their own onto these. */
public enum ColumnType {
  STRING,
  INTEGER,
  DECIMAL,
  FLOAT,
  BOOLEAN,
  DATE,
  TIME,
  TIMESTAMP,
  BINARY,
  JSON,
  OTHER;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isNumeric() {
    return this == INTEGER || this == DECIMAL || this == FLOAT;
  }

  public boolean isTemporal() {
    return this == DATE || this == TIMESTAMP;
  }
}
