package io.nexushive.policy.parse;

import io.nexushive.policy.text.Token;
import io.nexushive.policy.tree.Name;
import java.util.List;

/**
 * The text that the parser sees, made from tokens: one line, no comments, and a placeholder for
 * every string and quoted name, so that the parser's own idea of quoting cannot matter.
 */
final class Script {
  private final List<Token> tokens;
  private final int[] offsets;
  private final String text;
  private boolean anti;

  Script(List<Token> tokens) {
    this.tokens = tokens;
    this.offsets = new int[tokens.size()];
    StringBuilder out = new StringBuilder(tokens.size() * 6);
    for (int i = 0; i < tokens.size(); i++) {
      if (i > 0) {
        out.append(' ');
      }
      offsets[i] = out.length();
      Token token = tokens.get(i);
      switch (token.kind()) {
        case STRING -> out.append("'s").append(i).append('\'');
        case QUOTED -> out.append("\"q").append(i).append('"');
        case WORD -> word(tokens, i, out);
        default -> out.append(token.raw());
      }
    }
    text = out.toString();
  }

  private void word(List<Token> tokens, int index, StringBuilder out) {
    String raw = tokens.get(index).raw();
    if (raw.equalsIgnoreCase("ANTI") && isWord(index - 1, "LEFT") && isWord(index + 1, "JOIN")) {
      // The parser knows only the other half. Where a text has both, one is missing in the print.
      anti = true;
      out.append("SEMI");
      return;
    }
    if (raw.equalsIgnoreCase("OFFSET") && follows(tokens, index, "[")) {
      // BigQuery's subscript: to the parser a keyword, here a function.
      out.append("\"q").append(index).append('"');
      return;
    }
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) > 0x7F || raw.charAt(i) == '$') {
        out.append("\"q").append(index).append('"');
        return;
      }
    }
    out.append(raw);
  }

  private static boolean follows(List<Token> tokens, int index, String operator) {
    return index > 0
        && tokens.get(index - 1).kind() == Token.Kind.OPERATOR
        && tokens.get(index - 1).raw().equals(operator);
  }

  private boolean isWord(int index, String word) {
    return index >= 0
        && index < tokens.size()
        && tokens.get(index).kind() == Token.Kind.WORD
        && tokens.get(index).raw().equalsIgnoreCase(word);
  }

  /** What the semi-joins of the text are called. */
  String semi() {
    return anti ? "ANTI" : "SEMI";
  }

  String text() {
    return text;
  }

  /** The name that {@code parsed} stands for. */
  Name name(String parsed) {
    int index = index(parsed, 0, parsed.length());
    return index < 0 ? Name.plain(parsed) : Name.of(tokens.get(index).raw());
  }

  /** {@code parsed} with every placeholder turned back. */
  String restore(String parsed) {
    if (parsed.indexOf('\'') < 0 && parsed.indexOf('"') < 0) {
      return parsed;
    }
    StringBuilder out = new StringBuilder(parsed.length() + 16);
    int at = 0;
    while (at < parsed.length()) {
      char c = parsed.charAt(at);
      int end = c == '\'' || c == '"' ? parsed.indexOf(c, at + 1) : -1;
      int index = end < 0 ? -1 : index(parsed, at, end + 1);
      if (index < 0) {
        out.append(c);
        at++;
      } else {
        out.append(tokens.get(index).raw());
        at = end + 1;
      }
    }
    return out.toString();
  }

  /** Offset in the submitted text of what the parser read at {@code offset}. */
  int position(int offset) {
    int found = java.util.Arrays.binarySearch(offsets, offset);
    int index = found >= 0 ? found : -found - 2;
    return index < 0 || index >= tokens.size() ? -1 : tokens.get(index).position();
  }

  private int index(String parsed, int from, int to) {
    if (to - from < 4) {
      return -1;
    }
    char quote = parsed.charAt(from);
    char mark = parsed.charAt(from + 1);
    boolean placeholder = (quote == '\'' && mark == 's') || (quote == '"' && mark == 'q');
    if (!placeholder || parsed.charAt(to - 1) != quote) {
      return -1;
    }
    int index = 0;
    for (int i = from + 2; i < to - 1; i++) {
      int digit = parsed.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      index = index * 10 + digit;
    }
    return index < tokens.size() ? index : -1;
  }
}
