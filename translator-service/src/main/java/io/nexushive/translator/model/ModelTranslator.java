package io.nexushive.translator.model;

import dev.langchain4j.data.message.ChatMessage;
import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.envelope.EarlierTurn;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.Plan;
import io.nexushive.translator.candidate.Step;
import io.nexushive.translator.candidate.Steps;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.parser.Outcome;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks language models for a translation. What they answer is a proposal; policy judges its SQL.
 */
@Singleton
public class ModelTranslator {
  private static final Logger LOG = Logger.getLogger(ModelTranslator.class);

  private static final String CUT =
      " The model was told only of tables and columns that your roles may use.";

  private final ModelRegistry registry;
  private final Prompts prompts;
  private final ModelsConfig config;
  private final MeterRegistry meters;

  public ModelTranslator(
      ModelRegistry registry, ModelsConfig config, Prompts prompts, MeterRegistry meters) {
    this.registry = registry;
    this.prompts = prompts;
    this.config = config;
    this.meters = meters;
  }

  /** Likewise for a question that stands on its own, of somebody from whom nothing is kept. */
  public Optional<Outcome> translate(
      String name,
      String question,
      ConnectionSchema connection,
      List<Failure> failures,
      CallBudget budget,
      Steps steps) {
    return translate(
        name, question, List.of(), VisibleSchema.whole(connection), failures, budget, steps);
  }

  /**
   * A model's translation; absent where the model is off or fails in any way.
   *
   * @param name the model's name or an alias
   * @param earlier turns of the thread that the question may go on from
   * @param schema what the model may be told
   * @param failures of earlier candidates, so that the model does better
   * @param budget what this question may still cost
   */
  public Optional<Outcome> translate(
      String name,
      String question,
      List<EarlierTurn> earlier,
      VisibleSchema schema,
      List<Failure> failures,
      CallBudget budget,
      Steps steps) {
    Optional<Model> model = registry.model(name);
    if (model.isEmpty()) {
      return Optional.empty();
    }
    PromptFile prompt = prompts.of(schema.connection().catalog().connectionId());
    List<CatalogTable> nearest = schema.connection().nearest(Prompt.words(question, earlier));
    List<CatalogTable> tables = schema.of(nearest);
    if (tables.isEmpty() && (!nearest.isEmpty() || schema.isEmpty())) {
      steps.say(Step.GENERATION, "failed", "There is nothing that a model may be told.", null);
      return Optional.empty();
    }
    List<ChatMessage> messages =
        Prompt.messages(prompt, question, earlier, tables, schema, failures, config.schemaTokens());
    steps.say(
        Step.GENERATION,
        "started",
        "Asking the model %s with the prompt %s.".formatted(name, prompt.version()),
        null);
    steps.say(Step.MODEL_REQUEST, "sent", Prompt.text(messages), null);
    long start = System.nanoTime();
    ModelProgress heard = new ModelProgress(name, registry.price(name), steps, meters);
    try {
      ModelAnswer answer = model.get().ask(messages, budget, heard);
      steps.say(
          Step.GENERATION,
          "completed",
          "The model " + name + " answered" + heard.usage() + ".",
          since(start));
      steps.completed(Step.INTENT, "This is a question of kind " + answer.intent() + ".");
      return Optional.of(outcome(answer, schema.isCut(nearest)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ModelTrouble e) {
      LOG.debugf("model failed model=%s reason=%s", name, e.getMessage());
      steps.say(
          Step.GENERATION,
          "failed",
          "The model " + name + " " + e.getMessage() + ".",
          since(start));
      return Optional.empty();
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Outcome outcome(ModelAnswer answer, boolean cut) {
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
              said(answer, "The data does not hold what is asked for.") + (cut ? CUT : ""));
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
