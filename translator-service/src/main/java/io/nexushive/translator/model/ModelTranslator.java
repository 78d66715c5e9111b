package io.nexushive.translator.model;

import dev.langchain4j.model.chat.ChatModel;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.Plan;
import io.nexushive.translator.candidate.Steps;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.parser.Outcome;
import io.quarkiverse.langchain4j.ModelName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Asks language models for a translation. What they answer is a proposal; policy judges its SQL.
 */
@Singleton
public class ModelTranslator {
  private static final Logger LOG = Logger.getLogger(ModelTranslator.class);
  private final Map<String, Model> models = new TreeMap<>();
  private final Prompt prompt = new Prompt();
  private final ModelsConfig config;

  public ModelTranslator(
      ModelsConfig config,
      @ModelName("nexus-ollama") ChatModel ollama,
      @ModelName("nexus-openai") ChatModel openai) {
    this.config = config;
    config.ollama().modelId().ifPresent(id -> models.put("ollama", new Model(ollama, config)));
    config.openai().modelId().ifPresent(id -> models.put("openai", new Model(openai, config)));
  }

  /** Whether any of these translators is a model that is configured. */
  public boolean available(List<String> names) {
    return names.stream().anyMatch(models::containsKey);
  }

  /**
   * A model's translation; absent where the model is off or fails in any way.
   *
   * @param failures of earlier candidates, so that the model does better
   */
  public Optional<Outcome> translate(
      String name,
      String question,
      ConnectionSchema connection,
      List<Failure> failures,
      Steps steps) {
    Model model = models.get(name);
    if (model == null) {
      return Optional.empty();
    }
    steps.say("generation", "started", "Asking the model " + name + ".", null);
    long start = System.nanoTime();
    try {
      ModelAnswer answer =
          model.ask(prompt.messages(question, connection, failures, config.schemaTokens()));
      steps.say("generation", "completed", "The model " + name + " answered.", since(start));
      return Optional.of(outcome(answer));
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LOG.debugf("model failed model=%s kind=%s", name, e.getClass().getSimpleName());
      steps.say("generation", "failed", "The model " + name + " " + trouble(e) + ".", since(start));
      return Optional.empty();
    }
  }

  private static String trouble(Exception e) {
    if (e instanceof TimeoutException) {
      return "did not answer in time";
    }
    if (e instanceof CircuitBreakerOpenException) {
      return "is left alone for a while after several failures";
    }
    if (e instanceof UnusableAnswerException) {
      return "gave an answer that cannot be used: " + e.getMessage();
    }
    return "could not be asked";
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Outcome outcome(ModelAnswer answer) {
    List<String> steps = answer.explanation().isBlank() ? List.of() : List.of(answer.explanation());
    return switch (answer.intent()) {
      case "data" ->
          new Outcome.Translated(
              plan(Plan.Intent.DATA, steps, answer), answer.sql(), answer.explanation());
      case "ambiguous" ->
          new Outcome.Ambiguous(
              plan(Plan.Intent.AMBIGUOUS, steps, answer),
              said(answer, "What exactly is meant?"),
              List.of());
      default ->
          new Outcome.Unanswerable(
              plan(Plan.Intent.UNANSWERABLE, steps, answer),
              said(answer, "The data does not hold what is asked for."));
    };
  }

  private static String said(ModelAnswer answer, String otherwise) {
    return answer.reason().isBlank() ? otherwise : answer.reason();
  }

  private static Plan plan(Plan.Intent intent, List<String> steps, ModelAnswer answer) {
    return new Plan(
        intent, List.of(), List.of(), steps, answer.assumptions(), List.of(), answer.confidence());
  }
}
