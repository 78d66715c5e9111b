package io.nexushive.translator.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.translator.backtranslation.BackTranslator;
import io.nexushive.translator.candidate.CandidateCheck;
import io.nexushive.translator.candidate.Proposal;
import io.nexushive.translator.candidate.Step;
import io.nexushive.translator.candidate.Steps;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.model.CallBudget;
import io.nexushive.translator.model.ModelRegistry;
import io.nexushive.translator.model.ModelTranslator;
import io.nexushive.translator.model.ModelsConfig;
import io.nexushive.translator.model.PromptFile;
import io.nexushive.translator.model.Prompts;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.Plans;
import io.nexushive.translator.parser.SemanticParser;
import io.nexushive.translator.schema.Schema;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is evaluated: the semantic parser, or a model of the same registry as the service has. */
interface EvalTranslator {
  Steps SILENT = (step, status, detail, took) -> {};
  CandidateCheck CHECK = new CandidateCheck(new BackTranslator());

  /**
   * A translation.
   *
   * @param findings what the translator's own check found in it
   * @param trouble why the model did not answer at all; absent where it did
   */
  record Answer(
      Outcome outcome, Supplier<Map<String, Double>> findings, Optional<String> trouble) {}

  Answer ask(String question, ConnectionSchema connection);

  /**
   * The model of that name, configured by environment and system properties as in the service.
   *
   * @param file the prompt that it is given; the one that comes with the product where absent
   * @throws EvalOptions.WrongUse where no such model is configured
   * @throws PromptFile.UnusablePromptException where the file is no prompt
   */
  static EvalTranslator model(String name, Optional<Path> file, PrintStream progress) {
    PromptFile prompt = file.map(PromptFile::read).orElseGet(PromptFile::standard);
    Clock clock = Clock.systemUTC();
    ModelsConfig config = config();
    ModelRegistry registry = registry(config, clock);
    if (registry.name(name).isEmpty()) {
      throw new EvalOptions.WrongUse(notConfigured(name, registry.available()));
    }
    ModelTranslator models =
        new ModelTranslator(registry, config, Prompts.only(prompt), new SimpleMeterRegistry());
    progress.println("model " + name + ", prompt " + prompt.version());
    Duration time = config.timeout().multipliedBy(CallBudget.CALLS);
    return (question, connection) -> {
      Trouble trouble = new Trouble();
      CallBudget budget = new CallBudget(clock, clock.instant().plus(time));
      return models
          .translate(name, question, connection, List.of(), budget, trouble)
          .map(outcome -> new Proposal(outcome, SqlSource.LANGUAGE_MODEL, name))
          .map(written -> answered(written, question, connection))
          .map(outcome -> new Answer(outcome, Map::of, Optional.empty()))
          .orElseGet(() -> new Answer(none(trouble.words), Map::of, Optional.of(trouble.words)));
    };
  }

  /** Hears why a model gave no answer. */
  final class Trouble implements Steps {
    private String words = "The model did not answer.";

    @Override
    public void say(Step step, String status, String detail, Duration took) {
      if (step == Step.GENERATION && status.equals("failed")) {
        words = detail;
      }
    }
  }

  private static ModelsConfig config() {
    try {
      return new SmallRyeConfigBuilder()
          .addDefaultSources()
          .addDiscoveredConverters()
          .withMapping(ModelsConfig.class)
          .build()
          .getConfigMapping(ModelsConfig.class);
    } catch (ConfigValidationException e) {
      throw new EvalOptions.WrongUse("the models' configuration cannot be read: " + e.getMessage());
    }
  }

  private static ModelRegistry registry(ModelsConfig config, Clock clock) {
    try {
      return new ModelRegistry(config, clock);
    } catch (IllegalArgumentException e) {
      throw new EvalOptions.WrongUse(e.getMessage());
    }
  }

  private static String notConfigured(String name, List<String> available) {
    String variable =
        "NEXUSHIVE_TRANSLATOR_MODELS_REGISTRY_"
            + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return String.join(
        System.lineSeparator(),
        "no model %s is configured; there %s"
            .formatted(
                name, available.isEmpty() ? "is none" : "are: " + String.join(", ", available)),
        "Set " + variable + "_MODEL_ID to what its provider calls it,",
        variable + "_PROVIDER unless that is called " + name + ",",
        "and " + variable + "_API_KEYS where the provider asks for a key.");
  }

  /** The running service asks back where a query does not fit its question; that is no answer. */
  private static Outcome answered(Proposal proposal, String question, ConnectionSchema connection) {
    Proposal checked = CHECK.check(proposal, question, connection, SILENT, null);
    return checked.doubtful() ? none("The query does not fit the question.") : checked.outcome();
  }

  private static Outcome none(String why) {
    return new Outcome.Unanswerable(Plans.bare(Plan.Intent.UNANSWERABLE, 0), why);
  }

  static EvalTranslator parser() {
    SemanticParser parser = new SemanticParser(Thesaurus.load(), Clock.systemUTC());
    return (question, connection) -> {
      Schema schema = connection.about(question);
      Proposal parsed =
          new Proposal(parser.parse(question, schema), SqlSource.SEMANTIC_PARSER, null);
      return new Answer(
          answered(parsed, question, connection),
          () -> parser.findings(question, schema),
          Optional.empty());
    };
  }
}
