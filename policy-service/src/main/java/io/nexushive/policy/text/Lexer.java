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
  private final Comments comments;
  private final Quotes quotes;
  private final List<Token> tokens;
  private int at;
  private int depth;

  private Lexer(String sql, Dialect dialect, Limits limits) {
    this.sql = sql;
    this.dialect = dialect;
    this.form = LexicalForm.of(dialect);
    this.limits = limits;
    this.comments = new Comments(sql, dialect);
    this.quotes = new Quotes(sql, dialect);
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
      } else {
        int end = comments.end(at);
        if (end > at) {
          at = end;
        } else {
          token(c);
        }
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
      string(at, quotes.dollarString(at));
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)) && !afterName())) {
      number();
    } else if (isWordStart(c)) {
      word();
    } else {
      operator(c);
    }
  }

  private void string(int start, char quote, boolean backslash) {
    string(start, quotes.string(at, quote, backslash));
  }

  private void string(int start, int end) {
    at = end;
    if (!tokens.isEmpty() && last().kind() == Kind.STRING) {
      throw unreadable("Two strings stand side by side.");
    }
    add(Kind.STRING, start);
  }

  private void quoted(char open, char close) {
    int start = at;
    at = quotes.name(start, open, close);
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

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c > 0x7F && Character.isLetter(c));
  }

  static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$';
  }

  private SqlRefused unreadable(String message) {
    return SqlRefused.unreadable(message, Math.min(at, sql.length()));
  }
}
