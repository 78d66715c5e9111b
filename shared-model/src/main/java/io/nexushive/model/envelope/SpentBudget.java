package io.nexushive.model.envelope;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * That the asker has used up what he may spend on language models for now. It decides who is asked,
 * so the request's signature covers it.
 *
 * @param tokens how many he may use in a day
 * @param until when he may use them again; millisecond precision
 */
public record SpentBudget(long tokens, Instant until) {
  public SpentBudget {
    Objects.requireNonNull(until, "until");
    if (tokens < 1) {
      throw new IllegalArgumentException("a budget that is spent had at least one token");
    }
    until = until.truncatedTo(ChronoUnit.MILLIS);
  }
}
