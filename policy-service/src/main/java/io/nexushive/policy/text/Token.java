package io.nexushive.policy.text;

/**
 * A piece of SQL as its dialect reads it.
 *
 * @param kind what it is
 * @param raw exactly as written; this is also how it is printed
 * @param position offset in the submitted text
 */
public record Token(Kind kind, String raw, int position) {

  /** The kinds of tokens there are once comments and white space are gone. */
  public enum Kind {
    /** A keyword or an identifier without quotes. */
    WORD,
    /** An identifier in quotes. */
    QUOTED,
    /** A literal in quotes, whatever its prefix. */
    STRING,
    NUMBER,
    OPERATOR
  }

  boolean isWord(String upperCase) {
    return kind == Kind.WORD && raw.equalsIgnoreCase(upperCase);
  }

  boolean isOperator(String text) {
    return kind == Kind.OPERATOR && raw.equals(text);
  }
}
