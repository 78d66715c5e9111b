package io.nexushive.policy.parse;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.text.Token;
import io.nexushive.policy.text.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Puts forms that few dialects have, and the parser does not know, into the standard order of
 * words. Whatever comes out is parsed, decided on and run; so a mistake here can lose a query,
 * never let one through.
 */
final class DialectForms {
  private static final Set<String> AFTER_FROM =
      Set.of("WHERE", "GROUP", "HAVING", "QUALIFY", "WINDOW", "ORDER", "LIMIT", "OFFSET", "USING");
  private static final Set<String> SET_OPERATIONS = Set.of("UNION", "INTERSECT", "EXCEPT");

  private static final List<String> TRUTH = List.of("NULL", "TRUE", "FALSE", "DISTINCT", "UNKNOWN");

  private DialectForms() {}

  static List<Token> standard(List<Token> tokens, Dialect dialect) {
    List<Token> plain = singleEquals(tokens);
    return switch (dialect) {
      case DUCKDB -> sampled(filtered(selectFirst(plain)));
      case BIGQUERY -> PipeSyntax.standard(plain);
      case DATABRICKS -> cubed(PipeSyntax.standard(plain));
      case SQLITE -> distinctFrom(plain);
      case POSTGRES, MYSQL, SNOWFLAKE -> plain;
    };
  }

  /** {@code a == b} becomes {@code a = b}. */
  private static List<Token> singleEquals(List<Token> tokens) {
    List<Token> plain = tokens;
    for (int i = 0; i < tokens.size(); i++) {
      if (isOperator(tokens, i, "==")) {
        plain = plain == tokens ? new ArrayList<>(tokens) : plain;
        plain.set(i, new Token(Kind.OPERATOR, "=", tokens.get(i).position()));
      }
    }
    return plain;
  }

  /** {@code a IS b} becomes {@code a IS NOT DISTINCT FROM b}, unless {@code b} is a truth value. */
  private static List<Token> distinctFrom(List<Token> tokens) {
    List<Token> plain = tokens;
    for (int i = tokens.size() - 2; i > 0; i--) {
      boolean not = is(tokens, i + 1, "NOT");
      int value = not ? i + 2 : i + 1;
      if (is(tokens, i, "IS")
          && value < tokens.size()
          && TRUTH.stream().noneMatch(t -> is(tokens, value, t))) {
        plain = plain == tokens ? new ArrayList<>(tokens) : plain;
        int at = tokens.get(i).position();
        List<Token> words = plain.subList(i + 1, value);
        words.clear();
        if (!not) {
          words.add(new Token(Kind.WORD, "NOT", at));
        }
        words.add(new Token(Kind.WORD, "DISTINCT", at));
        words.add(new Token(Kind.WORD, "FROM", at));
      }
    }
    return plain;
  }

  /** {@code GROUP BY a, b WITH CUBE} becomes {@code GROUP BY CUBE (a, b)}. */
  private static List<Token> cubed(List<Token> tokens) {
    int with = tokens.size() - 2;
    while (with > 0 && !(is(tokens, with, "WITH") && is(tokens, with + 1, "CUBE"))) {
      with--;
    }
    int by = with;
    while (by > 0 && !(is(tokens, by, "BY") && is(tokens, by - 1, "GROUP"))) {
      // A number alone stands for a column, and in parentheses perhaps for itself.
      if (tokens.get(by).kind() == Kind.NUMBER || is(tokens, by, "SELECT")) {
        return tokens;
      }
      by--;
    }
    if (by == 0) {
      return tokens;
    }
    int at = tokens.get(with).position();
    List<Token> cubed = new ArrayList<>(tokens.subList(0, by + 1));
    cubed.add(new Token(Kind.WORD, "CUBE", at));
    cubed.add(new Token(Kind.OPERATOR, "(", at));
    cubed.addAll(tokens.subList(by + 1, with));
    cubed.add(new Token(Kind.OPERATOR, ")", at));
    cubed.addAll(tokens.subList(with + 2, tokens.size()));
    return cubed;
  }

