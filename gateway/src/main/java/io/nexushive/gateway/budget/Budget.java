package io.nexushive.gateway.budget;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What somebody may use of language models today.
 *
 * @param tokens how many in the whole day
 * @param used how many he has used; more than that where a question was under way
 * @param until when the day ends
 */
@RegisterForReflection
public record Budget(long tokens, long used, Instant until) {
  boolean isSpent() {
    return used >= tokens;
  }
}
