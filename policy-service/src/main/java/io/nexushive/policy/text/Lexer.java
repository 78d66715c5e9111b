package io.nexushive.policy.text;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.text.LexicalForm.DollarStrings;
import io.nexushive.policy.text.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into tokens as one dialect does. Comments are dropped here and nowhere else; whatever
 * a dialect, or two versions of it, could read in two ways is refused.
 */
public final class Lexer {
  private static final String SINGLE = "()[]{},;.+-*/%<>=~^&|!?:@#";

  private final String sql;
  private final Dialect dialect;
  private final LexicalForm form;
  private final Limits limits;
  private final List<Token> tokens;
  private int at;
  private int depth;

  private Lexer(String sql, Dialect dialect, Limits limits) {
    this.sql = sql;
    this.dialect = dialect;
    this.form = LexicalForm.of(dialect);
    this.limits = limits;
    this.tokens = new ArrayList<>(Math.min(sql.length() / 4 + 8, 1_024));
  }

  /**
   * @throws SqlRefused when the text is too large, too deep, or not plainly readable
   */
  public static List<Token> read(String sql, Dialect dialect, Limits limits) {
    if (sql.length() > limits.characters()) {
      throw new SqlRefused(
          "too-large", "The text has more than " + limits.characters() + " characters.", -1, true);
    }
    Lexer lexer = new Lexer(sql, dialect, limits);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    int length = sql.length();
    while (at < length) {
      char c = sql.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else if (c < 0x20 || c == 0x7F) {
        throw unreadable("There is a control character.");
      } else if (!comment(c)) {
        token(c);
      }
    }
  }

