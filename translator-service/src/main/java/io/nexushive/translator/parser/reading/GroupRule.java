package io.nexushive.translator.parser.reading;

import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr.TimeUnit;
import java.util.Map;

/** "for each region", "by category", "per month", "how many does every team have". */
final class GroupRule implements Rule {
  private static final Map<String, TimeUnit> UNITS =
      Map.of(
          "monthly",
          TimeUnit.MONTH,
          "yearly",
          TimeUnit.YEAR,
          "annual",
          TimeUnit.YEAR,
          "annually",
          TimeUnit.YEAR,
          "quarterly",
          TimeUnit.QUARTER,
          "weekly",
          TimeUnit.WEEK,
          "daily",
          TimeUnit.DAY);
  private static final Map<String, TimeUnit> NOUNS =
      Map.of(
          "month",
          TimeUnit.MONTH,
          "year",
          TimeUnit.YEAR,
          "quarter",
          TimeUnit.QUARTER,
          "week",
          TimeUnit.WEEK,
          "day",
          TimeUnit.DAY);

  @Override
  public boolean apply(Reading r) {
    if (UNITS.containsKey(r.node().lower) && !r.node().hasColumn()) {
      r.frame.bucket = UNITS.get(r.node().lower);
      r.skip(1);
      return true;
    }
    if (r.is(0, "trend", "trends", "development", "evolution") && !r.node().hasSchema()
        || r.see("over time")) {
      if (r.frame.bucket == null) {
        r.frame.bucket = TimeUnit.MONTH;
      }
      r.frame.trend = true;
      r.skip(r.see("over time") ? 2 : 1);
      return true;
    }
    if (r.is(0, "each", "every")
        && r.head
        && r.frame.items.isEmpty()
        && r.at > 0
        && r.aggregates.isEmpty()) {
      r.skip(1);
      return true;
    }
    int i = 0;
    boolean strong = false;
    if (r.is(
                0, "for", "of", "in", "by", "at", "on", "from", "with", "within", "under", "to",
                "across", "among")
            && r.is(1, "each", "every")
        || r.is(0, "grouped", "broken", "group", "split", "break")
            && (r.is(1, "by") || r.is(2, "by"))) {
      i = r.is(2, "by") ? 3 : 2;
      strong = true;
    } else if (r.is(0, "each", "every", "per")
        || r.is(0, "across") && r.is(1, "different", "each")) {
      i = r.is(1, "each", "different") ? 2 : 1;
      strong = !r.is(0, "across");
    } else if (r.is(0, "by", "for", "in")
        && (r.is(1, "different", "all", "various") || r.is(1, "the") && r.is(2, "different"))
        && aggregated(r)
        && !(r.is(0, "by") && r.is(1, "all") && passive(r))) {
      i = r.is(1, "the") ? 3 : 2;
      if (r.is(0, "for", "in") && !r.is(i - 1, "different", "various") && !r.is(i, "different")) {
        return false;
      }
      if (r.is(i, "different")) {
        i++;
      }
    } else if (r.is(0, "by") && aggregated(r) && !passive(r)) {
      i = 1;
    } else {
      return false;
    }
    if (r.is(i, "of")) {
      i++;
    }
    i = r.articles(i);
    while (r.is(
            i,
            "different",
            "distinct",
            "possible",
            "individual",
            "unique",
            "single",
            "type",
            "kind")
        && !r.node(i).hasColumn()) {
      i = r.articles(i + 1);
    }
    Node node = r.node(i);
    if (NOUNS.containsKey(node.base) && !node.hasColumn()) {
      r.skip(i + 1);
      r.frame.bucket = NOUNS.get(node.base);
      return true;
    }
    if (!node.hasSchema()) {
      if (strong) {
        r.skip(i);
        return true;
      }
      return false;
    }
    r.skip(i);
    Slot held = r.pending;
    read(r, strong);
    r.pending = held;
    while (r.is(0, "and", ",") && groupFollows(r)) {
      r.skip(1);
      r.take("each", "every");
      r.skipArticles();
      read(r, strong);
    }
    if (r.head && r.frame.items.isEmpty() && r.is(0, ",")) {
      r.skip(1);
    } else if (!r.frame.items.isEmpty() && strong && r.is(0, "and", ",")) {
      r.wantsMore = true;
    }
    return true;
  }

  private static boolean groupFollows(Reading r) {
    int i = r.articles(1);
    if (r.is(i, "each", "every")) {
      return r.node(i + 1).hasSchema();
    }
    Node node = r.node(i);
    if (!node.hasSchema()
        || i > 1 && r.is(1, "their", "its", "the")
        || r.frame.items.isEmpty() && r.node(0).is(",")) {
      return false;
    }
    Node after = r.node(i + 1);
    return !r.frame.items.isEmpty()
        && (after.isMark(".", "?", "") || after.is("in", "sorted", "ordered"));
  }

  private static void read(Reading r, boolean strong) {
    Node node = r.node();
    Table table = r.tableFirst(node) ? node.mention.table().get() : null;
    Slot slot = node.hasColumn() ? r.slot(0) : null;
    r.skip(1);
    if (table != null && r.is(0, "'s") && r.node(1).hasColumn()) {
      Table owner = table;
      r.skip(1);
      slot = r.slot(0);
      slot.owner = owner;
      table = null;
      r.skip(1);
    } else if (table != null
        && r.node().hasColumn()
        && !r.tableFirst(r.node())
        && r.slot(0).canBe(c -> c.table() == node.mention.table().get())
        && !r.is(1, "of")) {
      Table owner = table;
      slot = r.slot(0);
      slot.owner = owner;
      table = null;
      r.skip(1);
    } else if (slot != null && table == null && r.is(0, "of")) {
      int next = r.articles(0);
      if (r.node(next).hasTable()) {
        slot.owner = r.node(next).mention.table().get();
        r.skip(next + 1);
        r.frame.tables.add(slot.owner);
      }
    }
    r.frame.groups.add(new Frame.Key(table != null ? null : slot, table, null));
    if (table != null) {
      if (slot != null) {
        slot.entity = table;
        r.frame.groups.set(r.frame.groups.size() - 1, new Frame.Key(slot, table, null));
      }
      r.focus = table;
      r.frame.tables.add(table);
    }
  }

  private static boolean aggregated(Reading r) {
    return !r.aggregates.isEmpty()
        || r.frame.superlative != null
        || r.frame.items.stream()
            .anyMatch(
                i ->
                    i.aggregated()
                        || i.slot != null && i.slot.canBe(c -> c.isMeasure()) && i.slot.at < r.at);
  }

  private static boolean passive(Reading r) {
    Node before = r.node(-1);
    return before.kind() == io.nexushive.translator.language.Token.Kind.WORD
        && (before.lower.endsWith("ed")
            || before.lower.endsWith("en")
            || before.lower.endsWith("wn")
            || before.is("made", "held", "taught", "won", "led", "run"));
  }
}
