package io.nexushive.translator.backtranslation;

import java.util.List;

/**
 * One thing that a query does.
 *
 * @param items what it does it with, in words, in the query's order
 */
public record Clause(Kind kind, List<String> items) {
  public Clause {
    items = List.copyOf(items);
  }

  /** The parts of a query, with the sentence that says each. */
  public enum Kind {
    FIRST("First: %s", " "),
    READ("Read %s.", " with their "),
    KEEP("Keep those where %s.", " and "),
    GROUP("Group them by %s.", " and "),
    KEEP_GROUPS("Keep groups where %s.", " and "),
    SHOW("Show %s.", ", "),
    COMBINE("%s", " "),
    ORDER("Order by %s.", ", then "),
    TAKE("Take the first %s.", ", ");

    private final String sentence;
    private final String between;

    Kind(String sentence, String between) {
      this.sentence = sentence;
      this.between = between;
    }
  }

  public String sentence() {
    return kind.sentence.formatted(String.join(kind.between, items));
  }
}
