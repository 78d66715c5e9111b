package io.nexushive.translator.parser.reading;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr.Aggregate;
import java.util.List;
import java.util.Optional;

/** Words that say what to show: "how many", "average", "different", "who". */
final class HeadRule implements Rule {
  @Override
  public boolean apply(Reading r) {
    if (fromAll(r)) {
      return true;
    }
    if (r.is(0, "different", "distinct", "unique", "various") && r.node().mention == null) {
      if (r.head || !r.aggregates.isEmpty()) {
        r.distinct = true;
      }
      r.skip(1);
      return true;
    }
    if (r.head && whole(r)) {
      return true;
    }
    Optional<AggregateList> several = AggregateList.at(r, 0);
    if (several.isPresent()) {
      resume(r);
      r.aggregates.addAll(several.get().aggregates());
      r.skip(several.get().length());
      return true;
    }
    String aggregate = Vocabulary.AGGREGATES.get(r.node().lower);
    if (aggregate != null && r.node().mention == null) {
      if (aggregate.equals("SUM")
          && (r.see("total number of") || r.see("overall number of") || r.see("total count of"))) {
        r.skip(1);
        return count(r, true);
      }
      resume(r);
      r.skip(1);
      r.aggregates.add(Aggregate.valueOf(aggregate));
      return true;
    }
    boolean bare =
        r.is(0, "count", "counts", "number", "numbers")
            && r.node().mention == null
            && r.head
            && !r.frame.items.isEmpty()
            && r.is(-1, "the", "their", "its", "corresponding")
            && (r.node(1).isMark(".", "?", "") || r.see(1, "for each") || r.see(1, "of each"));
    if (bare) {
      r.skip(1);
      Frame.Item rows = new Frame.Item();
      rows.aggregate = Aggregate.COUNT;
      r.frame.items.add(rows);
      return true;
    }
    if (r.see("how many")
        || r.see("number of")
        || r.see("count of")
        || r.see("counts of")
        || r.see("numbers of")
        || r.see("count the number of")
        || (r.is(0, "count")
            && r.node().mention == null
            && (r.at == 0 || r.is(-1, ",", "and", "."))
            && r.head)) {
      return count(r, false);
    }
    if (r.see("how old")) {
      return measured(r, "old", 2);
    }
    if (r.see("how long")) {
      return measured(r, "long", 2);
    }
    if (r.see("how tall") || r.see("how high")) {
      return measured(r, "tall", 2);
    }
    if (r.see("how big") || r.see("how large")) {
      return measured(r, "large", 2);
    }
    if (r.see("how heavy")) {
      return measured(r, "heavy", 2);
    }
    if (r.see("how much")) {
      r.skip(2);
      if (!r.node().hasColumn() && !r.node().hasSchema()) {
        Slot slot = r.measuring(List.of("price", "cost", "amount"), null, true);
        if (slot != null && (r.is(0, "does", "do", "did", "is", "was"))) {
          showColumn(r, slot);
        }
      }
      return true;
    }
    if (r.is(0, "who", "whom") && r.head && r.frame.items.isEmpty()) {
      r.frame.asksWho = true;
      r.skip(1);
      return true;
    }
    if (r.is(0, "where") && r.head && r.frame.items.isEmpty()) {
      r.frame.asksWhere = true;
      r.skip(1);
      return true;
    }
    if (r.is(0, "when") && r.head && r.frame.items.isEmpty()) {
      r.skip(1);
      Slot slot = r.measuring(List.of("date", "time", "year"), null, true);
      if (slot != null) {
        showColumn(r, slot);
        r.head = true;
      }
      return true;
    }
    return false;
  }

  /** "Of all the claims, which …": says whose rows are asked about, and shows nothing yet. */
  private static boolean fromAll(Reading r) {
    int i = r.articles(r.is(1, "all") ? 2 : 1);
    if (r.at > 0
        || !r.is(0, "of", "among", "out", "amongst")
        || !r.node(i).hasTable()
        || !r.is(i + 1, ",")) {
      return false;
    }
    r.note(r.node(i).mention.table().get());
    r.skip(i + 2);
    return true;
  }

