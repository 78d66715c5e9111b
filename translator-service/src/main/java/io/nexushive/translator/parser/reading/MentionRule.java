package io.nexushive.translator.parser.reading;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Annotator;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Relation;
import io.nexushive.translator.sql.Expr.Aggregate;

/** What a mention is depends on where it stands: shown, tested, or the thing that is spoken of. */
final class MentionRule implements Rule {
  @Override
  public boolean apply(Reading r) {
    Node node = r.node();
    if (node.isQuoted()
        || node.isDate()
        || node.number() != null && node.mention == null
        || Annotator.isProper(node)
            && r.at > 0
            && !r.node(-1).isMark(".", "?", "!")
            && !Vocabulary.ASKING.contains(node.base)) {
      return LiteralMention.read(r, node);
    }
    if (node.mention == null) {
      return false;
    }
    if (node.hasValue()
        && r.relation != null
        && valueHere(r, node)
        && node.mention.values().stream().anyMatch(v -> v.column().table() == r.relation.ends())) {
      Relation relation = r.relation;
      r.relation = null;
      RelationRule.filter(r, relation, node);
      return true;
    }
    if (node.hasValue() && valueHere(r, node)) {
      ValueMention.read(r, node);
      return true;
    }
    double metric = node.mention.best(Metric.class);
    if (metric > 0
        && metric >= Math.max(node.mention.columnScore(), node.mention.tableScore())
        && metricHere(r, node)) {
      HeadRule.resume(r);
      if (r.head) {
        HeadRule.showMetric(r, node.mention.metric().get());
        r.skip(1);
        return true;
      }
    }
    boolean forRows =
        r.head
            && !r.frame.items.isEmpty()
            && r.aggregates.isEmpty()
            && (r.is(-1, "for") || r.is(-2, "for") && r.is(-1, "all", "the"))
            && node.hasTable()
            && node.mention.tableScore() >= node.mention.columnScore();
    if (forRows || r.tableFirst(node)) {
      TableMention.read(r, node);
      return true;
    }
    if (node.hasColumn()) {
      ColumnMention.read(r, node);
      return true;
    }
    if (node.hasTable()) {
      TableMention.read(r, node);
      return true;
    }
    if (metric > 0) {
      HeadRule.showMetric(r, node.mention.metric().get());
      r.skip(1);
      return true;
    }
    return false;
  }

  private static boolean metricHere(Reading r, Node node) {
    return r.aggregates.isEmpty() || r.aggregates.stream().allMatch(a -> a == Aggregate.SUM);
  }

  private static boolean valueHere(Reading r, Node node) {
    if (!node.hasSchema()) {
      return true;
    }
    double name = node.mention.links().get(0).score();
    double value = node.mention.values().get(0).score();
    boolean fits =
        r.pending != null
            && node.mention.values().stream().anyMatch(v -> r.pending.canBe(c -> c == v.column()));
    return fits || node.first().capitalised() && r.at > 0 && value >= name - 0.01 || value > name;
  }

  // ------------------------------------------------------------ literals and values
}
