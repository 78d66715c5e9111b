package io.nexushive.translator.clarification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A place in a question that can be read in several ways.
 *
 * @param asked what to ask back
 * @param choices readings to offer
 * @param before the question up to the place
 * @param after the question from behind it
 * @param own the words for the place when the asker replies with his own
 */
record OpenTerm(
    String asked, List<Choice> choices, String before, String after, UnaryOperator<String> own) {

  /**
   * A reading.
   *
   * @param label as it is offered
   * @param phrase as it stands in the question
   */
  record Choice(String label, String phrase) {}

  OpenTerm {
    choices = List.copyOf(choices);
  }

  /** The question with {@code choice} in the place. */
  String with(Choice choice) {
    return filled(choice.phrase());
  }

  /** The question as it is meant after {@code reply}: a choice, part of just one, or own words. */
  String settledBy(String reply) {
    List<Choice> meant = choices.stream().filter(c -> c.label().equalsIgnoreCase(reply)).toList();
    if (meant.isEmpty()) {
      List<String> words = words(reply);
      meant = choices.stream().filter(c -> words(c.label()).containsAll(words)).toList();
    }
    return meant.size() == 1 ? with(meant.get(0)) : filled(own.apply(reply));
  }

  OpenTerm withChoices(List<Choice> others) {
    return new OpenTerm(asked, others, before, after, own);
  }

  private String filled(String phrase) {
    return (before + phrase + after).replaceAll("\\s+", " ").replace(" ?", "?").strip();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
