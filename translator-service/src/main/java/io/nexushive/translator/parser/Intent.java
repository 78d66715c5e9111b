package io.nexushive.translator.parser;

import io.nexushive.model.envelope.Plan;
import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.schema.Schema;
import java.util.List;
import java.util.Set;

/**
 * What kind of question it is, as far as the first words say it.
 *
 * @param outcome the answer where the words are enough for one, else {@code null}
 */
record Intent(Outcome outcome) {
  private static final Set<String> WRITES =
      Vocabulary.set(
          "delete",
          "drop",
          "truncate",
          "insert",
          "update",
          "alter",
          "remove",
          "erase",
          "wipe",
          "overwrite",
          "purge",
          "destroy",
          "grant",
          "revoke",
          "modify",
          "rename",
          "set");
  private static final Set<String> POLITE =
      Vocabulary.set(
          "please", "can", "could", "would", "you", "i", "want", "to", "just", "now", "will", "let",
          "us", "kindly", "go", "ahead", "and", "must", "should", "we", "need");
  private static final Set<String> SCHEMA_NOUNS =
      Vocabulary.set("tables", "table", "columns", "schema", "fields", "datasets");

  static Intent of(List<Token> tokens, Schema schema) {
    int first = 0;
    while (first < tokens.size() && POLITE.contains(tokens.get(first).lower())) {
      first++;
    }
    if (first < tokens.size() && WRITES.contains(tokens.get(first).lower())) {
      return new Intent(
          new Outcome.WriteRefused(
              Plans.bare(Plan.Intent.WRITE, 1),
              "This asks to change data. Questions here only read; nothing was changed."));
    }
    return new Intent(SchemaQuestions.answer(tokens, schema, SCHEMA_NOUNS));
  }
}
