package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr.Aggregate;
import java.math.BigDecimal;
import java.util.Set;

/** "the oldest", "with the most orders", "top 5 by profit", "most common", "buys most". */
final class SuperlativeRule implements Rule {
  private static final Set<String> FREQUENT =
      Vocabulary.set(
          "common",
          "popular",
          "frequent",
          "frequently",
          "commonly",
          "often",
          "prevalent",
          "widely",
          "popularly");

  @Override
  public boolean apply(Reading r) {
    if (r.frame.superlative != null && !r.is(0, "most", "least")) {
      if (Vocabulary.superlative(r.node().lower) == null) {
        return false;
      }
    }
    if (NamedExtremes.read(r)) {
      return true;
    }
    int i = 0;
    Integer limit = null;
    if (r.is(0, "top", "bottom") && !r.node().hasSchema()
        || r.is(0, "top", "bottom") && r.node(1).number() != null) {
      return top(r);
    }
    if (r.is(0, "the")) {
      i = 1;
    }
    BigDecimal number = r.node(i).number();
    boolean word = r.is(i, "one");
    if (number != null && !word && number.scale() <= 0 && starts(r, i + 1)) {
      limit = number.intValue();
      i++;
    }
    if (!starts(r, i)) {
      return false;
    }
    if (limit == null
        && r.node(i + 1).number() != null
        && r.is(i, "first", "last")
        && r.node(i + 1).number().intValue() < 1000) {
      limit = r.node(i + 1).number().intValue();
      r.skip(i + 2);
      r.frame.limit = limit;
      return true;
    }
    Frame.Superlative s = new Frame.Superlative();
    s.inBody = !r.head;
    if (limit != null) {
      s.limit = limit;
    } else if (r.count != null) {
      s.limit = r.count;
      r.count = null;
    }
    if (r.is(i, "most", "least", "fewest")) {
      return most(r, i, s);
    }
    String adjective = Vocabulary.superlative(r.node(i).lower);
    return graded(r, i, s, adjective, Vocabulary.GRADABLE.get(adjective).up());
  }

  private static boolean starts(Reading r, int i) {
    if (r.is(i, "most", "least", "fewest")) {
      return !r.is(i - 1, "at")
          && !(r.is(i + 1, "of") && !r.is(i, "fewest"))
          && !r.is(i + 1, "one");
    }
    String adjective = Vocabulary.superlative(r.node(i).lower);
    if (adjective == null
        || !Vocabulary.GRADABLE.containsKey(adjective)
        || r.node(i).tokens.size() > 1) {
      return false;
    }
    if (Vocabulary.set("first", "last").contains(adjective)) {
      return r.node(i).mention == null
          && !r.is(i + 1, "name", "names")
          && (r.is(i - 1, "the") || r.is(0, "the"));
    }
    return true;
  }

  private static boolean top(Reading r) {
    Frame.Superlative s = new Frame.Superlative();
    s.descending = r.is(0, "top");
    int i = 1;
    if (r.node(1).number() != null) {
      s.limit = r.node(1).number().intValue();
      i = 2;
    }
    r.skip(i);
    s.inBody = !r.head;
    r.skipArticles();
    if (starts(r, 0) || starts(r, 1) && r.is(0, "most")) {
      r.count = s.limit;
      return true;
    }
    r.frame.superlative = s;
    Vocabulary.Gradable graded =
        r.node().mention == null ? Vocabulary.GRADABLE.get(r.node().lower) : null;
    if (graded != null) {
      s.adjective = r.node().lower;
      s.descending = graded.up() == s.descending;
      r.skip(1);
    }
    target(r, s);
    if (graded != null) {
      s.by = r.measuring(s.adjective, s.target);
    }
    if (r.take(
        "by",
        "in terms of",
        "with respect to",
        "according to",
        "based on",
        "ranked by",
        "in",
        "sorted by",
        "ordered by",
        "on",
        "with the highest",
        "with the largest",
        "with the most",
        "with highest",
        "with most",
        "for")) {
      r.skipArticles();
      measure(r, s);
    }
    return true;
  }

  /**
   * Takes the kind of thing that is singled out; it is also what is shown, where nothing else is.
   */
  private static void target(Reading r, Frame.Superlative s) {
    r.skipArticles();
    Node node = r.node();
    if (r.tableFirst(node)) {
      s.target = node.mention.table().get();
      Slot slot = node.hasColumn() ? r.slot(0) : null;
      r.skip(1);
      boolean show = r.head && (r.frame.items.isEmpty() || r.wantsMore);
      r.note(s.target);
      if (show && !r.is(0, "'s")) {
        HeadRule.showTable(r, s.target, slot);
      }
    } else if (node.hasColumn()) {
      Slot slot = r.slot(0);
      s.value = slot;
      r.skip(1);
      if (r.head) {
        HeadRule.showColumn(r, slot);
      }
    }
  }