  /** "all the information about …": every column. */
  private static boolean whole(Reading r) {
    int i = r.articles(0);
    boolean all = i > 0 && r.is(0, "all") || r.is(i - 1, "all") || r.is(0, "complete", "full");
    if (r.is(0, "complete", "full")) {
      i = 1;
    }
    boolean noun =
        r.is(
                i,
                "information",
                "info",
                "details",
                "detail",
                "attributes",
                "columns",
                "fields",
                "data")
            && r.node(i).mention == null;
    if (!all || !noun) {
      return false;
    }
    r.skip(i + 1);
    r.frame.asksRows = true;
    r.take("available");
    r.take("about", "on", "of", "for", "regarding", "related to", "associated with");
    return true;
  }

  private static boolean measured(Reading r, String adjective, int words) {
    r.skip(words);
    Slot slot = r.measuring(adjective, null);
    if (slot != null) {
      showColumn(r, slot);
    }
    return true;
  }

  /** Back from describing to showing: "for each region, and the number of orders". */
  static void resume(Reading r) {
    if (!r.head
        && (r.wantsMore
            || r.is(-1, "and", ",", "with")
            || r.is(-1, "the") && r.is(-2, "and", ",", "with"))) {
      r.head = true;
    }
  }

  /** "with a number of seats above 200": a test, not something to show. */
  private static boolean testedCount(Reading r) {
    boolean with =
        r.is(-1, "with", "having", "whose", "has", "have", "had")
            || r.is(-1, "a", "the") && r.is(-2, "with", "whose", "having", "has", "have");
    if (r.head || !with || !r.see("number of")) {
      return false;
    }
    int i = r.articles(2);
    Node node = r.node(i);
    int next = r.is(i + 1, "is", "are", "was", "were") ? i + 2 : i + 1;
    if (!node.hasSchema() || Comparison.at(r, next) == null) {
      return false;
    }
    if (node.hasColumn() && r.slot(i).canBe(c -> c.isMeasure())) {
      r.skip(i);
      r.pending = r.slot(0);
      r.skip(1);
      return true;
    }
    Comparison c = Comparison.at(r, next);
    Object literal = CompareRule.literal(r, r.articles(next + c.length()));
    if (!(literal instanceof java.math.BigDecimal n)) {
      return false;
    }
    Table table = node.hasTable() ? node.mention.table().get() : null;
    r.skip(r.articles(next + c.length()) + 1);
    CompareRule.count(r, c.operator(), n, table);
    return true;
  }