  /** {@code FROM t SELECT a …} becomes {@code SELECT a FROM t …}, in parentheses too. */
  private static List<Token> selectFirst(List<Token> tokens) {
    List<Token> inner = tokens;
    for (int i = tokens.size() - 2; i >= 0; i--) {
      if (isOperator(tokens, i, "(") && is(tokens, i + 1, "FROM")) {
        inner = inner == tokens ? new ArrayList<>(tokens) : inner;
        // What is put in order keeps its length, so that the places before it stay as they are.
        List<Token> query = inner.subList(i + 1, closing(inner, i));
        List<Token> ordered = ordered(query);
        for (int j = 0; j < ordered.size(); j++) {
          query.set(j, ordered.get(j));
        }
      }
    }
    return ordered(inner);
  }

  private static int closing(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += isOperator(tokens, i, "(") ? 1 : isOperator(tokens, i, ")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return tokens.size();
  }

  private static List<Token> ordered(List<Token> tokens) {
    int from = is(tokens, 0, "WITH") ? next(tokens, 0, Set.of("SELECT", "FROM")) : 0;
    if (from < 0 || !is(tokens, from, "FROM")) {
      return tokens;
    }
    int select = next(tokens, from + 1, Set.of("SELECT"));
    if (select < 0 || next(tokens, from, SET_OPERATIONS) >= 0) {
      return tokens;
    }
    int where = next(tokens, select, AFTER_FROM);
    int rest = where < 0 ? tokens.size() : where;
    List<Token> ordered = new ArrayList<>(tokens.size());
    ordered.addAll(tokens.subList(0, from));
    ordered.addAll(tokens.subList(select, rest));
    ordered.addAll(tokens.subList(from, select));
    ordered.addAll(tokens.subList(rest, tokens.size()));
    return ordered;
  }

  /** {@code FILTER (a)} becomes {@code FILTER (WHERE a)}. */
  private static List<Token> filtered(List<Token> tokens) {
    List<Token> filtered = tokens;
    for (int i = tokens.size() - 3; i > 0; i--) {
      if (is(tokens, i, "FILTER")
          && isOperator(tokens, i + 1, "(")
          && !is(tokens, i + 2, "WHERE")) {
        filtered = filtered == tokens ? new ArrayList<>(tokens) : filtered;
        filtered.add(i + 2, new Token(Kind.WORD, "WHERE", tokens.get(i + 2).position()));
      }
    }
    return filtered;
  }

  /** {@code FROM t USING SAMPLE 10%} becomes {@code FROM t TABLESAMPLE SYSTEM (10 PERCENT)}. */
  private static List<Token> sampled(List<Token> tokens) {
    int using = tokens.size() - 4;
    if (using < 3
        || !is(tokens, using, "USING")
        || !is(tokens, using + 1, "SAMPLE")
        || tokens.get(using + 2).kind() != Kind.NUMBER) {
      return tokens;
    }
    boolean oneTable =
        is(tokens, using - 2, "FROM")
            || (using > 3 && is(tokens, using - 3, "FROM"))
            || (using > 4 && is(tokens, using - 4, "FROM") && is(tokens, using - 2, "AS"));
    boolean percent = isOperator(tokens, using + 3, "%") || is(tokens, using + 3, "PERCENT");
    if (!oneTable || !percent) {
      return tokens;
    }
    int at = tokens.get(using).position();
    List<Token> sampled = new ArrayList<>(tokens.subList(0, using));
    sampled.add(new Token(Kind.WORD, "TABLESAMPLE", at));
    sampled.add(new Token(Kind.WORD, "SYSTEM", at));
    sampled.add(new Token(Kind.OPERATOR, "(", at));
    sampled.add(tokens.get(using + 2));
    sampled.add(new Token(Kind.WORD, "PERCENT", at));
    sampled.add(new Token(Kind.OPERATOR, ")", at));
    return sampled;
  }

  private static int next(List<Token> tokens, int from, Set<String> words) {
    int depth = 0;
    for (int i = from; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.OPERATOR) {
        depth += token.raw().equals("(") ? 1 : token.raw().equals(")") ? -1 : 0;
      } else if (depth == 0
          && token.kind() == Kind.WORD
          && words.contains(token.raw().toUpperCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean is(List<Token> tokens, int index, String word) {
    return tokens.get(index).kind() == Kind.WORD && tokens.get(index).raw().equalsIgnoreCase(word);
  }

  private static boolean isOperator(List<Token> tokens, int index, String operator) {
    return tokens.get(index).kind() == Kind.OPERATOR && tokens.get(index).raw().equals(operator);
  }
}
