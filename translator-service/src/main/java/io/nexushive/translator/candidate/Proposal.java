package io.nexushive.translator.candidate;

import io.nexushive.model.envelope.SqlSource;
import io.nexushive.translator.parser.Outcome;
import java.util.Objects;

/**
 * What one translator made of a question.
 *
 * @param model the language model's name, where one made it
 */
public record Proposal(Outcome outcome, SqlSource source, String model) {
  public Proposal {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(source, "source");
  }
}
