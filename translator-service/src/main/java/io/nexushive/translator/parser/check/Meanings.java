package io.nexushive.translator.parser.check;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.composition.Composition;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import java.util.List;
import java.util.Optional;

/** Says which words were taken for which names though nothing but their meaning says so. */
public final class Meanings {
  private Meanings() {}

  /** A sentence for each word, in the question's order. */
  public static List<String> said(List<Node> nodes, Composition composition) {
    QueryParts parts = new QueryParts(composition.query());
    return nodes.stream()
        .filter(n -> n.mention != null && n.mention.byMeaning())
        .flatMap(n -> said(n, parts).stream())
        .distinct()
        .toList();
  }

  private static Optional<String> said(Node node, QueryParts parts) {
    return node.mention.links().stream()
        .filter(parts::uses)
        .findFirst()
        .map(l -> "\u201c" + node.text() + "\u201d was taken for " + name(l.target()) + ".");
  }

  /** How the schema calls the target of a link. */
  public static String name(Object target) {
    if (target instanceof Column column) {
      return column.toString();
    }
    return target instanceof Table table ? table.name() : ((Metric) target).name();
  }
}