  private void token(char c) {
    if (c == '\'') {
      string(at, c, form.backslash());
    } else if (c == '"') {
      if (form.doubleQuotedStrings()) {
        string(at, c, form.backslash());
      } else {
        quoted('"', '"');
      }
    } else if (c == '`' && form.backticks()) {
      quoted('`', '`');
    } else if (c == '[' && form.brackets()) {
      quoted('[', ']');
    } else if (c == '$' && form.dollarStrings() != DollarStrings.NONE) {
      dollarString();
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)) && !afterName())) {
      number();
    } else if (isWordStart(c)) {
      word();
    } else {
      operator(c);
    }
  }

  private boolean comment(char c) {
    char next = peek(1);
    if (c == '-' && next == '-') {
      char after = peek(2);
      if (form.dashNeedsSpace() && after != 0 && after > ' ') {
        throw unreadable("Two dashes without a space are no comment in this dialect.");
      }
      lineComment();
      return true;
    }
    if (c == '#' && form.hashComments()) {
      lineComment();
      return true;
    }
    if (c == '/' && next == '/') {
      if (!form.slashComments()) {
        throw unreadable("Two slashes are read in different ways.");
      }
      lineComment();
      return true;
    }
    if (c == '/' && next == '*') {
      blockComment();
      return true;
    }
    return false;
  }

  private void lineComment() {
    while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
      at++;
    }
  }

  private void blockComment() {
    int start = at;
    char mark = peek(2);
    if (mark == '!' || mark == '+' || (mark == 'M' && peek(3) == '!')) {
      throw unreadable("A comment that the warehouse would act on is not permitted.");
    }
    int open = 1;
    at += 2;
    while (open > 0) {
      int close = sql.indexOf("*/", at);
      if (close < 0) {
        at = start;
        throw unreadable("A comment is not closed.");
      }
      int nested = sql.indexOf("/*", at);
      if (nested >= 0 && nested < close && form.nestedComments()) {
        open++;
        at = nested + 2;
      } else if (nested >= 0 && nested < close && dialect == Dialect.DATABRICKS) {
        at = start;
        throw unreadable("A comment inside a comment is read in different ways.");
      } else {
        open--;
        at = close + 2;
      }
    }
  }

  private void string(int start, char quote, boolean backslash) {
    if (dialect == Dialect.BIGQUERY && peek(1) == quote && peek(2) == quote) {
      throw unreadable("A string in triple quotes is not permitted.");
    }
    at++;
    while (true) {
      if (at >= sql.length()) {
        at = start;
        throw unreadable("A string is not closed.");
      }
      char c = sql.charAt(at);
      if (c == '\\' && backslash) {
        at += 2;
      } else if (c == quote) {
        if (peek(1) != quote) {
          break;
        }
        if (!form.doubledQuotes()) {
          throw unreadable("A doubled quote is read in different ways.");
        }
        at += 2;
      } else {
        literalCharacter(c);
        at++;
      }
    }
    at++;
    if (!tokens.isEmpty() && last().kind() == Kind.STRING) {
      throw unreadable("Two strings stand side by side.");
    }
    add(Kind.STRING, start);
  }

  private void dollarString() {
    int start = at;
    int tagEnd = at + 1;
    while (tagEnd < sql.length() && isWordPart(sql.charAt(tagEnd)) && sql.charAt(tagEnd) != '$') {
      tagEnd++;
    }
    boolean tagged = tagEnd > at + 1;
    if (tagEnd >= sql.length()
        || sql.charAt(tagEnd) != '$'
        || isDigit(sql.charAt(at + 1))
        || (tagged && form.dollarStrings() == DollarStrings.PLAIN)) {
      throw unreadable("Parameters and positional columns are not permitted.");
    }
    String tag = sql.substring(at, tagEnd + 1);
    int end = sql.indexOf(tag, tagEnd + 1);
    if (end < 0) {
      throw unreadable("A string is not closed.");
    }
    for (int i = tagEnd + 1; i < end; i++) {
      literalCharacter(sql.charAt(i));
    }
    at = end + tag.length();
    if (!tokens.isEmpty() && last().kind() == Kind.STRING) {
      throw unreadable("Two strings stand side by side.");
    }
    add(Kind.STRING, start);
  }

  private void quoted(char open, char close) {
    int start = at;
    at++;
    while (true) {
      if (at >= sql.length()) {
        at = start;
        throw unreadable("A quoted name is not closed.");
      }
      char c = sql.charAt(at);
      if (c == close) {
        if (open != '[' && peek(1) == close) {
          at += 2;
          continue;
        }
        break;
      }
      if (c == '\\' && dialect == Dialect.BIGQUERY) {
        throw unreadable("A backslash in a name is not permitted.");
      }
      nameCharacter(c);
      at++;
    }
    at++;
    if (at - start == 2) {
      throw unreadable("A name is empty.");
    }
    add(Kind.QUOTED, start);
  }

  private void number() {
    int start = at;
    if (sql.charAt(at) == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
      throw unreadable("Hexadecimal numbers are not permitted.");
    }
    digits();
    if (at < sql.length() && sql.charAt(at) == '.' && peek(1) != '.') {
      at++;
      digits();
    }
    char c = at < sql.length() ? sql.charAt(at) : 0;
    if (c == 'e' || c == 'E') {
      int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
      if (isDigit(peek(1 + sign))) {
        at += 1 + sign;
        digits();
      }
    }
    if (at < sql.length() && isWordPart(sql.charAt(at))) {
      throw unreadable("A name follows a number without a space.");
    }
    add(Kind.NUMBER, start);
  }

  private void digits() {
    while (at < sql.length() && isDigit(sql.charAt(at))) {
      at++;
    }
  }

  private void word() {
    int start = at;
    while (at < sql.length() && isWordPart(sql.charAt(at))) {
      at++;
    }
    char next = at < sql.length() ? sql.charAt(at) : 0;
    if (next == '\'' || (next == '"' && form.doubleQuotedStrings())) {
      prefixed(start, next);
      return;
    }
    if (next == '&'
        && at - start == 1
        && (sql.charAt(start) == 'U' || sql.charAt(start) == 'u')
        && (peek(1) == '"' || peek(1) == '\'')) {
      throw unreadable("Names and strings with Unicode escapes are not permitted.");
    }
    add(Kind.WORD, start);
    if (sql.regionMatches(true, start, "case", 0, 4) && at - start == 4) {
      deeper();
    } else if (sql.regionMatches(true, start, "end", 0, 3) && at - start == 3) {
      depth = Math.max(0, depth - 1);
    }
  }

  /** A word directly before a quote may change how the literal is read. */
  private void prefixed(int start, char quote) {
    String prefix = sql.substring(start, at).toLowerCase(Locale.ROOT);
    if (!LexicalForm.isPrefix(prefix)) {
      add(Kind.WORD, start);
      return;
    }
    if (prefix.equals("e") && form.escapeStrings()) {
      string(start, quote, true);
    } else if (prefix.equals("x") && dialect == Dialect.SQLITE) {
      string(start, quote, false);
    } else if (prefix.equals("r") && dialect == Dialect.BIGQUERY) {
      string(start, quote, true);
    } else {
      throw unreadable("A string with this prefix is not permitted.");
    }
  }

  private void operator(char c) {
    int start = at;
    for (String operator : form.operators()) {
      if (operator.charAt(0) == c && sql.startsWith(operator, at)) {
        at += operator.length();
        add(Kind.OPERATOR, start);
        return;
      }
    }
    if (SINGLE.indexOf(c) < 0) {
      throw unreadable("There is a character that has no meaning here.");
    }
    refuseParameters(c);
    at++;
    if (c == '(' || c == '[' || c == '{') {
      deeper();
    } else if (c == ')' || c == ']' || c == '}') {
      depth--;
    }
    add(Kind.OPERATOR, start);
  }

  private void refuseParameters(char c) {
    if (c == '@' || c == '#' || c == '?' || c == '{' || c == '}') {
      throw unreadable("Parameters, variables and stages are not permitted.");
    }
    if (c == ':' && !(dialect == Dialect.DUCKDB || dialect == Dialect.POSTGRES)) {
      throw unreadable("Parameters and paths are not permitted.");
    }
    if (c == ':' && (isWordStart(peek(1)) || isDigit(peek(1)))) {
      throw unreadable("Parameters are not permitted.");
    }
  }

  private void deeper() {
    if (++depth > limits.depth()) {
      throw new SqlRefused(
          "too-deep", "The text nests more than " + limits.depth() + " levels deep.", at, true);
    }
  }

  private void add(Kind kind, int start) {
    if (tokens.size() >= limits.tokens()) {
      throw new SqlRefused(
          "too-large", "The text has more than " + limits.tokens() + " tokens.", start, true);
    }
    tokens.add(new Token(kind, sql.substring(start, at), start));
  }

  /** Whether what follows a dot here can only be a part of a name. */
  private boolean afterName() {
    return !tokens.isEmpty()
        && (last().kind() == Kind.WORD || last().kind() == Kind.QUOTED)
        && last().position() + last().raw().length() == at;
  }

  private Token last() {
    return tokens.get(tokens.size() - 1);
  }

  private char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : 0;
  }

  private void literalCharacter(char c) {
    if (c < 0x20 && c != '\n' && c != '\r' && c != '\t') {
      throw unreadable("There is a control character in a string.");
    }
    if (Characters.isBidirectionalControl(c)) {
      throw unreadable("There is a character in a string that changes the direction of text.");
    }
  }

  private void nameCharacter(char c) {
    if (c < 0x20 || c == 0x7F || Characters.isInvisible(c)) {
      throw unreadable("There is an invisible character in a name.");
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c > 0x7F && Character.isLetter(c));
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$';
  }

  private SqlRefused unreadable(String message) {
    return new SqlRefused("unreadable", message, Math.min(at, sql.length()), true);
  }
}
