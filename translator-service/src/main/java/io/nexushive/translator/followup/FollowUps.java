package io.nexushive.translator.followup;

import io.nexushive.model.envelope.EarlierTurn;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.Request;
import io.nexushive.translator.followup.Clause.Kind;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.Plans;
import io.nexushive.translator.parser.SemanticParser;
import io.nexushive.translator.schema.Schema;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a full question of one that goes on from an earlier one of its thread. A question that
 * stands on its own stays as it is; one that goes on without its being clear how is asked back.
 */
@Singleton
public class FollowUps {
  /** Findings of the parser's own check that say that words were not used. */
  private static final Set<String> LOST =
      Set.of(
          "mention unused",
          "mention read otherwise",
          "value unused",
          "number lost",
          "literal lost",
          "negation lost",
          "comparison lost",
          "order lost",
          "group lost",
          "superlative lost",
          "average lost",
          "count lost",
          "noun unknown",
          "owner unknown",
          "weak link");

  /** What can be said in so few words only about an earlier question. */
  private static final Set<Kind> ELLIPTIC =
      EnumSet.of(Kind.PERIOD, Kind.VALUES, Kind.GROUP, Kind.TIME_GROUP, Kind.LIMIT, Kind.ORDER);

  private static final Set<String> FILLERS = Set.of("and", ",", "the", "by", "for", "of");

  /** Who begins so asks a question of his own. */
  private static final Set<String> ASKING =
      Set.of(
          "how", "which", "who", "what", "when", "where", "why", "is", "are", "do", "does", "did",
          "list", "count", "find", "tell");

  private final SemanticParser parser;

  public FollowUps(SemanticParser parser) {
    this.parser = parser;
  }

  /**
   * A question as its thread makes it meant.
   *
   * @param question in full, where it is clear; else as asked
   * @param unclear whether it goes on from {@code earlier} and it is not clear how
   * @param earlier the turn that it goes on from; absent where it stands on its own
   */
  public record Understood(String question, boolean unclear, Optional<EarlierTurn> earlier) {
    /** What to ask back where it is not clear. */
    public Outcome askBack() {
      return new Outcome.Ambiguous(
          Plans.bare(Plan.Intent.AMBIGUOUS, 0),
          "This seems to go on from “%s”, but it is not clear how. What is the whole question?"
              .formatted(earlier.orElseThrow().question()),
          List.of());
    }
  }

  /** Reads the question of {@code request} with the earlier turns that it carries. */
  public Understood read(Request request, ConnectionSchema connection) {
    String question = request.question();
    Optional<EarlierTurn> last = request.earlier().stream().reduce((first, second) -> second);
    if (last.isEmpty() || request.choice() != null) {
      return new Understood(question, false, Optional.empty());
    }
    String before = last.get().question();
    Schema schema = connection.about(before + " " + question);
    Cues cues = Cues.of(question);
    List<Clause> clauses = Clauses.of(cues.rest(), schema);
    if (!goesOn(question, cues, clauses, schema)) {
      return new Understood(question, false, Optional.empty());
    }
    Optional<String> full =
        clauses.isEmpty()
            ? Optional.empty()
            : Rewriting.of(
                    Clauses.of(before, schema),
                    clauses.stream().filter(clause -> !isFiller(clause)).toList(),
                    cues)
                .filter(rewritten -> keepsAll(rewritten, before, schema));
    return new Understood(full.orElse(question), full.isEmpty(), last);
  }

  private boolean goesOn(String question, Cues cues, List<Clause> clauses, Schema schema) {
    Set<Kind> kinds =
        clauses.stream().filter(c -> !isFiller(c)).map(Clause::kind).collect(Collectors.toSet());
    if (kinds.contains(Kind.WORDS)) {
      boolean asks = ASKING.contains(clauses.get(0).text().toLowerCase(Locale.ROOT));
      return cues.refersBack() || cues.goesOn() && !asks && !standsAlone(question, schema);
    }
    if (cues.goesOn()) {
      return cues.refersBack()
          || cues.replaces()
          || !(isWhole(kinds) && standsAlone(question, schema));
    }
    boolean measureAlone = kinds.equals(Set.of(Kind.MEASURE)) && isFiller(clauses.get(0));
    return measureAlone || !kinds.isEmpty() && ELLIPTIC.containsAll(kinds);
  }

  private static boolean isFiller(Clause clause) {
    return clause.kind() == Kind.WORDS && FILLERS.contains(clause.text().toLowerCase(Locale.ROOT));
  }

  /** Whether it says both what is measured and for what. */
  private static boolean isWhole(Set<Kind> kinds) {
    return kinds.contains(Kind.MEASURE)
        && kinds.stream()
            .anyMatch(EnumSet.of(Kind.SUBJECT, Kind.GROUP, Kind.TIME_GROUP, Kind.LIMIT)::contains);
  }

  private boolean standsAlone(String question, Schema schema) {
    return parser.parse(question, schema) instanceof Outcome.Translated;
  }

  /** Whether the parser uses every word of {@code rewritten} that it can use in {@code before}. */
  private boolean keepsAll(String rewritten, String before, Schema schema) {
    if (rewritten.length() > Request.MAX_QUESTION_LENGTH || !standsAlone(rewritten, schema)) {
      return false;
    }
    Map<String, Double> lostBefore = parser.findings(before, schema);
    return parser.findings(rewritten, schema).entrySet().stream()
        .filter(found -> LOST.contains(found.getKey()))
        .allMatch(found -> found.getValue() <= lostBefore.getOrDefault(found.getKey(), 0.0));
  }
}
