package io.nexushive.policy.text;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.text.LexicalForm.DollarStrings;

/** Finds where strings and quoted names end, as one dialect writes them. */
final class Quotes {
  private final String sql;
  private final Dialect dialect;
  private final LexicalForm form;

  Quotes(String sql, Dialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
    this.form = LexicalForm.of(dialect);
  }

  /**
   * The offset behind the string whose quote opens at {@code open}.
   *
   * @param backslash whether a backslash takes the next character along
   */
  int string(int open, char quote, boolean backslash) {
    if (dialect == Dialect.BIGQUERY && charAt(open + 1) == quote && charAt(open + 2) == quote) {
      throw SqlRefused.unreadable("A string in triple quotes is not permitted.", open);
    }
    int at = open + 1;
    while (true) {
      if (at >= sql.length()) {
        throw SqlRefused.unreadable("A string is not closed.", open);
      }
      char c = sql.charAt(at);
      if (c == '\\' && backslash) {
        at += 2;
      } else if (c == quote) {
        if (charAt(at + 1) != quote) {
          return at + 1;
        }
        if (!form.doubledQuotes()) {
          throw SqlRefused.unreadable("A doubled quote is read in different ways.", at);
        }
        at += 2;
      } else {
        literalCharacter(at);
        at++;
      }
    }
  }

  /** The offset behind the string between two dollar signs, or tags, that opens at {@code open}. */
  int dollarString(int open) {
    int tagEnd = open + 1;
    while (tagEnd < sql.length()
        && Lexer.isWordPart(sql.charAt(tagEnd))
        && sql.charAt(tagEnd) != '$') {
      tagEnd++;
    }
    boolean tagged = tagEnd > open + 1;
    if (tagEnd >= sql.length()
        || sql.charAt(tagEnd) != '$'
        || Lexer.isDigit(sql.charAt(open + 1))
        || (tagged && form.dollarStrings() == DollarStrings.PLAIN)) {
      throw SqlRefused.unreadable("Parameters and positional columns are not permitted.", open);
    }
    String tag = sql.substring(open, tagEnd + 1);
    int end = sql.indexOf(tag, tagEnd + 1);
    if (end < 0) {
      throw SqlRefused.unreadable("A string is not closed.", open);
    }
    for (int i = tagEnd + 1; i < end; i++) {
      literalCharacter(i);
    }
    return end + tag.length();
  }

  /** The offset behind the quoted name that opens at {@code start}. */
  int name(int start, char open, char close) {
    int at = start + 1;
    while (true) {
      if (at >= sql.length()) {
        throw SqlRefused.unreadable("A quoted name is not closed.", start);
      }
      char c = sql.charAt(at);
      if (c == close) {
        if (open == '[' || charAt(at + 1) != close) {
          break;
        }
        at += 2;
        continue;
      }
      if (c == '\\' && dialect == Dialect.BIGQUERY) {
        throw SqlRefused.unreadable("A backslash in a name is not permitted.", at);
      }
      // SQLite takes what is no name for a string, and a string may hold a tab.
      boolean tab = c == '\t' && open == '"' && dialect == Dialect.SQLITE;
      if (!tab && (c < 0x20 || c == 0x7F || Characters.isInvisible(c))) {
        throw SqlRefused.unreadable("There is an invisible character in a name.", at);
      }
      at++;
    }
    if (at == start + 1) {
      throw SqlRefused.unreadable("A name is empty.", start);
    }
    return at + 1;
  }

  private void literalCharacter(int at) {
    char c = sql.charAt(at);
    if (c < 0x20 && c != '\n' && c != '\r' && c != '\t') {
      throw SqlRefused.unreadable("There is a control character in a string.", at);
    }
    if (Characters.isBidirectionalControl(c)) {
      throw SqlRefused.unreadable(
          "There is a character in a string that changes the direction of text.", at);
    }
  }

  private char charAt(int index) {
    return index < sql.length() ? sql.charAt(index) : 0;
  }
}
