package io.nexushive.translator.parser;

import io.nexushive.model.envelope.Plan;
import java.util.List;

/** What the parser makes of a question. */
public sealed interface Outcome {
  /**
   * A query that answers it.
   *
   * @param sql in the catalogue's dialect
   * @param explanation the query in plain words
   */
  record Translated(Plan plan, String sql, String explanation) implements Outcome {}

  /** An answer from the catalogue itself. */
  record SchemaAnswer(Plan plan, String text) implements Outcome {}

  /** More than one reading; {@code choices} to pick from. */
  record Ambiguous(Plan plan, String question, List<String> choices) implements Outcome {
    public Ambiguous {
      choices = List.copyOf(choices);
    }
  }

  /** Nothing in the data answers it, or the parser cannot tell what is meant. */
  record Unanswerable(Plan plan, String reason) implements Outcome {}

  /** It asks to change data. */
  record WriteRefused(Plan plan, String reason) implements Outcome {}

  Plan plan();
}
