package io.nexushive.translator.parser;

import io.nexushive.model.envelope.Plan;
import io.nexushive.translator.language.Words;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.check.Meanings;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;

/** Honest words for what the parser cannot answer. */
final class Refusals {
  private static final int NAMED_TABLES = 8;

  private Refusals() {}

  static Outcome unknown(Schema schema, List<String> words) {
    String said =
        words.stream().map(w -> "\u201c" + w + "\u201d").collect(Collectors.joining(", "));
    return new Outcome.Unanswerable(
        Plans.bare(Plan.Intent.UNANSWERABLE, 0),
        "The data cannot answer this: nothing in it is called " + said + ". " + about(schema));
  }

  static Outcome notComposed(Schema schema, String reason) {
    return new Outcome.Unanswerable(
        Plans.bare(Plan.Intent.UNANSWERABLE, 0),
        "I cannot tell what is meant: " + reason + ". " + about(schema));
  }

  static Outcome beyond(String what) {
    return new Outcome.Unanswerable(
        Plans.bare(Plan.Intent.UNANSWERABLE, 0),
        "I cannot work out " + what + ", and another figure in their place would mislead.");
  }

  static Outcome unsure(Schema schema, Frame frame, List<Node> nodes, double confidence) {
    List<String> words =
        frame.unknown.stream()
            .filter(u -> !u.startsWith("~"))
            .map(u -> u.startsWith("^") ? u.substring(1) : u)
            .distinct()
            .toList();
    if (!words.isEmpty()) {
      return unknown(schema, words);
    }
    List<Node> guessed =
        nodes.stream().filter(n -> n.mention != null && n.mention.byMeaning()).toList();
    if (!guessed.isEmpty()) {
      return guessed(schema, guessed, confidence);
    }
    return new Outcome.Unanswerable(
        Plans.bare(Plan.Intent.UNANSWERABLE, confidence),
        "I am not sure enough of what is meant to give a figure. Please say it with the words of the data. "
            + about(schema));
  }

  private static Outcome guessed(Schema schema, List<Node> nodes, double confidence) {
    String said =
        nodes.stream()
            .map(
                n ->
                    "\u201c"
                        + n.text()
                        + "\u201d (nearest is "
                        + Meanings.name(n.mention.links().get(0).target())
                        + ")")
            .collect(Collectors.joining(", "));
    return new Outcome.Unanswerable(
        Plans.bare(Plan.Intent.UNANSWERABLE, confidence),
        "Nothing in the data is called "
            + said
            + ". Ask with the data's word if that is meant. "
            + about(schema));
  }

  static String about(Schema schema) {
    if (schema.tables().isEmpty()) {
      return "There are no tables to ask about.";
    }
    String tables =
        schema.tables().stream()
            .filter(t -> !t.isLink())
            .limit(NAMED_TABLES)
            .map(t -> Words.plural(t.spoken()))
            .distinct()
            .collect(Collectors.joining(", "));
    return "The data is about " + tables + ".";
  }
}
