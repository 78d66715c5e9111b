package io.nexushive.translator.candidate;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.translator.backtranslation.BackTranslation;
import io.nexushive.translator.backtranslation.BackTranslator;
import io.nexushive.translator.backtranslation.Mismatch;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.check.Confidence;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a candidate against its question before it leaves, whoever wrote it: says what its SQL
 * looks at, says it again in plain words, and lowers its confidence by what does not fit.
 */
@Singleton
public class CandidateCheck {
  private static final int MOST_NAMED = 8;
  private final BackTranslator backTranslator;

  public CandidateCheck(BackTranslator backTranslator) {
    this.backTranslator = backTranslator;
  }

  /**
   * The proposal with what its SQL says; as it is where it has no SQL, or none that can be read.
   *
   * @param took how long writing it took; {@code null} where that has been said
   */
  public Proposal check(
      Proposal proposal, String question, ConnectionSchema connection, Steps steps, Duration took) {
    return check(proposal, null, question, connection, steps, took);
  }

  /**
   * Likewise beside the semantic parser's reading of the same question.
   *
   * @param parsed what the parser made of it; {@code null} where nobody asked it
   */
  Proposal check(
      Proposal proposal,
      Outcome parsed,
      String question,
      ConnectionSchema connection,
      Steps steps,
      Duration took) {
    if (!(proposal.outcome() instanceof Outcome.Translated written)) {
      return proposal;
    }
    Optional<BackTranslation> read = backTranslator.of(question, written.sql(), connection);
    read.ifPresent(back -> explored(back, steps));
    if (!written.plan().steps().isEmpty()) {
      steps.completed(Step.PLANNING, String.join(" ", written.plan().steps()));
    }
    if (took != null) {
      steps.say(Step.GENERATION, "completed", "Written by the semantic parser.", took);
    }
    if (read.isEmpty()) {
      steps.say(
          Step.BACK_TRANSLATION,
          "failed",
          "The SQL cannot be said again: it is not read as one query.",
          null);
      return proposal;
    }
    Proposal judged = judged(proposal, written, read.get(), steps);
    return parsed instanceof Outcome.Translated other
        ? besides(judged, read.get(), other, question, connection, steps)
        : judged;
  }

  /** The proposal, surer where the parser reads the question alike and less sure where not. */
  private Proposal besides(
      Proposal proposal,
      BackTranslation back,
      Outcome.Translated parsed,
      String question,
      ConnectionSchema connection,
      Steps steps) {
    Optional<BackTranslation> other =
        backTranslator
            .of(question, parsed.sql(), connection)
            .filter(b -> b.lowered(parsed.plan().confidence()) >= Confidence.THRESHOLD);
    if (other.isEmpty()) {
      return proposal;
    }
    Outcome.Translated written = (Outcome.Translated) proposal.outcome();
    List<String> differences = Agreement.differences(back, other.get());
    String words =
        differences.isEmpty()
            ? "The semantic parser reads it the same way."
            : "The semantic parser reads it otherwise (%s): %s"
                .formatted(String.join(", ", differences), other.get().words());
    steps.completed(Step.AGREEMENT, words);
    Plan plan = written.plan();
    double confidence =
        Agreement.weighed(plan.confidence(), parsed.plan().confidence(), differences.isEmpty());
    List<String> assumptions = new ArrayList<>(plan.assumptions());
    if (!differences.isEmpty()) {
      assumptions.add(words);
    }
    return new Proposal(
        new Outcome.Translated(
            with(plan, plan.tables(), plan.steps(), assumptions, confidence),
            written.sql(),
            written.explanation()),
        proposal.source(),
        proposal.model(),
        proposal.verified(),
        (proposal.doubtful() || !differences.isEmpty()) && confidence < Confidence.THRESHOLD);
  }

  private static Plan with(
      Plan plan,
      List<String> tables,
      List<String> steps,
      List<String> assumptions,
      double confidence) {
    return new Plan(
        plan.intent(), tables, plan.joins(), steps, assumptions, plan.metrics(), confidence);
  }

  private static Proposal judged(
      Proposal proposal, Outcome.Translated written, BackTranslation back, Steps steps) {
    // What stewards approved answers this question because they say so.
    boolean approved = proposal.source() == SqlSource.VERIFIED_QUERY;
    List<String> differing =
        approved ? List.of() : back.mismatches().stream().map(Mismatch::words).distinct().toList();
    steps.completed(
        Step.BACK_TRANSLATION,
        back.words() + differing.stream().map(d -> " But: " + d).collect(Collectors.joining()));
    if (approved) {
      return proposal;
    }
    Plan plan = written.plan();
    double confidence = back.lowered(plan.confidence());
    List<String> assumptions = new ArrayList<>(plan.assumptions());
    assumptions.addAll(differing);
    Plan lowered =
        with(
            plan,
            back.used().keySet().stream().map(CatalogTable::name).toList(),
            // What a model says of its own SQL is not what an asker should confirm.
            proposal.source() == SqlSource.LANGUAGE_MODEL ? back.sentences() : plan.steps(),
            assumptions,
            confidence);
    return new Proposal(
        new Outcome.Translated(lowered, written.sql(), back.words()),
        proposal.source(),
        proposal.model(),
        proposal.verified(),
        !differing.isEmpty() && confidence < Confidence.THRESHOLD);
  }

  private static void explored(BackTranslation back, Steps steps) {
    if (!back.used().isEmpty()) {
      steps.completed(
          Step.SCHEMA_EXPLORATION,
          back.used().entrySet().stream()
              .limit(MOST_NAMED)
              .map(CandidateCheck::table)
              .collect(Collectors.joining("; ", "Tables: ", ".")));
    }
    if (!back.parts().isEmpty()) {
      steps.completed(
          Step.DECOMPOSITION,
          "Found out first: "
              + back.parts().stream().limit(MOST_NAMED).collect(Collectors.joining(" Then: ")));
    }
    if (!back.found().isEmpty()) {
      steps.completed(
          Step.DATA_EXPLORATION,
          back.found().stream().limit(MOST_NAMED).collect(Collectors.joining("; ", "", ".")));
    }
  }

  private static String table(Map.Entry<CatalogTable, Set<CatalogTable.Column>> used) {
    String columns =
        used.getValue().stream().map(CatalogTable.Column::name).collect(Collectors.joining(", "));
    return Explored.table(used.getKey()) + (columns.isEmpty() ? "" : ": " + columns);
  }
}
