package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr.Aggregate;

/**
 * "sorted by price in descending order", "in alphabetical order of name", "from oldest to
 * youngest".
 */
final class OrderRule implements Rule {
  private static final String[] OPENERS = {
    "sorted by",
    "ordered by",
    "order by",
    "sort by",
    "ranked by",
    "listed by",
    "arranged by",
    "in order of",
    "in the order of",
    "in the order by",
    "in order by",
    "sorted according to",
    "ordered according to",
    "sorted in",
    "ordered in",
    "ordered from",
    "sorted from",
    "sorted based on",
    "ordered based on",
    "sorted alphabetically by",
    "ordered alphabetically by",
    "listed in",
    "listed alphabetically by",
    "arranged in",
    "sorted",
    "ordered",
    "order of",
    "rank by",
    "ordering by",
    "sorting by",
    "ordering them by",
    "sorting them by"
  };

  @Override
  public boolean apply(Reading r) {
    int start = r.at;
    Boolean descending = direction(r);
    if (descending != null) {
      boolean keyed =
          r.take(
              "order of",
              "order by",
              "order sorted by",
              "order based on",
              "order according to",
              "order on",
              "order for",
              "of",
              "by",
              "according to",
              "based on",
              "sorted by",
              "ordered by",
              "with respect to");
      r.take("order");
      keyed |=
          r.take(
              "of",
              "by",
              "according to",
              "based on",
              "sorted by",
              "ordered by",
              "sorted in",
              "on",
              "for");
      r.skipArticles();
      keyed |= r.see("number of") || r.see("the number of");
      if (!keyed || !keys(r, descending)) {
        implicit(r, descending);
      }
      startingWith(r);
      return true;
    }
    boolean verb =
        (r.at == 0
                || r.node(-1).isMark(".", "?", "!", ",")
                || r.node(-1).is("and", "then", "please"))
            && r.is(0, "sort", "order", "rank", "arrange");
    boolean opened = r.take(OPENERS);
    if (!opened && !verb) {
      return false;
    }
    if (verb && !opened) {
      int by = -1;
      for (int i = 1; i < 14 && r.at + i < r.end; i++) {
        if (r.is(i, "by", "according")
            || r.is(i, "in")
                && (r.is(
                    i + 1,
                    "ascending",
                    "descending",
                    "alphabetical",
                    "increasing",
                    "decreasing",
                    "the",
                    "order",
                    "lexicographic",
                    "alphabetic"))) {
          by = i;
          break;
        }
        if (r.node(i).isMark(".", "?")) {
          break;
        }
      }
      if (by < 0) {
        return false;
      }
      boolean first = r.frame.items.isEmpty();
      if (first) {
        r.skip(1);
        return true;
      }
      r.skip(by + 1);
      r.take("to");
    }
    r.skipArticles();
    Boolean before = direction(r);
    if (before != null) {
      r.take("order");
      r.take("of", "by", "according to", "based on", "on");
      r.skipArticles();
    }
    if (!keys(r, before != null && before)) {
      if (before != null) {
        implicit(r, before);
      } else if (r.at == start || r.done() && !verb) {
        return r.at > start;
      }
    }
    startingWith(r);
    return true;
  }

  /** "by date, starting with the most recent one": what stands first says which way. */
  private static void startingWith(Reading r) {
    int i = r.is(0, ",") ? 1 : 0;
    boolean starts =
        r.is(i, "starting", "beginning") && r.is(i + 1, "from", "with", "at")
            || r.is(i, "from") && r.is(i + 1, "the");
    if (!starts || r.frame.sorts.isEmpty()) {
      return;
    }
    int first = r.articles(r.is(i, "from") ? i + 1 : i + 2);
    Boolean way = way(r, first);
    int behind = first + (r.is(first, "most", "least") ? 2 : 1);
    if (way != null && !r.is(behind, "to")) {
      r.skip(behind);
      r.take("one", "ones", "first");
      replaceLast(r, way);
    }
  }

  private static boolean keys(Reading r, boolean descending) {
    boolean any = false;
    while (!r.done()) {
      int from = r.at;
      r.skipArticles();
      Frame.Sort sort = key(r, descending);
      if (sort == null) {
        r.at = from;
        break;
      }
      r.frame.sorts.add(sort);
      any = true;
      Boolean after = direction(r);
      if (after != null) {
        r.take("order");
        replaceLast(r, after);
      }
      if (r.is(0, "and", ",", "then") && nextIsKey(r)) {
        r.skip(1);
        r.take("then", "and");
        r.take("by");
        continue;
      }
      break;
    }
    return any;
  }

  private static boolean nextIsKey(Reading r) {
    int i = r.articles(1);
    if (r.is(i, "then", "and")) {
      i = r.articles(i + 1);
    }
    if (r.is(i, "by")) {
      i = r.articles(i + 1);
    }
    return r.node(i).hasColumn() && !r.tableFirst(r.node(i)) && !r.node(i + 1).is("of");
  }

