package io.nexushive.translator.parser;

import io.nexushive.translator.language.Token;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** A token, or several that together mention something. */
final class Node {
  final List<Token> tokens;
  final String lower;
  final String base;
  final Mention mention;
  boolean used;

  Node(List<Token> tokens, Mention mention) {
    this.tokens = List.copyOf(tokens);
    this.mention = mention;
    this.lower = tokens.stream().map(Token::lower).collect(Collectors.joining(" "));
    this.base = tokens.stream().map(Token::base).collect(Collectors.joining(" "));
  }

  Token first() {
    return tokens.get(0);
  }

  Token.Kind kind() {
    return tokens.size() == 1 ? first().kind() : Token.Kind.WORD;
  }

  boolean is(String... words) {
    if (kind() == Token.Kind.QUOTED) {
      return false;
    }
    for (String word : words) {
      if (lower.equals(word)) {
        return true;
      }
    }
    return false;
  }

  boolean isMark(String... marks) {
    return kind() == Token.Kind.MARK && is(marks);
  }

  boolean isQuoted() {
    return kind() == Token.Kind.QUOTED;
  }

  BigDecimal number() {
    return tokens.size() == 1 ? first().number() : null;
  }

  boolean isDate() {
    return kind() == Token.Kind.DATE;
  }

  boolean hasTable() {
    return mention != null && mention.tableScore() > 0;
  }

  boolean hasColumn() {
    return mention != null && mention.columnScore() > 0;
  }

  boolean hasSchema() {
    return mention != null && !mention.links().isEmpty();
  }

  boolean hasValue() {
    return mention != null && mention.hasValue();
  }

  String text() {
    return tokens.stream().map(Token::text).collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return mention == null
        ? lower
        : "["
            + lower
            + ":"
            + mention.links()
            + mention.values().stream().map(v -> v.column() + "=" + v.value()).toList()
            + "]";
  }
}
