package io.nexushive.translator.parser;

import io.nexushive.model.envelope.Plan;
import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Questions about the schema itself, answered from the catalogue. */
final class SchemaQuestions {
  private static final int MOST_TABLES = 50;
  private static final double SURELY = 0.9;
  private static final Set<String> FILLING =
      Vocabulary.set(
          "what",
          "which",
          "are",
          "is",
          "the",
          "do",
          "you",
          "have",
          "there",
          "in",
          "this",
          "database",
          "list",
          "show",
          "all",
          "me",
          "available",
          "of",
          "does",
          "it",
          "can",
          "i",
          "ask",
          "about",
          "exist",
          "a",
          "give",
          "tell",
          "how",
          "many",
          "data",
          "your",
          "we",
          "?",
          ".",
          "names",
          "name",
          "for",
          "structure",
          "describe",
          "know",
          "to",
          "and",
          "their",
          "has",
          "has",
          "on",
          "query",
          "see",
          "connection",
          "please");

  private static final Pattern ABOUT =
      Pattern.compile(
          "what (data|information) (do you have|is (there|available)|can i (ask|query)).*|what can (i|you) (ask|answer|query|know|tell).*");

  private SchemaQuestions() {}

  static Outcome answer(List<Token> tokens, Schema schema, Set<String> nouns) {
    boolean asks = tokens.stream().anyMatch(t -> nouns.contains(t.lower()));
    boolean about =
        ABOUT.matcher(tokens.stream().map(Token::lower).collect(Collectors.joining(" "))).matches();
    if (!asks && !about) {
      return null;
    }
    Table named = null;
    for (Token token : tokens) {
      if (FILLING.contains(token.lower()) || nouns.contains(token.lower())) {
        continue;
      }
      Table table =
          schema.tables().stream()
              .filter(
                  t -> t.name().equalsIgnoreCase(token.text()) || t.spoken().equals(token.base()))
              .findFirst()
              .orElse(null);
      if (table == null && (!about || names(schema, token))) {
        return null;
      }
      named = table == null ? named : table;
    }
    if (schema.tables().stream()
        .anyMatch(t -> nouns.contains(t.name().toLowerCase(java.util.Locale.ROOT)))) {
      return null;
    }
    return new Outcome.SchemaAnswer(
        Plans.bare(Plan.Intent.SCHEMA, 1), named == null ? all(schema) : one(named));
  }

  /** Whether a word stands for a column, a metric or a value, so that data are asked for. */
  private static boolean names(Schema schema, Token token) {
    return !schema.values().find(token.text()).isEmpty()
        || schema.names().find(List.of(token.base())).stream()
            .anyMatch(l -> !(l.target() instanceof Table) && l.score() > SURELY);
  }

  static String all(Schema schema) {
    List<Table> tables = schema.tables();
    int size = schema.catalog().tables().size();
    String listed =
        tables.stream()
            .limit(MOST_TABLES)
            .map(
                t ->
                    t.name()
                        + " ("
                        + t.columns().stream().map(Column::name).collect(Collectors.joining(", "))
                        + ")")
            .collect(Collectors.joining("; "));
    String more = size > MOST_TABLES ? "; and " + (size - MOST_TABLES) + " more" : "";
    return (size == 1 ? "There is one table: " : "There are " + size + " tables: ")
        + listed
        + more
        + ".";
  }

  private static String one(Table table) {
    return "The table "
        + table.name()
        + " has the columns "
        + table.columns().stream()
            .map(c -> c.name() + " (" + c.type().wire() + ")")
            .collect(Collectors.joining(", "))
        + ".";
  }
}
