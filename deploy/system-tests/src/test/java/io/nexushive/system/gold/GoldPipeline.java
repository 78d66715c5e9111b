package io.nexushive.system.gold;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.QueryChoice;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import io.nexushive.policy.preview.SchemaViews;
import io.nexushive.translator.backtranslation.BackTranslator;
import io.nexushive.translator.candidate.ApprovedTranslator;
import io.nexushive.translator.candidate.CandidateCheck;
import io.nexushive.translator.candidate.Proposal;
import io.nexushive.translator.candidate.Steps;
import io.nexushive.translator.candidate.Translation;
import io.nexushive.translator.candidate.TranslatorConfig;
import io.nexushive.translator.clarification.Clarifier;
import io.nexushive.translator.followup.FollowUps;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.model.ModelRegistry;
import io.nexushive.translator.model.ModelTranslator;
import io.nexushive.translator.model.ModelsConfig;
import io.nexushive.translator.model.PromptFile;
import io.nexushive.translator.model.Prompts;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.SemanticParser;
import io.nexushive.translator.verified.VerifiedQueries;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The way of one database's questions through translator, policy and executor, with a model that
 * knows the answers and an asker who takes the first choice of what he is asked back and confirms
 * every plan that waits for him. Used by one thread at a time.
 */
final class GoldPipeline implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String NAME = "ollama";
  private static final String MODEL = "nexushive.translator.models.registry." + NAME + ".";
  private static final Steps SILENT = (step, status, detail, took) -> {};
  private static final Asker ANALYST = new Asker("ann", List.of("analyst"));
  private static final Thesaurus THESAURUS = Thesaurus.load();
  private static final SemanticParser PARSER = new SemanticParser(THESAURUS, CLOCK);
  private static final PolicyEngine ENGINE = new PolicyEngine();

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

  private static final VerifiedQueries NONE_VERIFIED =
      new VerifiedQueries() {
        @Override
        public Optional<Match> find(String question, ConnectionSchema connection) {
          return Optional.empty();
        }

        @Override
        public Optional<Match> chosen(QueryChoice choice, ConnectionSchema connection) {
          return Optional.empty();
        }
      };

  private final KnowingModel model = new KnowingModel();
  private final GoldDatabase database;
  private final ConnectionSchema schema;
  private final Translation translation;

  GoldPipeline(Path set, String db, Watchdog watchdog) throws IOException {
    database = new GoldDatabase(set.resolve("databases").resolve(db), db, watchdog);
    schema = new ConnectionSchema(database.catalog(), SemanticModel.EMPTY, THESAURUS);
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withDefaultValues(
                Map.of(MODEL + "model-id", "double", MODEL + "base-url", model.address()))
            .addDiscoveredConverters()
            .withMapping(ModelsConfig.class)
            .withMapping(TranslatorConfig.class)
            .build();
    ModelsConfig models = config.getConfigMapping(ModelsConfig.class);
    ModelRegistry registry = new ModelRegistry(models, CLOCK);
    translation =
        new Translation(
            PARSER,
            new Clarifier(PARSER),
            new FollowUps(PARSER),
            new ModelTranslator(
                registry, models, Prompts.only(PromptFile.standard()), new SimpleMeterRegistry()),
            new ApprovedTranslator(NONE_VERIFIED),
            config.getConfigMapping(TranslatorConfig.class),
            registry,
            new CandidateCheck(new BackTranslator()),
            CLOCK);
  }

  /** How a question ended. */
  enum End {
    /** With the gold's result. */
    GOLD,
    /** Denied by rules that its SQL breaks, as can be seen in the text. */
    BROKE_RULE,
    /** Answered with what the catalogue says of itself, before any model was asked. */
    CATALOGUE,
    /** Without the gold's result. */
    LOST
  }

  /**
   * What became of a question.
   *
   * @param askedBack how often the asker was asked what he means
   * @param waited whether its candidate waited for the asker to confirm it
   * @param told what happened, for a reader
   */
  record Fate(End end, int askedBack, boolean waited, String told) {}

  /** Asks a question whose model answers {@code answer}. */
  Fate ask(String question, String gold, String answer) {
    List<List<String>> wanted;
    try {
      wanted = database.rows(gold);
    } catch (WarehouseException e) {
      return new Fate(End.LOST, 0, false, "the gold SQL itself does not run: " + gold);
    }
    List<Reply> replies = new ArrayList<>();
    Proposal proposal = proposal(question, replies, answer);
    while (proposal.outcome() instanceof Outcome.Ambiguous open
        && replies.size() < Request.MAX_REPLIES) {
      String words = open.choices().isEmpty() ? question : open.choices().get(0);
      replies.add(new Reply(open.question(), Reply.Action.ANSWER, words));
      proposal = proposal(question, replies, answer);
    }
    if (proposal.outcome() instanceof Outcome.SchemaAnswer) {
      return new Fate(End.CATALOGUE, replies.size(), false, question);
    }
    if (!(proposal.outcome() instanceof Outcome.Translated translated)
        || proposal.source() != SqlSource.LANGUAGE_MODEL) {
      String told = "not the model's: " + proposal.outcome();
      return new Fate(End.LOST, replies.size(), false, told);
    }
    Ran ran = run(translated.sql(), gold, wanted);
    String told =
        String.join(
            " | ",
            question,
            "asked back " + replies.stream().map(Reply::asked).toList(),
            "assumes " + translated.plan().assumptions(),
            ran.told());
    return new Fate(ran.end(), replies.size(), proposal.doubtful(), told);
  }

  private Proposal proposal(String question, List<Reply> replies, String answer) {
    Request request = request(question, replies);
    model.knows(Map.of(translation.understood(request, schema), answer));
    return translation.first(request, schema, SILENT);
  }

  private record Ran(End end, String told) {}

  /** What was confirmed is what runs, so that a candidate that waited goes on as it is. */
  private Ran run(String sql, String gold, List<List<String>> wanted) {
    Verdict verdict =
        ENGINE.decide(sql, Dialect.SQLITE, database.catalog(), UNRESTRICTED, ANALYST, "gold test");
    if (!(verdict instanceof Verdict.Allowed allowed)) {
      Set<String> rules = PolicyEngine.rules(verdict);
      boolean broken = rules.stream().allMatch(rule -> breaks(rule, sql));
      return new Ran(
          broken ? End.BROKE_RULE : End.LOST, verdict.decision() + " " + rules + ": " + sql);
    }
    try {
      return SameRows.in(gold, wanted, database.rows(allowed.sql()))
          ? new Ran(End.GOLD, "the gold's result")
          : new Ran(End.LOST, "another result: " + gold + " -> " + allowed.sql());
    } catch (WarehouseException e) {
      return new Ran(End.LOST, "does not run: " + allowed.sql());
    }
  }

  private static boolean breaks(String rule, String sql) {
    return BROKEN.containsKey(rule) && BROKEN.get(rule).matcher(sql).find();
  }

  private Request request(String question, List<Reply> replies) {
    return new Request(
        new RequestId(Uuids.v7()),
        new TenantId("demo"),
        null,
        null,
        question,
        ANALYST,
        database.catalog().connectionId(),
        NAME,
        false,
        null,
        0,
        CLOCK.instant(),
        CLOCK.instant().plus(LIMIT),
        List.of(),
        replies,
        null,
        SchemaViews.of(UNRESTRICTED, ANALYST.roles()),
        null);
  }

  @Override
  public void close() {
    database.close();
    model.close();
  }
}
