package io.nexushive.policy.parse;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.text.Lexer;
import io.nexushive.policy.text.Limits;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.text.Token;
import io.nexushive.policy.tree.Printer;
import io.nexushive.policy.tree.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Holds what was written against what the tree prints. A clause that was overlooked on the way, or
 * that the parser swallowed, is missing in the print, and the text is refused.
 */
final class Fidelity {
  /** Words that a tree leaves out or adds without a change of meaning. */
  private static final Set<String> NOISE =
      Set.of("AS", "INNER", "OUTER", "ASC", "ROWS", "ROW", "ONLY", "FIRST", "NEXT", "FETCH");

  private final Dialect dialect;
  private final Limits limits;

  Fidelity(Dialect dialect, Limits limits) {
    this.dialect = dialect;
    this.limits = new Limits(limits.characters() * 2, limits.tokens() * 2, limits.depth() * 2);
  }

  void check(List<Token> written, Query query) {
    Map<String, int[]> counts = new HashMap<>(written.size() * 2);
    for (Token token : written) {
      count(counts, token, 1);
    }
    for (Token token : Lexer.read(Printer.print(query), dialect, limits)) {
      count(counts, token, -1);
    }
    for (Token token : written) {
      int[] count = counts.get(key(token));
      if (count != null && count[0] > 0) {
        throw unsupported(token.raw(), token.position());
      }
    }
    for (Map.Entry<String, int[]> entry : counts.entrySet()) {
      if (entry.getValue()[0] != 0) {
        throw unsupported(entry.getKey(), -1);
      }
    }
  }

  private static SqlRefused unsupported(String text, int position) {
    return new SqlRefused(
        "unsupported", "The clause at " + text + " is not supported.", position, true);
  }

  private static void count(Map<String, int[]> counts, Token token, int step) {
    String key = key(token);
    if (key != null) {
      counts.computeIfAbsent(key, k -> new int[1])[0] += step;
    }
  }

  private static String key(Token token) {
    if (token.kind() == Token.Kind.WORD) {
      String word = token.raw().toUpperCase(Locale.ROOT);
      return NOISE.contains(word) ? null : word;
    }
    if (token.kind() == Token.Kind.OPERATOR) {
      return switch (token.raw()) {
        case "!=" -> "<>";
        case "==" -> "=";
        default -> token.raw();
      };
    }
    return token.raw();
  }
}
