package io.nexushive.translator.clarification;

import java.util.regex.Matcher;

/** Takes a word out of a question. */
final class Sentence {
  private Sentence() {}

  /** The question without what {@code found} and without its mark, for something to follow. */
  static String without(String question, Matcher found) {
    return open(question.substring(0, found.start()) + question.substring(found.end()));
  }

  /** The question without its mark. */
  static String open(String question) {
    return question.replaceAll("[\\s?.!]+$", "");
  }
}
