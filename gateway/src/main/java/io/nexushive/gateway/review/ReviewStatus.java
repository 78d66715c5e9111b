package io.nexushive.gateway.review;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a review. */
public enum ReviewStatus {
  /** It can be decided. */
  OPEN,
  APPROVED,
  REJECTED,
  /** Nobody decided in time. */
  EXPIRED,
  /** The asker withdrew the request. */
  WITHDRAWN;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
