package io.nexushive.system.gold;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.model.CallBudget;
import io.nexushive.translator.model.ModelRegistry;
import io.nexushive.translator.model.ModelTranslator;
import io.nexushive.translator.model.ModelsConfig;
import io.nexushive.translator.model.PromptFile;
import io.nexushive.translator.model.Prompts;
import io.nexushive.translator.parser.Outcome;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The way of a question through translator, policy and executor, with a model that knows it. */
final class GoldPipeline implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String MODEL = "nexushive.translator.models.registry.ollama.";

  /** Rules that a text can be seen to break by itself, and how it is seen. */
  private static final Map<String, Pattern> BROKEN =
      Map.of("star", Pattern.compile("(?i)\\bselect\\s+(distinct\\s+)?\\*|,\\s*\\*|\\.\\*"));

  private static final Policy UNRESTRICTED =
      Policy.read(
          """
          format: 1
          roles:
            analyst:
              tables: ["*"]
          functions:
            use: standard
          cost:
            cross_join: allow
          k_anonymity:
            threshold: 5
            below: allow
          review:
            row_level: false
          """);

  private final Path set;
  private final KnowingModel model = new KnowingModel();
  private final Watchdog watchdog = new Watchdog();
  private final PolicyEngine engine = new PolicyEngine();
  private final Thesaurus thesaurus = Thesaurus.load();
  private final Map<String, Source> sources = new HashMap<>();
  private final ModelTranslator models;

  private record Source(GoldDatabase database, ConnectionSchema schema) {}

  GoldPipeline(Path set) throws IOException {
    this.set = set;
    ModelsConfig config =
        new SmallRyeConfigBuilder()
            .withDefaultValues(
                Map.of(MODEL + "model-id", "double", MODEL + "base-url", model.address()))
            .addDiscoveredConverters()
            .withMapping(ModelsConfig.class)
            .build()
            .getConfigMapping(ModelsConfig.class);
    models =
        new ModelTranslator(
            new ModelRegistry(config, Clock.systemUTC()),
            config,
            Prompts.only(PromptFile.standard()),
            new SimpleMeterRegistry());
  }

  /**
   * Asks a question whose model answers {@code answer}.
   *
   * @return absent where the result is the gold's; else what became of it
   */
  Optional<Loss> ask(String db, String question, String gold, String answer) {
    Source source = sources.computeIfAbsent(db, this::open);
    List<List<String>> wanted;
    try {
      wanted = source.database().rows(gold);
    } catch (WarehouseException e) {
      return Optional.of(new Loss("the gold SQL itself does not run: " + gold, false));
    }
    model.answer(question, answer);
    Optional<Outcome> outcome =
        models.translate(
            "ollama",
            question,
            source.schema(),
            List.of(),
            new CallBudget(Clock.systemUTC(), Clock.systemUTC().instant().plus(LIMIT)),
            (stage, status, detail, took) -> {});
    if (!(outcome.orElse(null) instanceof Outcome.Translated translated)) {
      return Optional.of(new Loss("not translated: " + answer, false));
    }
    Verdict verdict =
        engine.decide(
            translated.sql(),
            Dialect.SQLITE,
            source.database().catalog(),
            UNRESTRICTED,
            new Asker("ann", List.of("analyst")),
            "gold test");
    if (!(verdict instanceof Verdict.Allowed allowed)) {
      Set<String> rules = PolicyEngine.rules(verdict);
      boolean broken = rules.stream().allMatch(rule -> breaks(rule, translated.sql()));
      return Optional.of(new Loss(verdict.decision() + " " + rules + ": " + answer, broken));
    }
    try {
      return SameRows.in(gold, wanted, source.database().rows(allowed.sql()))
          ? Optional.empty()
          : Optional.of(new Loss("another result: " + gold + " -> " + allowed.sql(), false));
    } catch (WarehouseException e) {
      return Optional.of(new Loss("does not run: " + allowed.sql(), false));
    }
  }

  /**
   * Why a question did not get the gold's result.
   *
   * @param rule whether its SQL breaks a rule of the house, as can be seen in the text
   */
  record Loss(String reason, boolean rule) {}

  private static boolean breaks(String rule, String sql) {
    return BROKEN.containsKey(rule) && BROKEN.get(rule).matcher(sql).find();
  }

  private Source open(String db) {
    GoldDatabase database = new GoldDatabase(set.resolve("databases").resolve(db), db, watchdog);
    return new Source(
        database, new ConnectionSchema(database.catalog(), SemanticModel.EMPTY, thesaurus));
  }

  @Override
  public void close() {
    sources.values().forEach(source -> source.database().close());
    watchdog.close();
    model.close();
  }
}
