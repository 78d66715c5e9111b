package io.nexushive.translator.parser.annotation;

import io.nexushive.translator.language.Token;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** A token, or several that together mention something. */
public final class Node {
  public final List<Token> tokens;
  public final String lower;
  public final String base;
  public final Mention mention;
  public boolean used;

  public Node(List<Token> tokens, Mention mention) {
    this.tokens = List.copyOf(tokens);
    this.mention = mention;
    this.lower = tokens.stream().map(Token::lower).collect(Collectors.joining(" "));
    this.base = tokens.stream().map(Token::base).collect(Collectors.joining(" "));
  }

  public Token first() {
    return tokens.get(0);
  }

  public Token.Kind kind() {
    return tokens.size() == 1 ? first().kind() : Token.Kind.WORD;
  }

  public boolean is(String... words) {
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

  public boolean isMark(String... marks) {
    return kind() == Token.Kind.MARK && is(marks);
  }

  public boolean isQuoted() {
    return kind() == Token.Kind.QUOTED;
  }

  public BigDecimal number() {
    return tokens.size() == 1 ? first().number() : null;
  }

  public boolean isDate() {
    return kind() == Token.Kind.DATE;
  }

  public boolean hasTable() {
    return mention != null && mention.tableScore() > 0;
  }

  public boolean hasColumn() {
    return mention != null && mention.columnScore() > 0;
  }

  public boolean hasSchema() {
    return mention != null && !mention.links().isEmpty();
  }

  public boolean hasValue() {
    return mention != null && mention.hasValue();
  }

  public String text() {
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
