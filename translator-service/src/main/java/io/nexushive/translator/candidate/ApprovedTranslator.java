package io.nexushive.translator.candidate;

import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.QueryChoice;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.envelope.VerifiedQuery;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.verified.UnfitValueException;
import io.nexushive.translator.verified.VerifiedQueries;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers with verified queries. Their SQL is judged by policy like everybody's. */
@Singleton
public class ApprovedTranslator {
  private final VerifiedQueries verified;

  public ApprovedTranslator(VerifiedQueries verified) {
    this.verified = verified;
  }

  /** What a verified query makes of {@code question}; absent where none fits. */
  Optional<Proposal> find(String question, ConnectionSchema connection, Steps steps) {
    return verified.find(question, connection).map(match -> proposal(match, steps));
  }

  /** What the query that the asker chose makes of his values, or why it does not. */
  Proposal chosen(QueryChoice choice, ConnectionSchema connection, Steps steps) {
    try {
      return verified
          .chosen(choice, connection)
          .map(match -> proposal(match, steps))
          .orElseGet(
              () -> refused("This verified query is no longer in use. Ask the question in words."));
    } catch (UnfitValueException e) {
      return refused(e.getMessage());
    }
  }

  private static Proposal proposal(VerifiedQueries.Match match, Steps steps) {
    VerifiedQuery query = match.query();
    String bound =
        query.parameters().isEmpty()
            ? ""
            : " with "
                + query.parameters().stream()
                    .map(ApprovedTranslator::words)
                    .collect(Collectors.joining(", "));
    String words =
        "The verified query for \u201c%s\u201d, approved by %s, answers this%s."
            .formatted(query.question(), query.approvedBy(), bound);
    steps.completed(Step.VERIFIED_QUERY, words);
    Plan plan =
        new Plan(Plan.Intent.DATA, List.of(), List.of(), List.of(words), List.of(), List.of(), 1);
    return new Proposal(
        new Outcome.Translated(plan, match.sql(), words),
        SqlSource.VERIFIED_QUERY,
        null,
        query,
        false);
  }

  private static String words(VerifiedQuery.Parameter parameter) {
    return parameter.value().equals(parameter.approved())
        ? parameter.name() + " = " + parameter.value()
        : "%s = %s (approved: %s)"
            .formatted(parameter.name(), parameter.value(), parameter.approved());
  }

  private static Proposal refused(String reason) {
    Plan plan =
        new Plan(
            Plan.Intent.UNANSWERABLE, List.of(), List.of(), List.of(), List.of(), List.of(), 0);
    return new Proposal(new Outcome.Unanswerable(plan, reason), SqlSource.VERIFIED_QUERY, null);
  }
}
