package io.nexushive.translator.candidate;

import io.nexushive.model.envelope.EarlierTurn;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.translator.clarification.Clarifier;
import io.nexushive.translator.followup.FollowUps;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.model.CallBudget;
import io.nexushive.translator.model.ModelRegistry;
import io.nexushive.translator.model.ModelTranslator;
import io.nexushive.translator.model.VisibleSchema;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.SemanticParser;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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

  /** Leaves the choice to the configuration. */
  public static final String AUTO = "auto";

  private static final String KEPT =
      "No model is asked: this is about tables or columns that your roles may not use. Policy decides"
          + " on the semantic parser's reading.";

  private final SemanticParser parser;
  private final Clarifier clarifier;
  private final FollowUps followUps;
  private final ModelTranslator models;
  private final ApprovedTranslator approved;
  private final TranslatorConfig config;
  private final ModelRegistry registry;
  private final CandidateCheck check;
  private final Clock clock;

  public Translation(
      SemanticParser parser,
      Clarifier clarifier,
      FollowUps followUps,
      ModelTranslator models,
      ApprovedTranslator approved,
      TranslatorConfig config,
      ModelRegistry registry,
      CandidateCheck check,
      Clock clock) {
    this.parser = parser;
    this.clarifier = clarifier;
    this.followUps = followUps;
    this.models = models;
    this.approved = approved;
    this.config = config;
    this.registry = registry;
    this.check = check;
    this.clock = clock;
  }

  /** The first candidate for a question, or why there is none. */
  public Proposal first(Request request, ConnectionSchema connection, Steps steps) {
    String question = understood(request, connection);
    Optional<Proposal> known =
        request.choice() != null
            ? Optional.of(approved.chosen(request.choice(), connection, steps))
            : approved.find(question, connection, steps);
    return known
        .map(proposal -> check.check(proposal, question, connection, steps, null))
        .orElseGet(() -> written(request, connection, steps));
  }

  /** The first candidate that no verified query gives, or why there is none. */
  public Proposal written(Request request, ConnectionSchema connection, Steps steps) {
    long start = System.nanoTime();
    String question = understood(request, connection);
    if (!question.equals(request.question())) {
      steps.completed(Step.CLARIFICATION, "Understood as: " + question);
    }
    Optional<Outcome.Ambiguous> open = clarifier.ask(question, request, connection.about(question));
    if (open.isPresent()) {
      return told(open.get(), steps);
    }
    FollowUps.Understood meant = followUps.read(request, connection);
    Outcome parsed =
        meant.unclear() && question.equals(request.question())
            ? meant.askBack()
            : parser.parse(question, connection);
    if (!isData(parsed) && !leavesToOthers(parsed)) {
      return told(parsed, steps);
    }
    VisibleSchema visible = VisibleSchema.of(connection, request.schemaView());
    CallBudget budget = new CallBudget(clock, request.deadline());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    for (String translator : order(request.model())) {
      if (translator.equals(SEMANTIC_PARSER)) {
        if (isData(parsed)) {
          return check.check(told(parsed, steps), question, connection, steps, took);
        }
        continue;
      }
      if (parsed instanceof Outcome.Translated read && visible.hides(read.sql())) {
        steps.say(Step.MODEL_REQUEST, "withheld", KEPT, null);
        return check.check(told(parsed, steps), question, connection, steps, took);
      }
      if (request.spentBudget() != null) {
        String notice = noModel(request, steps);
        return check.check(
            told(BudgetNotice.on(parsed, notice), steps), question, connection, steps, took);
      }
      Optional<Outcome> answer =
          models.translate(
              translator, question, earlier(request, parsed), visible, List.of(), budget, steps);
      if (answer.isPresent()) {
        return check.check(
            written(answer.get(), translator), parsed, question, connection, steps, null);
      }
      steps.completed(
          Step.FALLBACK,
          "The model " + translator + " is not available; the next translator is asked.");
    }
    return check.check(told(parsed, steps), question, connection, steps, took);
  }

  /** Another candidate after failures; absent where nobody can do better. */
  public Optional<Proposal> another(
      Request request, ConnectionSchema connection, List<Failure> failures, Steps steps) {
    String question = understood(request, connection);
    CallBudget budget = new CallBudget(clock, request.deadline());
    List<String> order = order(request.model());
    if (request.spentBudget() != null && !order.equals(List.of(SEMANTIC_PARSER))) {
      noModel(request, steps);
      return Optional.empty();
    }
    VisibleSchema visible = VisibleSchema.of(connection, request.schemaView());
    for (String translator : order) {
      if (!translator.equals(SEMANTIC_PARSER)) {
        Optional<Outcome> answer =
            models.translate(
                translator,
                question,
                earlier(request, parser.parse(question, connection)),
                visible,
                failures,
                budget,
                steps);
        boolean fresh =
            answer.isPresent()
                && answer.get() instanceof Outcome.Translated t
                && failures.stream().noneMatch(f -> t.sql().equals(f.sql()));
        if (fresh) {
          return Optional.of(
              check.check(written(answer.get(), translator), question, connection, steps, null));
        }
      }
    }
    return Optional.empty();
  }

  private static String noModel(Request request, Steps steps) {
    String notice = BudgetNotice.words(request.spentBudget());
    steps.say(Step.BUDGET, "used up", notice, null);
    return notice;
  }

  /** The whole question that is meant, with what the thread and the replies add to it. */
  public String understood(Request request, ConnectionSchema connection) {
    String meant = followUps.read(request, connection).question();
    return clarifier.understood(meant, request, connection.about(meant));
  }

  /** Models see the thread only where a question is not whole without it. */
  private static List<EarlierTurn> earlier(Request request, Outcome parsed) {
    return isData(parsed) ? List.of() : request.earlier();
  }

  private static Proposal written(Outcome answer, String model) {
    return new Proposal(answer, SqlSource.LANGUAGE_MODEL, model);
  }

  private static Proposal told(Outcome outcome, Steps steps) {
    steps.completed(
        Step.INTENT, "This is a question of kind " + outcome.plan().intent().wire() + ".");
    return new Proposal(outcome, source(outcome), null);
  }

  private static boolean isData(Outcome outcome) {
    return outcome instanceof Outcome.Translated;
  }

  /** Who is asked, one after the other: the chosen one first, then the others in their order. */
  private List<String> order(String wanted) {
    List<String> usual = config.order().orElseGet(this::all);
    if (wanted == null || wanted.isBlank() || wanted.equals(AUTO)) {
      return usual;
    }
    if (wanted.equals(SEMANTIC_PARSER)) {
      return List.of(SEMANTIC_PARSER);
    }
    List<String> chain = new ArrayList<>(List.of(registry.name(wanted).orElse(wanted)));
    usual.stream().filter(t -> !chain.contains(t)).forEach(chain::add);
    return chain;
  }

  private List<String> all() {
    List<String> all = new ArrayList<>(registry.available());
    all.add(SEMANTIC_PARSER);
    return all;
  }

  private static boolean leavesToOthers(Outcome outcome) {
    return outcome instanceof Outcome.Unanswerable || outcome instanceof Outcome.Ambiguous;
  }

  private static SqlSource source(Outcome outcome) {
    return outcome instanceof Outcome.SchemaAnswer ? SqlSource.CATALOG : SqlSource.SEMANTIC_PARSER;
  }
}
