package io.nexushive.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request wants to hear before it goes on.
 *
 * @param choices readings to pick from
 * @param plan whether it is a plan to agree to
 */
record Asks(List<String> choices, boolean plan) {
  static final Asks NOTHING = new Asks(List.of(), false);
  static final Asks PLAN = new Asks(List.of(), true);

  /** As the API takes it. */
  record Reply(String action, String text) {}

  /** A question back, as the stream or the request's state has it. */
  static Asks back(JsonNode clarification) {
    List<String> choices = new ArrayList<>();
    clarification.path("choices").forEach(choice -> choices.add(choice.asText()));
    return new Asks(List.copyOf(choices), false);
  }

  /** What to type. */
  String prompt() {
    if (plan) {
      return "Enter to go on, “cancel” to stop, or what is meant instead: ";
    }
    return choices.isEmpty() ? "Your answer: " : "Its number, or your own words: ";
  }

  /**
   * Reads what was typed.
   *
   * @return {@code null} where it says nothing
   */
  Reply read(String line) {
    String words = line.strip();
    if (words.equalsIgnoreCase("cancel")) {
      return new Reply("cancel", null);
    }
    if (plan) {
      boolean agreed = words.isEmpty() || words.equalsIgnoreCase("confirm");
      return agreed ? new Reply("confirm", null) : new Reply("edit", words);
    }
    if (words.isEmpty()) {
      return null;
    }
    boolean picked =
        words.matches("\\d{1,2}") && number(words) >= 1 && number(words) <= choices.size();
    return new Reply("answer", picked ? choices.get(number(words) - 1) : words);
  }

  private static int number(String words) {
    return Integer.parseInt(words);
  }
}
