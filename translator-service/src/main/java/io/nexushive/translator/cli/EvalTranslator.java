package io.nexushive.translator.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.translator.backtranslation.BackTranslator;
import io.nexushive.translator.candidate.CandidateCheck;
import io.nexushive.translator.candidate.Proposal;
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
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is evaluated: the semantic parser, or a model of the same registry as the service has. */
interface EvalTranslator {
  Steps SILENT = (step, status, detail, took) -> {};
  CandidateCheck CHECK = new CandidateCheck(new BackTranslator());

  /** A translation with what the translator's own check found in it. */
  record Answer(Outcome outcome, Supplier<Map<String, Double>> findings) {}

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
    ModelsConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultSources()
            .addDiscoveredConverters()
            .withMapping(ModelsConfig.class)
            .build()
            .getConfigMapping(ModelsConfig.class);
    ModelRegistry registry = new ModelRegistry(config, clock);
    if (registry.name(name).isEmpty()) {
      throw new EvalOptions.WrongUse(
          "no model %s is configured (nexushive.translator.models.registry.%s.model-id); there are: %s"
              .formatted(name, name, registry.available()));
    }
    ModelTranslator models =
        new ModelTranslator(registry, config, Prompts.only(prompt), new SimpleMeterRegistry());
    progress.println("model " + name + ", prompt " + prompt.version());
    Duration time = config.timeout().multipliedBy(CallBudget.CALLS);
    return (question, connection) -> {
      Outcome outcome =
          models
              .translate(
                  name,
                  question,
                  connection,
                  List.of(),
                  new CallBudget(clock, clock.instant().plus(time)),
                  SILENT)
              .orElseGet(() -> none("The model did not answer."));
      Proposal written = new Proposal(outcome, SqlSource.LANGUAGE_MODEL, name);
      return new Answer(answered(written, question, connection), Map::of);
    };
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
          answered(parsed, question, connection), () -> parser.findings(question, schema));
    };
  }
}
