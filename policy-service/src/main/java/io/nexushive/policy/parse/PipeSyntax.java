package io.nexushive.policy.parse;

import io.nexushive.policy.text.Token;
import io.nexushive.policy.text.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Puts the pipe syntax of BigQuery and Databricks ({@code FROM t |> WHERE … |> AGGREGATE … GROUP BY
 * …}) into the order of a SELECT; a step that needs the result of those before it is put around
 * them. What has no such order, or would need a star, stays as it is, and is refused as what it is.
 *
 * @see <a href="https://research.google/pubs/pub1005959/">SQL Has Problems. We Can Fix Them: Pipe
 *     Syntax In SQL (VLDB 2024)</a>
 */
final class PipeSyntax {
  private static final Set<String> JOINS =
      Set.of("JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS");

  private final List<Token> from = new ArrayList<>();
  private final List<Token> where = new ArrayList<>();
  private final List<List<Token>> items = new ArrayList<>();
  private final List<Token> group = new ArrayList<>();
  private final List<Token> order = new ArrayList<>();
  private final List<Token> limit = new ArrayList<>();
  private final int position;

  /** The columns of what was put around last: the result's, where no later step says which. */
  private List<List<Token>> inner = List.of();

  private int wraps;

  private PipeSyntax(int position) {
    this.position = position;
  }

  static List<Token> standard(List<Token> tokens) {
    List<List<Token>> steps = split(tokens, Kind.OPERATOR, "|>");
    if (steps.size() < 2 || !is(steps.get(0), 0, "FROM") || steps.get(0).size() < 2) {
      return tokens;
    }
    PipeSyntax query = new PipeSyntax(tokens.get(0).position());
    query.from.addAll(steps.get(0).subList(1, steps.get(0).size()));
    for (List<Token> step : steps.subList(1, steps.size())) {
      if (step.size() < 2 || !query.step(step)) {
        return tokens;
      }
    }
    return query.terms().isEmpty() ? tokens : query.tokens();
  }

  /** Takes a step; false where it is none of those that are known. */
  private boolean step(List<Token> step) {
    String word = step.get(0).raw().toUpperCase(Locale.ROOT);
    List<Token> rest = step.subList(1, step.size());
    if (JOINS.contains(word)) {
      return items.isEmpty() && isOpen() && where.isEmpty() && from.addAll(step);
    }
    return switch (word) {
      case "WHERE" -> fresh() && condition(rest);
      case "AGGREGATE" -> fresh() && aggregate(rest);
      case "SELECT" -> fresh() && items.addAll(split(rest, Kind.OPERATOR, ","));
      case "ORDER" -> (isOpen() || wrap()) && order.addAll(step);
      case "LIMIT" -> (limit.isEmpty() || wrap()) && limit.addAll(step);
      default -> false;
    };
  }

  private boolean isOpen() {
    return order.isEmpty() && limit.isEmpty();
  }

  /** Whether a step can be taken here that works on whole rows, after what came before. */
  private boolean fresh() {
    return (items.isEmpty() && isOpen()) || wrap();
  }

  private boolean condition(List<Token> condition) {
    if (!where.isEmpty()) {
      where.add(word("AND"));
    }
    where.add(operator("("));
    where.addAll(condition);
    return where.add(operator(")"));
  }

  /** The result has the keys first, then the aggregates. */
  private boolean aggregate(List<Token> rest) {
    List<List<Token>> halves = split(rest, Kind.WORD, "GROUP");
    if (halves.size() > 2 || (halves.size() == 2 && !is(halves.get(1), 0, "BY"))) {
      return false;
    }
    if (halves.size() == 2) {
      List<Token> keys = halves.get(1).subList(1, halves.get(1).size());
      for (List<Token> key : split(keys, Kind.OPERATOR, ",")) {
        items.add(key);
        boolean named = key.size() > 2 && is(key, key.size() - 2, "AS");
        separate(group);
        group.addAll(named ? key.subList(0, key.size() - 2) : key);
      }
    }
    if (!halves.get(0).isEmpty()) {
      items.addAll(split(halves.get(0), Kind.OPERATOR, ","));
    }
    return !items.isEmpty();
  }

  /** Makes what there is so far the source of what follows, all of its columns by name. */
  private boolean wrap() {
    List<List<Token>> names = new ArrayList<>();
    for (List<Token> item : terms()) {
      Token last = item.isEmpty() ? null : item.get(item.size() - 1);
      boolean isName =
          last != null
              && last.kind() != Kind.NUMBER
              && last.kind() != Kind.STRING
              && last.kind() != Kind.OPERATOR
              && (item.size() == 1
                  || is(item, item.size() - 2, "AS")
                  || (item.size() == 3 && is(item, 1, ".")));
      if (!isName) {
        return false;
      }
      names.add(List.of(last));
    }
    if (names.isEmpty()) {
      return false;
    }
    List<Token> query = tokens();
    from.clear();
    from.add(operator("("));
    from.addAll(query);
    from.addAll(List.of(operator(")"), word("AS"), word("piped_" + ++wraps)));
    where.clear();
    group.clear();
    order.clear();
    limit.clear();
    items.clear();
    inner = names;
    return true;
  }

  private List<List<Token>> terms() {
    return items.isEmpty() ? inner : items;
  }

  private List<Token> tokens() {
    List<Token> all = new ArrayList<>();
    all.add(word("SELECT"));
    List<Token> list = new ArrayList<>();
    for (List<Token> item : terms()) {
      separate(list);
      list.addAll(item);
    }
    all.addAll(list);
    all.add(word("FROM"));
    all.addAll(from);
    clause(all, where, "WHERE");
    clause(all, group, "GROUP", "BY");
    all.addAll(order);
    all.addAll(limit);
    return all;
  }

  private void clause(List<Token> all, List<Token> tokens, String... words) {
    if (!tokens.isEmpty()) {
      for (String each : words) {
        all.add(word(each));
      }
      all.addAll(tokens);
    }
  }

  private void separate(List<Token> list) {
    if (!list.isEmpty()) {
      list.add(operator(","));
    }
  }

  private Token word(String text) {
    return new Token(Kind.WORD, text, position);
  }

  private Token operator(String text) {
    return new Token(Kind.OPERATOR, text, position);
  }

  /** The tokens between those that are {@code text} outside of parentheses and brackets. */
  private static List<List<Token>> split(List<Token> tokens, Kind kind, String text) {
    List<List<Token>> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String raw = token.raw();
      if (token.kind() == Kind.OPERATOR) {
        depth += raw.equals("(") || raw.equals("[") ? 1 : 0;
        depth -= raw.equals(")") || raw.equals("]") ? 1 : 0;
      }
      if (depth < 0) {
        // What closes here was opened in another step: no order of steps is meant.
        return List.of(tokens);
      }
      if (depth == 0 && token.kind() == kind && raw.equalsIgnoreCase(text)) {
        parts.add(tokens.subList(start, i));
        start = i + 1;
      }
    }
    parts.add(tokens.subList(start, tokens.size()));
    return parts;
  }

  private static boolean is(List<Token> tokens, int index, String text) {
    return index < tokens.size() && tokens.get(index).raw().equalsIgnoreCase(text);
  }
}
