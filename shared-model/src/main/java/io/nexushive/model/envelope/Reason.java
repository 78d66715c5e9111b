package io.nexushive.model.envelope;

import java.util.Objects;

/**
 * Why policy decided as it did.
 *
 * @param rule the rule's id, for example {@code sensitive-column}
 * @param message what it means for the asker, and what would make it pass
 * @param subject what the rule fired on, for example {@code customers.email}; absent where it is
 *     the whole text
 * @param position offset of the place in the submitted SQL, in UTF-16 code units; absent where
 *     unknown
 */
public record Reason(String rule, String message, String subject, Integer position) {
  public Reason {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(message, "message");
  }
}