  private static boolean most(Reading r, int i, Frame.Superlative s) {
    s.descending = r.is(i, "most");
    String next = r.node(i + 1).lower;
    if (FREQUENT.contains(next)) {
      r.skip(i + 2);
      if (!r.node().hasSchema() && r.node().first().lower().endsWith("ed")) {
        r.skip(1);
      }
      s.countRows = true;
      target(r, s);
      countFocus(r, s);
      put(r, s);
      return true;
    }
    if (Vocabulary.GRADABLE.containsKey(next)
        && r.node(i + 1).tokens.size() == 1
        && !Vocabulary.set("first", "last").contains(next)) {
      Vocabulary.Gradable g = Vocabulary.GRADABLE.get(next);
      return graded(r, i + 1, s, next, g.up() == s.descending);
    }
    r.skip(i + 1);
    if (r.take("number of", "amount of", "numbers of")) {
      r.skipArticles();
    }
    r.skipArticles();
    while (r.is(0, "different", "distinct", "total", "unique")) {
      r.skip(1);
    }
    boolean times = r.take("times", "time");
    if (times || !measure(r, s) && !behind(r, s) && !usual(r, s)) {
      s.countRows = true;
      countFocus(r, s);
    }
    put(r, s);
    return true;
  }

  /** "which show is sold most often": sales are counted, and a show is singled out. */
  private static void countFocus(Reading r, Frame.Superlative s) {
    if (s.target == null
        && s.value == null
        && r.focus != null
        && r.focus != r.frame.subject
        && r.frame.subject != null) {
      s.counted = r.focus;
      s.countRows = false;
      s.target = r.frame.subject;
    }
  }

  /** "buys most": what a semantic model measures first is meant, and the asker is told. */
  private static boolean usual(Reading r, Frame.Superlative s) {
    if (r.node().hasSchema() || r.schema.model().metrics().isEmpty()) {
      return false;
    }
    s.metric =
        r.schema.model().metrics().stream()
            .filter(m -> m.certified())
            .findFirst()
            .orElse(r.schema.model().metrics().get(0));
    String name = s.metric.label() == null ? s.metric.name() : s.metric.label();
    r.frame.assumptions.add(
        "No measure was named: \u201c"
            + (s.descending ? "most" : "least")
            + "\u201d is by "
            + name
            + ".");
    return true;
  }

  /** The measure stands before: "whose orders are the most", "buys most". */
  private static boolean behind(Reading r, Frame.Superlative s) {
    if (r.pending != null && r.pending.canBe(c -> c.isMeasure() || c.isTemporal())) {
      s.by = r.pending;
      r.pending = null;
      return true;
    }
    return false;
  }

  private static boolean graded(
      Reading r, int i, Frame.Superlative s, String adjective, boolean up) {
    s.descending = up;
    s.adjective = adjective;
    int bare = i + 1;
    if (AggregateList.at(r, i).isPresent()) {
      return false;
    }
    boolean showsValue =
        r.head
            && (r.frame.items.isEmpty()
                || r.wantsMore
                || r.frame.items.stream().allMatch(x -> x.aggregated()))
            && r.frame.superlative == null;
    int j = r.articles(bare);
    if (r.is(j, "number", "amount", "count") && r.is(j + 1, "of") && !r.node(j).hasColumn()
        || r.is(j, "total") && r.is(j + 1, "number")) {
      r.skip(j + (r.is(j, "total") ? 3 : 2));
      r.skipArticles();
      while (r.is(0, "different", "distinct", "unique")) {
        r.skip(1);
      }
      if (!measure(r, s)) {
        s.countRows = true;
      }
      put(r, s);
      return true;
    }
    if (Vocabulary.AGGREGATES.containsKey(r.node(j).lower) && r.node(j).mention == null) {
      r.skip(j);
      measure(r, s);
      put(r, s);
      return true;
    }
    j = headNoun(r, j);
    Node node = r.node(j);
    if (r.tableFirst(node)
        && !(node.hasColumn()
            && r.slot(j).canBe(c -> c.isMeasure())
            && node.mention.columnScore() >= node.mention.tableScore())) {
      r.skip(j);
      target(r, s);
      s.by = r.measuring(adjective, s.target);
      if (!byMeasureBehind(r, s) && s.by == null) {
        s.countRows = true;
        r.frame.penalty += 0.3;
      }
      put(r, s);
      return true;
    }
    if (node.hasColumn()) {
      Slot slot = r.slot(j);
      boolean measures = slot.canBe(c -> c.isMeasure() || c.isTemporal());
      if (measures && showsValue && !r.is(-1, "with", "has", "have", "having", "had")) {
        r.skip(j);
        r.aggregates.add(up ? Aggregate.MAX : Aggregate.MIN);
        return true;
      }
      if (measures) {
        r.skip(j);
        measure(r, s);
        put(r, s);
        return true;
      }
      r.skip(j);
      target(r, s);
      s.by = r.measuring(adjective, null);
      byMeasureBehind(r, s);
      put(r, s);
      return true;
    }
    if (node.mention != null && node.mention.metric().isPresent()) {
      r.skip(j);
      measure(r, s);
      put(r, s);
      return true;
    }
    r.skip(i + 1);
    if (behind(r, s)) {
      put(r, s);
      return true;
    }
    Table table = r.current();
    s.by = r.measuring(adjective, table);
    if (s.by == null) {
      r.frame.penalty += 0.3;
    }
    if (s.by != null) {
      put(r, s);
    }
    return true;
  }

