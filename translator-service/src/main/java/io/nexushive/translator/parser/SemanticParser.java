package io.nexushive.translator.parser;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Tokenizer;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.parser.annotation.Annotator;
import io.nexushive.translator.parser.annotation.Expansion;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.check.Accounting;
import io.nexushive.translator.parser.check.Beyond;
import io.nexushive.translator.parser.check.Confidence;
import io.nexushive.translator.parser.check.Meanings;
import io.nexushive.translator.parser.composition.Composition;
import io.nexushive.translator.parser.composition.Linker;
import io.nexushive.translator.parser.derivation.DerivedQuestion;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.reading.Anchor;
import io.nexushive.translator.parser.reading.Reader;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.SqlPrinter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The deterministic translator: the same question over the same schema on the same day gives the
 * same query. Plain Java, no model, no I/O; safe for use by many threads.
 */
public final class SemanticParser {
  private final Thesaurus thesaurus;
  private final Clock clock;
  private final double threshold;

  public SemanticParser(Thesaurus thesaurus, Clock clock) {
    this(thesaurus, clock, Confidence.THRESHOLD);
  }

  /**
   * @param threshold the confidence below which it abstains, 0 to 1
   */
  public SemanticParser(Thesaurus thesaurus, Clock clock, double threshold) {
    this.thesaurus = thesaurus;
    this.clock = clock;
    this.threshold = threshold;
  }

  /** Prepares a connection; worth keeping for as long as catalogue and model stay as they are. */
  public ConnectionSchema prepare(Catalog catalog, SemanticModel model) {
    return new ConnectionSchema(catalog, model, thesaurus);
  }

  /** Parses against the part of the connection that the question may be about. */
  public Outcome parse(String question, ConnectionSchema connection) {
    return parse(question, connection.about(question));
  }

  public Outcome parse(String question, Schema schema) {
    LocalDate today = LocalDate.now(clock);
    return parse(question, schema, today);
  }

  private Outcome parse(String question, Schema schema, LocalDate today) {
    List<Token> tokens = Tokenizer.tokens(question);
    Intent intent = Intent.of(tokens, schema);
    if (intent.outcome() != null) {
      return intent.outcome();
    }
    DerivedQuestion asked = DerivedQuestion.of(tokens, schema);
    List<Node> nodes = new Annotator(schema).annotate(Expansion.expand(asked.tokens(), schema));
    Optional<String> beyond = Beyond.of(nodes);
    if (beyond.isPresent()) {
      return Refusals.beyond(beyond.get());
    }
    LocalDate anchor = Anchor.of(schema, today);
    Frame frame = Reader.read(schema, nodes, anchor, today);
    String head = frame.unknown.stream().filter(u -> u.startsWith("!")).findFirst().orElse(null);
    if (head != null) {
      return Refusals.unknown(schema, List.of(head.substring(1)));
    }
    try {
      Composition composition = asked.derivation().of(Composition.of(schema, frame));
      Set<Table> tables = new HashSet<>(frame.tables);
      tables.addAll(composition.tables());
      Optional<String> contested = schema.joins().contested(tables);
      if (contested.isPresent()) {
        return Refusals.notComposed(schema, contested.get());
      }
      frame.assumptions.addAll(Meanings.said(nodes, composition));
      double confidence = Confidence.of(nodes, frame, composition);
      if (confidence < threshold) {
        return Refusals.unsure(schema, frame, nodes, confidence);
      }
      String sql = new SqlPrinter(schema.catalog().dialect()).print(composition.query());
      Plan plan = Plans.plan(composition, frame, schema.model(), confidence);
      return new Outcome.Translated(plan, sql, Plans.explain(composition));
    } catch (Linker.NotComposed e) {
      return Refusals.notComposed(schema, e.getMessage());
    }
  }

  /** What the parser's own check finds in its reading of a question, for those who tune it. */
  public Map<String, Double> findings(String question, Schema schema) {
    DerivedQuestion asked = DerivedQuestion.of(Tokenizer.tokens(question), schema);
    List<Node> nodes = new Annotator(schema).annotate(Expansion.expand(asked.tokens(), schema));
    LocalDate today = LocalDate.now(clock);
    Frame frame = Reader.read(schema, nodes, Anchor.of(schema, today), today);
    try {
      return Accounting.of(nodes, frame, asked.derivation().of(Composition.of(schema, frame)));
    } catch (Linker.NotComposed e) {
      return Map.of();
    }
  }
}
