package io.nexushive.translator.language;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A word, number, quotation or mark of a question.
 *
 * @param text as it was written; without the quotes where it was quoted
 * @param lower in lower case
 * @param base singular
 * @param stem by which words of one family are found
 * @param number its value where it is a number
 */
public record Token(
    Kind kind, String text, String lower, String base, String stem, BigDecimal number) {
  /** What a token is. */
  public enum Kind {
    WORD,
    NUMBER,
    DATE,
    QUOTED,
    MARK
  }

  public Token {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  public boolean is(String word) {
    return kind != Kind.QUOTED && lower.equals(word);
  }

  public boolean isWord() {
    return kind == Kind.WORD;
  }

  /** Whether it is written with a capital first letter. */
  public boolean capitalised() {
    return kind == Kind.WORD && Character.isUpperCase(text.charAt(0));
  }
}
