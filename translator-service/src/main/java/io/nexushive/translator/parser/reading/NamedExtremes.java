package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;

/** The row with an extreme figure, where a column's name or "maximum" says which. */
final class NamedExtremes {
  private NamedExtremes() {}

  static boolean read(Reading r) {
    return insideName(r) || extremeOf(r);
  }

  private static String extreme(String word) {
    String aggregate = Vocabulary.AGGREGATES.get(word);
    if ("MAX".equals(aggregate)) {
      return "high";
    }
    return "MIN".equals(aggregate) ? "low" : Vocabulary.superlative(word);
  }

  /** "with the highest elevation", where the column itself is called so. */
  private static boolean insideName(Reading r) {
    int i = r.articles(0);
    Node node = r.node(i);
    String adjective = node.tokens.size() > 1 ? extreme(node.first().lower()) : null;
    boolean with = r.is(-1, "with", "has", "have", "having", "had", "by");
    boolean tested =
        r.is(i + 1, "of", "is", "are", "as") && r.node(i + 2).number() != null
            || Comparison.at(r, i + 1) != null
            || r.node(i + 1).number() != null;
    if (adjective == null
        || adjective.equals("first")
        || adjective.equals("last")
        || !with
        || !node.hasColumn()
        || tested
        || r.frame.superlative != null) {
      return false;
    }
    Frame.Superlative s = new Frame.Superlative();
    s.inBody = !r.head;
    s.descending = Vocabulary.GRADABLE.get(adjective).up();
    r.skip(i);
    s.by = r.slot(0);
    r.skip(1);
    SuperlativeRule.put(r, s);
    return true;
  }

  /** "that has the maximum capacity": the row with it, not the figure itself. */
  private static boolean extremeOf(Reading r) {
    int i = r.articles(0);
    boolean with = r.is(-1, "with", "has", "have", "having", "had");
    boolean each = r.nodes.stream().anyMatch(n -> n.is("each", "every", "per"));
    if (!with
        || each
        || !r.is(i, "maximum", "minimum")
        || r.node(i).mention != null
        || !r.node(i + 1).hasColumn()
        || r.tableFirst(r.node(i + 1))
        || Comparison.at(r, i + 2) != null
        || r.is(i + 2, "of", "is", "are")
        || r.node(i + 2).number() != null
        || r.frame.superlative != null
        || !r.aggregates.isEmpty()) {
      return false;
    }
    Frame.Superlative s = new Frame.Superlative();
    s.inBody = !r.head;
    s.descending = r.is(i, "maximum");
    r.skip(i + 1);
    s.by = r.slot(0);
    r.skip(1);
    SuperlativeRule.put(r, s);
    return true;
  }
}
