package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;

/**
 * Words that compare.
 *
 * @param operator as in SQL
 * @param length how many nodes they take
 * @param adjective what is compared, where the words say so: older, longer
 */
record Comparison(String operator, int length, String adjective) {
  private static final String[][] PHRASES = {
    {"in or after", ">="},
    {"in or before", "<="},
    {"on or after", ">="},
    {"on or before", "<="},
    {"no more than", "<="},
    {"not more than", "<="},
    {"no less than", ">="},
    {"not less than", ">="},
    {"no fewer than", ">="},
    {"no later than", "<="},
    {"no earlier than", ">="},
    {"at least", ">="},
    {"at most", "<="},
    {"up to", "<="},
    {"a minimum of", ">="},
    {"a maximum of", "<="},
    {"greater than or equal to", ">="},
    {"more than or equal to", ">="},
    {"less than or equal to", "<="},
    {"bigger than or equal to", ">="},
    {"larger than or equal to", ">="},
    {"smaller than or equal to", "<="},
    {"more than", ">"},
    {"greater than", ">"},
    {"larger than", ">"},
    {"bigger than", ">"},
    {"in excess of", ">"},
    {"less than", "<"},
    {"fewer than", "<"},
    {"smaller than", "<"},
    {"equal to", "="},
    {"equals to", "="},
    {"equals", "="},
    {"exceeding", ">"},
    {"exceeds", ">"},
    {"exceeded", ">"},
    {"exceed", ">"},
    {"over", ">"},
    {"above", ">"},
    {"below", "<"},
    {"under", "<"},
    {"beyond", ">"},
    {"not equal to", "<>"},
    {"different from", "<>"},
    {"before", "<"},
    {"prior to", "<"},
    {"after", ">"},
    {"since", ">="},
    {"until", "<="},
    {"exactly", "="}
  };

  /** The comparison that stands {@code ahead} nodes from here, if one does. */
  static Comparison at(Reading r, int ahead) {
    for (String[] phrase : PHRASES) {
      if (r.see(ahead, phrase[0])) {
        return new Comparison(phrase[1], phrase[0].split(" ").length, null);
      }
    }
    Node node = r.node(ahead);
    String adjective =
        node.mention == null || node.tokens.size() == 1 ? Vocabulary.comparative(node.lower) : null;
    if (adjective != null
        && (r.is(ahead + 1, "than") || r.is(ahead + 1, "or") && r.see(ahead + 1, "or equal to"))) {
      boolean up = Vocabulary.GRADABLE.get(adjective).up();
      return new Comparison(up ? ">" : "<", r.is(ahead + 1, "than") ? 2 : 1, adjective);
    }
    if (r.is(ahead, "more", "less")
        && r.is(ahead + 2, "than")
        && Vocabulary.GRADABLE.containsKey(r.node(ahead + 1).lower)) {
      String graded = r.node(ahead + 1).lower;
      boolean up = Vocabulary.GRADABLE.get(graded).up() == r.is(ahead, "more");
      return new Comparison(up ? ">" : "<", 3, graded);
    }
    if (r.is(ahead, ">=", "<=", ">", "<", "=")) {
      boolean orEqual = r.is(ahead, ">", "<") && r.is(ahead + 1, "=");
      return new Comparison(r.node(ahead).lower + (orEqual ? "=" : ""), orEqual ? 2 : 1, null);
    }
    return null;
  }

  /** What follows a number: {@code or more}, {@code or older}. */
  static Comparison behind(Reading r, int ahead) {
    boolean or = r.is(ahead, "or", "and");
    if (!or) {
      return null;
    }
    int operand = CompareRule.behindName(r, r.articles(ahead + 2));
    if (r.is(ahead + 2, "than") || CompareRule.literal(r, operand) != null) {
      return null;
    }
    Node node = r.node(ahead + 1);
    if (node.is(
        "more", "above", "greater", "over", "later", "after", "higher", "larger", "up", "bigger")) {
      return new Comparison(">=", 2, null);
    }
    if (node.is(
        "less", "fewer", "below", "lower", "smaller", "earlier", "under", "before", "young")) {
      return new Comparison("<=", 2, node.is("young") ? "young" : null);
    }
    String adjective = Vocabulary.comparative(node.lower);
    if (adjective == null) {
      return null;
    }
    return new Comparison(Vocabulary.GRADABLE.get(adjective).up() ? ">=" : "<=", 2, adjective);
  }

  static String mirrored(String operator) {
    return switch (operator) {
      case ">" -> "<";
      case "<" -> ">";
      case ">=" -> "<=";
      case "<=" -> ">=";
      default -> operator;
    };
  }

  static String opposite(String operator) {
    return switch (operator) {
      case ">" -> "<=";
      case "<" -> ">=";
      case ">=" -> "<";
      case "<=" -> ">";
      case "=" -> "<>";
      default -> "=";
    };
  }
}
