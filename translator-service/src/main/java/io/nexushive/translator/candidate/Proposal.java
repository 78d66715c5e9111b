package io.nexushive.translator.candidate;

import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.envelope.VerifiedQuery;
import io.nexushive.translator.parser.Outcome;
import java.util.Objects;

/**
 * What one translator made of a question.
 *
 * @param model the language model's name, where one made it
 * @param verified the approved query that it comes from, where it does
 * @param doubtful whether the asker should see how it was understood before it goes on
 */
public record Proposal(
    Outcome outcome, SqlSource source, String model, VerifiedQuery verified, boolean doubtful) {
  public Proposal {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(source, "source");
  }

  /** What comes from no verified query. */
  public Proposal(Outcome outcome, SqlSource source, String model) {
    this(outcome, source, model, null, false);
  }
}
