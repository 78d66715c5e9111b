package io.nexushive.translator.clarification;

import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.Request;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.SemanticParser;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Asks back where a question has several readings, and reads the reply. It asks only where a reply
 * leads to an answer, and keeps nothing: with the request's replies it comes to the same again.
 */
@Singleton
public class Clarifier {
  /** Who was asked so often without being understood is not asked again. */
  private static final int MOST_ASKED = 3;

  private static final List<OpenTerms> KINDS =
      List.of(new MonthsWithoutYear(), new VaguePeriods(), new MissingMeasures(), new VagueSizes());

  private final SemanticParser parser;

  public Clarifier(SemanticParser parser) {
    this.parser = parser;
  }

  /** What is asked, with all that the asker has replied so far. */
  public String understood(Request request, Schema schema) {
    return understood(request.question(), request, schema);
  }

  /** The same where {@code asked} is what the thread makes of the question. */
  public String understood(String asked, Request request, Schema schema) {
    String question = asked;
    for (Reply reply : request.replies()) {
      question =
          switch (reply.action()) {
            case CONFIRM -> question;
            case EDIT -> reply.text();
            case ANSWER -> answered(question, reply, schema);
          };
    }
    return question;
  }

  /** What to ask back about {@code question}; absent where it leaves nothing open. */
  public Optional<Outcome.Ambiguous> ask(String question, Request request, Schema schema) {
    long asked = request.replies().stream().filter(r -> r.action() == Reply.Action.ANSWER).count();
    return asked >= MOST_ASKED
        ? Optional.empty()
        : open(question, schema)
            .map(
                term ->
                    new Outcome.Ambiguous(
                        new Plan(
                            Plan.Intent.AMBIGUOUS,
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            0),
                        term.asked(),
                        term.choices().stream().map(OpenTerm.Choice::label).toList()));
  }

  /** Words that are not understood leave the question as it was, and so as open as it was. */
  private String answered(String question, Reply reply, Schema schema) {
    Optional<OpenTerm> term = open(question, schema).filter(t -> t.asked().equals(reply.asked()));
    if (term.isPresent()) {
      String settled = term.get().settledBy(reply.text());
      return isUnderstood(settled, schema) ? settled : question;
    }
    // A language model asked; it reads both. Who says it all again means just that.
    return isUnderstood(reply.text(), schema)
        ? reply.text()
        : question + " (" + reply.asked() + " " + reply.text() + ")";
  }

  private Optional<OpenTerm> open(String question, Schema schema) {
    return KINDS.stream()
        .flatMap(kind -> kind.in(question, schema, () -> read(question, schema)).stream())
        .flatMap(term -> answerable(term, question, schema).stream())
        .findFirst();
  }

  private Optional<OpenTerm> answerable(OpenTerm term, String question, Schema schema) {
    if (term.choices().isEmpty()) {
      return isUnderstood(term.before(), schema) ? Optional.of(term) : Optional.empty();
    }
    List<OpenTerm.Choice> choices =
        term.choices().stream().filter(c -> isUnderstood(term.with(c), schema)).toList();
    return choices.size() < 2 ? Optional.empty() : Optional.of(term.withChoices(choices));
  }

  private List<Table> read(String question, Schema schema) {
    return parser.parse(question, schema) instanceof Outcome.Translated t
        ? t.plan().tables().stream().flatMap(name -> schema.table(name).stream()).toList()
        : schema.tables();
  }

  private boolean isUnderstood(String question, Schema schema) {
    return parser.parse(question, schema) instanceof Outcome.Translated;
  }
}
