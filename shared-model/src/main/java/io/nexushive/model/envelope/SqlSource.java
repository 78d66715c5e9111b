package io.nexushive.model.envelope;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What wrote a candidate or an answer. */
public enum SqlSource {
  /** A question-SQL pair that a steward approved, with its literals bound anew. */
  VERIFIED_QUERY,
  /** The deterministic parser. */
  SEMANTIC_PARSER,
  /** A language model. */
  LANGUAGE_MODEL,
  /** The catalogue itself; no SQL. */
  CATALOG;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
