package io.nexushive.translator.candidate;

import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.translator.clarification.Clarifier;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.model.ModelTranslator;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.SemanticParser;
import io.nexushive.translator.verified.VerifiedQueries;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks the translators in their order: verified queries, then what the request or the configuration
 * names, and the semantic parser where a language model does not answer.
 */
@Singleton
public class Translation {
  /** The translator that needs no language model. */
  public static final String SEMANTIC_PARSER = "semantic-parser";

  private static final String AUTO = "auto";
  private final SemanticParser parser;
  private final Clarifier clarifier;
  private final ModelTranslator models;
  private final VerifiedQueries verified;
  private final TranslatorConfig config;

  public Translation(
      SemanticParser parser,
      Clarifier clarifier,
      ModelTranslator models,
      VerifiedQueries verified,
      TranslatorConfig config) {
    this.parser = parser;
    this.clarifier = clarifier;
    this.models = models;
    this.verified = verified;
    this.config = config;
  }

  /** The first candidate for a question, or why there is none. */
  public Proposal first(Request request, ConnectionSchema connection, Steps steps) {
    long start = System.nanoTime();
    String question = understood(request, connection);
    if (!question.equals(request.question())) {
      steps.say("clarification", "completed", "Understood as: " + question, null);
    }
    Optional<VerifiedQueries.Match> match = verified.find(request.connectionId(), question);
    if (match.isPresent()) {
      steps.say("verified-query", "completed", "An approved query answers this.", null);
      Plan plan =
          new Plan(
              Plan.Intent.DATA,
              List.of(),
              List.of(),
              List.of("Use the approved query."),
              List.of(),
              List.of(),
              1);
      Outcome outcome =
          new Outcome.Translated(
              plan, match.get().sql(), "Approved for: " + match.get().question());
      return new Proposal(outcome, SqlSource.VERIFIED_QUERY, null);
    }
    Optional<Outcome.Ambiguous> open = clarifier.ask(question, request, connection.about(question));
    if (open.isPresent()) {
      return told(open.get(), steps, null);
    }
    Outcome parsed = parser.parse(question, connection);
    if (!isData(parsed) && !leavesToOthers(parsed)) {
      return told(parsed, steps, null);
    }
    List<String> order = order(request.model());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    for (String translator : order) {
      if (translator.equals(SEMANTIC_PARSER)) {
        if (isData(parsed) || !models.available(order)) {
          return told(parsed, steps, took);
        }
        continue;
      }
      Optional<Outcome> answer =
          models.translate(translator, question, connection, List.of(), steps);
      if (answer.isPresent()) {
        return new Proposal(answer.get(), SqlSource.LANGUAGE_MODEL, translator);
      }
      if (models.available(List.of(translator)) || translator.equals(request.model())) {
        steps.say(
            "fallback",
            "completed",
            "The model " + translator + " is not available; the next translator is asked.",
            null);
      }
    }
    return told(parsed, steps, took);
  }

  /** Another candidate after failures; absent where nobody can do better. */
  public Optional<Proposal> another(
      Request request, ConnectionSchema connection, List<Failure> failures, Steps steps) {
    String question = understood(request, connection);
    for (String translator : order(request.model())) {
      if (!translator.equals(SEMANTIC_PARSER)) {
        Optional<Outcome> answer =
            models.translate(translator, question, connection, failures, steps);
        boolean fresh =
            answer.isPresent()
                && answer.get() instanceof Outcome.Translated t
                && failures.stream().noneMatch(f -> t.sql().equals(f.sql()));
        if (fresh) {
          return Optional.of(new Proposal(answer.get(), SqlSource.LANGUAGE_MODEL, translator));
        }
      }
    }
    return Optional.empty();
  }

  private String understood(Request request, ConnectionSchema connection) {
    return clarifier.understood(request, connection.about(request.question()));
  }

  private static Proposal told(Outcome outcome, Steps steps, Duration took) {
    steps.say(
        "intent",
        "completed",
        "This is a question of kind " + outcome.plan().intent().wire() + ".",
        null);
    if (outcome instanceof Outcome.Translated t) {
      steps.say(
          "schema-linking",
          "completed",
          "Tables: " + String.join(", ", t.plan().tables()) + ".",
          null);
      steps.say("planning", "completed", String.join(" ", t.plan().steps()), null);
      steps.say("generation", "completed", "Written by the semantic parser.", took);
    }
    return new Proposal(outcome, source(outcome), null);
  }

  private static boolean isData(Outcome outcome) {
    return outcome instanceof Outcome.Translated;
  }

  private List<String> order(String wanted) {
    if (wanted == null || wanted.isBlank() || wanted.equals(AUTO)) {
      return config.order();
    }
    return wanted.equals(SEMANTIC_PARSER)
        ? List.of(SEMANTIC_PARSER)
        : List.of(wanted, SEMANTIC_PARSER);
  }

  private static boolean leavesToOthers(Outcome outcome) {
    return outcome instanceof Outcome.Unanswerable || outcome instanceof Outcome.Ambiguous;
  }

  private static SqlSource source(Outcome outcome) {
    return outcome instanceof Outcome.SchemaAnswer ? SqlSource.CATALOG : SqlSource.SEMANTIC_PARSER;
  }
}