  /** "the highest soil depth": the measure is the last of two nouns. */
  private static int headNoun(Reading r, int i) {
    boolean compound =
        r.node(i).hasColumn()
            && r.node(i + 1).hasColumn()
            && r.slot(i + 1).canBe(Column::isMeasure);
    return compound ? i + 1 : i;
  }

  private static boolean byMeasureBehind(Reading r, Frame.Superlative s) {
    if (r.see("in terms of")
        || r.is(0, "by", "in")
            && r.node(r.articles(1)).hasColumn()
            && r.slot(r.articles(1)).canBe(c -> c.isMeasure())) {
      r.skip(r.see("in terms of") ? 3 : 1);
      r.skipArticles();
      return measure(r, s);
    }
    return s.by != null;
  }

  /** Reads what is measured: a column, an aggregate of one, a metric, or how many of a table. */
  private static boolean measure(Reading r, Frame.Superlative s) {
    r.skipArticles();
    String name = Vocabulary.AGGREGATES.get(r.node().lower);
    if (name != null && r.node().mention == null) {
      s.aggregate = Aggregate.valueOf(name);
      r.skip(1);
      r.take("number of", "amount of", "of");
      r.skipArticles();
    }
    if (r.take("number of", "count of")) {
      r.skipArticles();
    }
    r.skip(headNoun(r, 0));
    Node node = r.node();
    if (!node.hasSchema()) {
      return false;
    }
    double metric = node.mention.best(io.nexushive.model.semantic.SemanticModel.Metric.class);
    if (metric > 0
        && metric >= node.mention.columnScore()
        && metric >= node.mention.tableScore()
        && s.aggregate == null) {
      s.metric = node.mention.metric().get();
      r.skip(1);
      return true;
    }
    if (node.hasColumn() && (!r.tableFirst(node) || r.slot(0).canBe(c -> c.isMeasure()))) {
      Slot slot = r.slot(0);
      r.skip(1);
      if (slot.canBe(c -> c.isMeasure() || c.isTemporal())) {
        s.by = slot;
      } else {
        s.by = slot;
        s.countRows = true;
      }
      if (r.is(0, "of") && r.node(r.articles(0)).hasTable()) {
        int next = r.articles(0);
        slot.owner = r.node(next).mention.table().get();
        r.skip(next + 1);
        if (r.head) {
          r.note(slot.owner);
        }
      }
      return true;
    }
    if (node.hasTable()) {
      s.counted = node.mention.table().get();
      r.skip(1);
      r.frame.tables.add(s.counted);
      return true;
    }
    return false;
  }

  /** A superlative inside a clause about another table singles out rows of that table first. */
  static void put(Reading r, Frame.Superlative s) {
    if (s.target == null
        && s.inBody
        && r.focus != null
        && r.frame.subject != null
        && r.focus != r.frame.subject) {
      s.target = r.focus;
    }
    boolean other =
        s.inBody
            && s.target != null
            && r.frame.subject != null
            && s.target != r.frame.subject
            && s.value == null
            && !shown(r, s.target);
    if (other) {
      Frame nested = new Frame();
      nested.subject = s.target;
      nested.superlative = s;
      Frame.Filter filter = r.filter(Frame.Filter.Kind.IN_TOP);
      filter.table = s.target;
      filter.nested = nested;
    } else {
      r.frame.superlative = s;
      r.head = r.head && r.frame.items.isEmpty();
    }
  }

  private static boolean shown(Reading r, Table table) {
    return r.frame.items.stream()
        .anyMatch(i -> i.slot != null && (i.slot.owner == table || i.slot.entity == table));
  }
}