  private static Frame.Sort key(Reading r, boolean descending) {
    Aggregate aggregate = null;
    boolean counted = false;
    while (true) {
      String name = Vocabulary.AGGREGATES.get(r.node().lower);
      if (name != null && r.node().mention == null) {
        aggregate = Aggregate.valueOf(name);
        r.skip(1);
      } else if (r.take("number of", "count of", "counts of", "numbers of", "how many")) {
        counted = true;
      } else if ((r.is(0, "count", "number", "counts", "frequency", "numbers"))
          && !r.node().hasColumn()) {
        r.skip(1);
        return new Frame.Sort(null, Aggregate.COUNT, null, null, descending);
      } else {
        break;
      }
      r.skipArticles();
    }
    if (r.node().mention == null
        && r.node().kind() == io.nexushive.translator.language.Token.Kind.WORD
        && r.node(1).hasColumn()
        && !Vocabulary.FUNCTION.contains(r.node().lower)) {
      r.skip(1);
    }
    Node node = r.node();
    if (counted
        && !(node.hasColumn() && r.slot(0).canBe(c -> c.isMeasure()) && !r.tableFirst(node))) {
      Table table = node.hasTable() ? node.mention.table().orElse(null) : null;
      if (table != null || node.hasSchema()) {
        r.skip(1);
      }
      return new Frame.Sort(null, Aggregate.COUNT, table, null, descending);
    }
    if (node.mention != null
        && node.mention.metric().isPresent()
        && node.mention.best(io.nexushive.model.semantic.SemanticModel.Metric.class)
            >= node.mention.columnScore()) {
      r.skip(1);
      return new Frame.Sort(null, null, null, node.mention.metric().get(), descending);
    }
    if (!node.hasColumn()) {
      if (node.hasTable()) {
        r.skip(1);
        Slot label = Slot.of(node.mention.table().get().labels().get(0), r.at);
        return new Frame.Sort(label, null, null, null, descending);
      }
      return null;
    }
    Slot slot = r.slot(0);
    r.skip(1);
    if (r.is(0, "of", "'s")) {
      int next = r.articles(0);
      if (r.node(next).hasTable()) {
        slot.owner = r.node(next).mention.table().get();
        r.skip(next + 1);
      } else if (r.is(0, "'s") && r.node(1).hasColumn()) {
        r.skip(1);
        slot = r.slot(0);
        r.skip(1);
      }
    }
    return new Frame.Sort(slot, aggregate, null, null, descending);
  }

  private static void replaceLast(Reading r, boolean descending) {
    int last = r.frame.sorts.size() - 1;
    Frame.Sort s = r.frame.sorts.get(last);
    r.frame.sorts.set(
        last, new Frame.Sort(s.slot(), s.aggregate(), s.counted(), s.metric(), descending));
  }

  private static void implicit(Reading r, boolean descending) {
    if (!r.frame.sorts.isEmpty()) {
      replaceLast(r, descending);
    } else if (r.pending != null) {
      r.frame.sorts.add(new Frame.Sort(r.pending, null, null, null, descending));
      r.pending = null;
    } else if (!r.frame.items.isEmpty()) {
      Frame.Item item = r.frame.items.get(0);
      r.frame.sorts.add(
          new Frame.Sort(item.slot, item.aggregate, item.counted, item.metric, descending));
    }
  }

  /** Reads words that say which way; {@code null} where none stand here. */
  static Boolean direction(Reading r) {
    int i = 0;
    boolean opened = r.is(0, "in", "by", "with", "using");
    if (opened) {
      i++;
    }
    if (r.is(i, "the", "an", "a")) {
      i++;
    }
    boolean descending = false;
    boolean found = false;
    while (r.is(
        i,
        "ascending",
        "descending",
        "increasing",
        "decreasing",
        "alphabetical",
        "alphabetic",
        "lexicographic",
        "lexicographical",
        "chronological",
        "reverse",
        "reversed",
        "desc",
        "asc",
        "lexical",
        "alphabetically",
        "descendingly",
        "ascendingly")) {
      descending |=
          r.is(i, "descending", "decreasing", "reverse", "reversed", "desc", "descendingly");
      found = true;
      i++;
    }
    if (found) {
      r.skip(i);
      r.take("alphabetical", "alphabetically");
      return descending;
    }
    if (r.is(0, "from")
        || r.is(0, "the") && Vocabulary.superlative(r.node(1).lower) != null && r.is(2, "to")) {
      int j = r.is(0, "from") ? 1 : 0;
      j = r.is(j, "the") ? j + 1 : j;
      Boolean way = way(r, j);
      int to = r.is(j, "most", "least") && !r.is(j + 1, "to") ? j + 2 : j + 1;
      if (way != null && r.is(to, "to")) {
        int k = r.is(to + 1, "the") ? to + 2 : to + 1;
        k +=
            r.is(k, "most", "least") && Vocabulary.GRADABLE.containsKey(r.node(k + 1).lower)
                ? 2
                : 1;
        r.skip(k);
        return way;
      }
    }
    return null;
  }

  private static Boolean way(Reading r, int i) {
    if (r.is(i, "most", "least")) {
      Vocabulary.Gradable g = Vocabulary.GRADABLE.get(r.node(i + 1).lower);
      return g == null ? r.is(i, "most") : g.up() == r.is(i, "most");
    }
    if (r.is(i, "a", "low", "old", "lowest")) {
      return false;
    }
    if (r.is(i, "z", "high", "large", "latest")) {
      return true;
    }
    String adjective = Vocabulary.superlative(r.node(i).lower);
    Vocabulary.Gradable g = adjective == null ? null : Vocabulary.GRADABLE.get(adjective);
    return g == null ? null : g.up();
  }
}