  static boolean count(Reading r, boolean total) {
    if (testedCount(r)) {
      return true;
    }
    resume(r);
    if (r.take(
        "how many", "count the number of", "number of", "count of", "counts of", "numbers of")) {
      // taken
    } else {
      r.skip(1);
      r.take("of");
    }
    r.take("how many", "the number of");
    if (!r.head && r.frame.items.stream().anyMatch(i -> i.aggregated()) && !r.is(-1, "how many")) {
      r.head = true;
    }
    r.head = true;
    r.skipArticles();
    boolean distinct = false;
    while (r.is(
                0,
                "different",
                "distinct",
                "unique",
                "total",
                "of",
                "the",
                "all",
                "other",
                "type",
                "kind",
                "types",
                "kinds")
            && !r.node().hasColumn()
        || r.is(0, "different", "distinct")) {
      distinct |= r.is(0, "different", "distinct", "unique", "types", "kinds");
      r.skip(1);
    }
    if (!r.aggregates.isEmpty() && r.node().hasColumn() && r.slot(0).canBe(c -> c.isMeasure())) {
      Slot measured = r.slot(0);
      r.skip(1);
      showColumn(r, measured);
      return true;
    }
    Frame.Item item = new Frame.Item();
    item.howMany = true;
    item.distinct = distinct;
    item.aggregate = Aggregate.COUNT;
    Node node = r.node();
    if (node.is("people", "persons", "inhabitants", "residents", "citizens") && !node.hasTable()) {
      Slot population = r.measuring(List.of("population"), null, true);
      if (population != null) {
        r.skip(1);
        r.take("live", "living", "lived", "reside", "are living", "stay");
        showColumn(r, population);
        return true;
      }
    }
    if (node.mention != null && node.hasValue() && !node.hasTable()) {
      r.frame.items.add(item);
      return true;
    }
    if (node.mention != null
        && node.mention.metric().isPresent()
        && node.mention.best(Metric.class)
            > Math.max(node.mention.tableScore(), node.mention.columnScore())) {
      item.aggregate = null;
      item.metric = node.mention.metric().get();
      r.skip(1);
    } else if (r.tableFirst(node)) {
      item.counted = node.mention.table().get();
      Table self = item.counted;
      self.columns().stream()
          .filter(c -> c.isMeasure() && c.words().equals(self.words()))
          .findFirst()
          .ifPresent(c -> item.slot = Slot.of(c, r.at));
      r.skip(1);
      if (r.node().hasColumn()
          && !r.tableFirst(r.node())
          && !TableMention.participle(r.node())
          && !r.is(0, "in")
          && r.slot(0).canBe(c -> c.table() == item.counted)) {
        item.slot = r.slot(0);
        item.slot.owner = item.counted;
        r.skip(1);
      }
      r.note(item.counted);
    } else if (node.hasColumn()) {
      item.slot = r.slot(0);
      r.skip(1);
    } else if (node.kind() == io.nexushive.translator.language.Token.Kind.WORD
        && !Vocabulary.FUNCTION.contains(node.lower)
        && !Vocabulary.ASKING.contains(node.base)
        && !node.is("people", "person", "times")
        && Vocabulary.superlative(node.lower) == null
        && !later(r)) {
      r.frame.unknown.add("!" + node.text());
      r.skip(1);
    }
    r.frame.items.add(item);
    r.distinct = false;
    return true;
  }

  /** Whether the counted noun comes after an adjective. */
  private static boolean later(Reading r) {
    for (int i = 1; i <= 2; i++) {
      if (r.node(i).hasTable()) {
        return true;
      }
      if (r.node(i).kind() == io.nexushive.translator.language.Token.Kind.MARK
          || Vocabulary.FUNCTION.contains(r.node(i).lower)) {
        return false;
      }
    }
    return false;
  }

  /** Shows a column, under the aggregates that were said before it. */
  static void showColumn(Reading r, Slot slot) {
    int before = r.frame.items.size() - 1;
    slot.previous = before < 0 ? null : r.frame.items.get(before).slot;
    if (r.aggregates.isEmpty()) {
      Frame.Item item = new Frame.Item();
      item.slot = slot;
      item.distinct = r.distinct;
      r.frame.distinct |= r.distinct;
      r.frame.items.add(item);
    }
    for (Aggregate aggregate : r.aggregates) {
      Frame.Item item = new Frame.Item();
      item.slot = slot;
      item.aggregate = aggregate;
      item.distinct = r.distinct;
      r.frame.items.add(item);
    }
    r.aggregates.clear();
    r.distinct = false;
  }

  static void showMetric(Reading r, Metric metric) {
    Frame.Item item = new Frame.Item();
    item.metric = metric;
    r.frame.items.add(item);
    r.aggregates.clear();
  }

  /** Shows what names the rows of a table. {@code asColumn} is what else the words may mean. */
  static void showTable(Reading r, Table table, Slot asColumn) {
    Slot slot = Slot.of(table.labels().get(0), r.at);
    slot.entity = table;
    slot.owner = table;
    Frame.Item item = new Frame.Item();
    item.slot = slot;
    item.asColumn = asColumn;
    item.counted = table;
    item.whole =
        r.frame.asksRows || table.labels().stream().allMatch(c -> c.isPrimary() && !c.isText());
    item.distinct = r.distinct;
    r.frame.distinct |= r.distinct;
    r.frame.items.add(item);
    r.distinct = false;
  }
}
