package io.nexushive.model.envelope;

import java.util.List;
import java.util.Objects;

/**
 * A question back.
 *
 * @param question what is to be settled
 * @param choices readings to pick from; the asker may also answer in his own words
 */
public record Clarification(String question, List<String> choices) {
  public Clarification {
    Objects.requireNonNull(question, "question");
    choices = Lists.copy(choices);
  }
}
