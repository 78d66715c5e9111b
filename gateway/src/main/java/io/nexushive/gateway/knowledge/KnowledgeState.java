package io.nexushive.gateway.knowledge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a proposed query. */
public enum KnowledgeState {
  /** A steward has to decide. */
  CANDIDATE,
  /** It answers questions. */
  APPROVED,
  REJECTED,
  /** It answered questions, and does so no longer. */
  RETIRED;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such state
   */
  static KnowledgeState of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
