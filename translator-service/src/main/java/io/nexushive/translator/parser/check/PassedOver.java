package io.nexushive.translator.parser.check;

import io.nexushive.translator.language.TimeWords;
import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;
import java.util.List;
import java.util.Set;

/**
 * Words that nobody knows and that would have made a figure another one. A list shows its rows, so
 * that an asker sees what it is of; a figure does not.
 */
final class PassedOver {
  private static final Set<String> BE =
      Vocabulary.set("is", "are", "was", "were", "be", "been", "being", "get", "got");

  private final List<Node> nodes;
  private final QueryParts parts;

  PassedOver(List<Node> nodes, QueryParts parts) {
    this.nodes = nodes;
    this.parts = parts;
  }

  /** "profit by commodity": by what the figure is split, or who brought it about. */
  boolean split() {
    return !parts.groups
        && !parts.buckets
        && (isFigure() && follows(Set.of("by", "via"), false) || leavesOut());
  }

  /** "customers by region": where what is known and said is not used. */
  private boolean leavesOut() {
    for (int i = 1; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (nodes.get(i - 1).mention == null
          && nodes.get(i - 1).is("by")
          && node.hasSchema()
          && !node.hasValue()
          && node.mention.links().stream().noneMatch(parts::uses)) {
        return true;
      }
    }
    return false;
  }

  /**
   * "how many sales were refunded": what happened to the rows that count. In "wines that are
   * produced at" the verb only leads to what follows.
   */
  boolean state() {
    return isFigure() && follows(BE, true);
  }

  /** "more than 20 times": how often something happened. */
  boolean times() {
    for (int i = 1; i < nodes.size(); i++) {
      if (nodes.get(i).is("times") && nodes.get(i - 1).number() != null) {
        return true;
      }
    }
    return false;
  }

  private boolean isFigure() {
    return !parts.aggregates.isEmpty() || !parts.metrics.isEmpty();
  }

  private boolean follows(Set<String> first, boolean participle) {
    for (int i = 0; i + 1 < nodes.size(); i++) {
      if (nodes.get(i).mention == null && first.contains(nodes.get(i).lower)) {
        int next = i + 1;
        while (next + 1 < nodes.size() && Vocabulary.ARTICLES.contains(nodes.get(next).lower)) {
          next++;
        }
        boolean leads =
            next + 1 < nodes.size() && Vocabulary.FUNCTION.contains(nodes.get(next + 1).lower);
        boolean states = nodes.get(next).lower.endsWith("ed") && !leads;
        if (isUnknown(nodes.get(next)) && (states || !participle)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isUnknown(Node node) {
    return node.mention == null
        && node.kind() == Token.Kind.WORD
        && !Vocabulary.FUNCTION.contains(node.lower)
        && !Vocabulary.ASKING.contains(node.base)
        && !Vocabulary.ASKING.contains(node.lower)
        && !Vocabulary.AGGREGATES.containsKey(node.lower)
        && !TimeWords.isUnit(node.base)
        && Vocabulary.superlative(node.lower) == null;
  }
}
