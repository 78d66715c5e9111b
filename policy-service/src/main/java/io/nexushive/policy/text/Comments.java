package io.nexushive.policy.text;

import io.nexushive.model.envelope.Dialect;

/** Finds where comments end, as one dialect has them. */
final class Comments {
  private final String sql;
  private final Dialect dialect;
  private final LexicalForm form;

  Comments(String sql, Dialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
    this.form = LexicalForm.of(dialect);
  }

  /**
   * The offset behind the comment that starts at {@code at}; {@code at} where none does.
   *
   * @throws SqlRefused when engines could read it in different ways, or act on it
   */
  int end(int at) {
    char c = sql.charAt(at);
    char next = charAt(at + 1);
    if (c == '-' && next == '-') {
      char after = charAt(at + 2);
      if (form.dashNeedsSpace() && after != 0 && after > ' ') {
        throw SqlRefused.unreadable(
            "Two dashes without a space are no comment in this dialect.", at);
      }
      return line(at);
    }
    if (c == '#' && form.hashComments()) {
      return line(at);
    }
    if (c == '/' && next == '/') {
      if (!form.slashComments()) {
        throw SqlRefused.unreadable("Two slashes are read in different ways.", at);
      }
      return line(at);
    }
    return c == '/' && next == '*' ? block(at) : at;
  }

  private int line(int start) {
    int at = start;
    while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private int block(int start) {
    char mark = charAt(start + 2);
    // What is printed has no comments: a hint of Databricks, which only advises, is given up.
    boolean hint = mark == '+' && dialect != Dialect.DATABRICKS;
    if (mark == '!' || hint || (mark == 'M' && charAt(start + 3) == '!')) {
      throw SqlRefused.unreadable(
          "A comment that the warehouse would act on is not permitted.", start);
    }
    int open = 1;
    int at = start + 2;
    while (open > 0) {
      int close = sql.indexOf("*/", at);
      if (close < 0) {
        throw SqlRefused.unreadable("A comment is not closed.", start);
      }
      int nested = sql.indexOf("/*", at);
      if (nested >= 0 && nested < close && form.nestedComments()) {
        open++;
        at = nested + 2;
      } else if (nested >= 0 && nested < close && dialect == Dialect.DATABRICKS) {
        throw SqlRefused.unreadable("A comment inside a comment is read in different ways.", start);
      } else {
        open--;
        at = close + 2;
      }
    }
    return at;
  }

  private char charAt(int index) {
    return index < sql.length() ? sql.charAt(index) : 0;
  }
}
