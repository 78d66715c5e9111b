package io.nexushive.translator.followup;

import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Words;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.schema.Column;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A part of a question that can be put in another's place.
 *
 * @param opening how many of its nodes stand before what it names: "in the", "grouped by"
 */
record Clause(Kind kind, List<Node> nodes, int opening) {
  /** What a part says. */
  enum Kind {
    MEASURE,
    /** What is listed or ranked. */
    SUBJECT,
    GROUP,
    TIME_GROUP,
    PERIOD,
    VALUES,
    LIMIT,
    ORDER,
    /** All else. */
    WORDS
  }

  Clause {
    nodes = List.copyOf(nodes);
  }

  String text() {
    return text(nodes);
  }

  /** What stands before what it names; empty where nothing does. */
  String opener() {
    return text(nodes.subList(0, opening));
  }

  /** What it names. */
  String named() {
    return text(nodes.subList(opening, nodes.size()));
  }

  String plural() {
    return ending(Words.plural(last().base()));
  }

  String singular() {
    return ending(last().base());
  }

  private String ending(String noun) {
    String named = named();
    return named.substring(0, named.length() - last().text().length()) + noun;
  }

  private Token last() {
    List<Token> tokens = nodes.get(nodes.size() - 1).tokens;
    return tokens.get(tokens.size() - 1);
  }

  /** The columns that hold the values which it names. */
  Set<Column> columns() {
    return nodes.stream()
        .filter(Node::hasValue)
        .flatMap(node -> node.mention.values().stream())
        .map(hit -> hit.column())
        .collect(Collectors.toSet());
  }

  boolean says(String... words) {
    return nodes.stream().anyMatch(node -> node.is(words));
  }

  private static String text(List<Node> nodes) {
    return nodes.stream()
        .map(node -> node.isQuoted() ? '"' + node.text() + '"' : node.text())
        .collect(Collectors.joining(" "))
        .replace(" 's", "'s");
  }
}
