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
  /** The key that signed the ticket is not trusted any more. */
  INVALID,
  /** The asker withdrew the request. */
  WITHDRAWN;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What to do where there is nothing to decide any more; {@code null} for every other state. */
  String advice(ReviewRow review) {
    return switch (this) {
      case EXPIRED ->
          "The time to decide ended at %s and nothing was read. The question has to be asked again."
              .formatted(review.expiresAt());
      case INVALID ->
          "The key that this review was signed with is not trusted any more. Nothing was read; the"
              + " question has to be asked again.";
      case OPEN, APPROVED, REJECTED, WITHDRAWN -> null;
    };
  }
}
