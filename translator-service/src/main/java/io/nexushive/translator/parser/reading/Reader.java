package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Reads annotated words from left to right with the rules, and fills a frame. */
public final class Reader {
  private static final List<Rule> RULES =
      List.of(
          new PeriodRule(),
          new OrderRule(),
          new GroupRule(),
          new SuperlativeRule(),
          new RelationRule(),
          new CompareRule(),
          new LikeRule(),
          new NegationRule(),
          new HeadRule(),
          new MentionRule());
  private static final Set<String> TURN =
      Vocabulary.set(
          "with", "whose", "that", "which", "who", "where", "when", "in", "from", "by", "for", "at",
          "on", "during", "having", "have", "has", "had", "than", "is", "are", "was", "were", "do",
          "does", "did", "through", "along", "to", "about", "under", "within", "into", "only",
          "without");
  private static final int MAX_DEPTH = 4;

  private Reader() {}

  public static Frame read(Schema schema, List<Node> nodes, LocalDate anchor, LocalDate today) {
    Reading r = new Reading(schema, nodes, new Frame(), anchor, today, 0);
    // At the beginning it says that somebody goes on talking, and no time.
    if (!r.done() && r.node().mention == null && r.is(0, "now")) {
      r.skip(1);
    }
    run(r);
    return r.frame;
  }

  /** Reads the rest of a clause into {@code nested}; the outer reading goes on behind it. */
  static void nested(Reading outer, Frame nested) {
    Reading r = new Reading(outer.schema, outer.nodes, nested, outer.anchor, outer.today, outer.at);
    r.depth = outer.depth + 1;
    r.head = false;
    r.end = outer.end;
    r.focus = nested.subject;
    if (r.depth > MAX_DEPTH) {
      return;
    }
    while (!r.done() && !endsClause(r)) {
      step(r);
    }
    Resolver.leftOver(r);
    outer.at = r.at;
    outer.frame.penalty += nested.penalty;
    outer.frame.unknown.addAll(nested.unknown);
    nested.unknown.clear();
  }

  private static boolean endsClause(Reading r) {
    Node node = r.node();
    if (node.isMark(".", "?", "!", ";")) {
      return true;
    }
    if (r.is(0, "sorted", "ordered", "but", "order")
        || r.see("in ascending")
        || r.see("in descending")
        || r.see("in alphabetical")
        || r.see("for each")) {
      return node.mention == null || r.is(0, "but");
    }
    if (r.is(0, ",")
        && (r.is(1, "sorted", "ordered", "and") && !r.node(2).hasValue()
            || r.is(1, "list", "show", "what", "give", "return", "which", "find", "how"))) {
      return true;
    }
    return r.is(0, "and", "or")
        && (r.is(
                1, "whose", "who", "have", "has", "with", "that", "which", "are", "is", "also",
                "do", "does")
            || r.node(1).hasColumn() && Comparison.at(r, 2) != null);
  }

  private static void run(Reading r) {
    while (!r.done()) {
      step(r);
    }
    Resolver.leftOver(r);
    if (!r.aggregates.isEmpty() && !r.frame.items.isEmpty()) {
      r.frame.penalty += 0.1;
    }
  }

  private static void step(Reading r) {
    if (sentence(r)) {
      return;
    }
    for (Rule rule : RULES) {
      int before = r.at;
      if (rule.apply(r)) {
        if (r.at == before
            && r.node().mention == null
            && Vocabulary.FUNCTION.contains(r.node().lower)) {
          r.skip(1);
        } else if (r.at == before) {
          word(r);
        }
        return;
      }
      r.at = before;
    }
    word(r);
  }

  private static boolean sentence(Reading r) {
    if (!r.node().isMark(".", "?", "!", ";")) {
      return false;
    }
    Resolver.leftOver(r);
    r.skip(1);
    if (!r.done()) {
      boolean asks =
          r.is(
              0, "list", "show", "give", "return", "find", "what", "tell", "report", "display",
              "which", "provide", "please", "also", "how");
      if (asks && !(r.is(0, "also") || r.is(1, "also"))) {
        second(r);
      }
      r.head = true;
      r.wantsMore = true;
      r.pending = null;
      r.negated = false;
      r.or = false;
      r.afterOf = false;
    }
    return true;
  }

  /** A second sentence says better what to show, if it shows anything. */
  private static void second(Reading r) {
    Frame probe = new Frame();
    probe.subject = r.frame.subject;
    Reading ahead = new Reading(r.schema, r.nodes, probe, r.anchor, r.today, r.at);
    ahead.end = r.end;
    boolean[] used = new boolean[r.nodes.size()];
    for (int i = 0; i < used.length; i++) {
      used[i] = r.nodes.get(i).used;
    }
    while (!ahead.done() && !ahead.node().isMark(".", "?")) {
      step(ahead);
    }
    for (int i = 0; i < used.length; i++) {
      r.nodes.get(i).used = used[i];
    }
    boolean onlyLabels =
        r.frame.items.stream().noneMatch(Frame.Item::aggregated) || probe.items.size() > 1;
    if (!probe.items.isEmpty() && (onlyLabels || !r.frame.groups.isEmpty())) {
      boolean counts = probe.items.stream().noneMatch(Frame.Item::aggregated) && saysNumber(r);
      r.frame.items.removeIf(i -> !(counts && i.aggregated()));
      r.frame.showsGroups = false;
    }
  }

  /** "List the id and the number": the count of the first sentence is meant. */
  private static boolean saysNumber(Reading r) {
    for (int i = 0; r.at + i < r.end && !r.node(i).isMark(".", "?"); i++) {
      if (r.is(i, "number", "numbers", "count", "counts") && r.node(i).mention == null) {
        return true;
      }
    }
    return false;
  }

  /** A word that no rule takes. */
  private static void word(Reading r) {
    Node node = r.node();
    if (r.is(0, "of")) {
      r.afterOf = true;
    } else if (r.is(0, "or")) {
      r.or = true;
    } else if (r.is(0, "both")) {
      r.both = true;
      if (!r.frame.items.isEmpty()) {
        r.head = false;
      }
    } else if (r.is(0, "and", ",", "as", "well") || r.see("along with") || r.see("together with")) {
      list(r);
    } else if (TURN.contains(node.lower) && node.mention == null) {
      turn(r);
    } else if (node.kind() == Token.Kind.WORD
        && !Vocabulary.FUNCTION.contains(node.lower)
        && (!Vocabulary.ASKING.contains(node.base) || thing(r, node))) {
      unknown(r, node);
    } else if (r.is(0, "only") && !r.frame.items.isEmpty()) {
      r.head = false;
    }
    r.skip(1);
  }

  /** Words that can ask, but name a thing here: "the most recent order". */
  private static boolean thing(Reading r, Node node) {
    return Vocabulary.set("order", "entry", "state", "result", "rank").contains(node.base)
        && (r.is(-1, "of", "the", "all", "each", "recent", "distinct", "different")
            || r.at > 0 && Vocabulary.superlative(r.node(-1).lower) != null)
        && !r.is(1, "of", "by");
  }

  private static void list(Reading r) {
    r.and |= r.is(0, "and");
    int next = r.articles(1);
    Node node = r.node(next);
    boolean more =
        !r.head
            && r.depth == 0
            && (r.see(next, "number of")
                || r.see(next, "how many")
                || r.see(next, "total number of")
                || r.see(next, "the number of")
                || r.see(next, "what is")
                || r.see(next, "what are")
                || r.is(next, "list", "show", "what", "find", "give", "return")
                || Vocabulary.AGGREGATES.containsKey(node.lower)
                    && node.mention == null
                    && r.pending == null);
    if (more) {
      Resolver.leftOver(r);
      r.head = true;
      r.wantsMore = true;
    }
  }

  private static void turn(Reading r) {
    boolean question =
        r.at == 0 || r.frame.items.isEmpty() && r.frame.superlative == null && !r.frame.asksWho;
    if (r.is(0, "for", "in") && r.head && r.frame.items.isEmpty()) {
      return;
    }
    if (!question && !(r.is(0, "is", "are", "was", "were") && r.head && r.frame.items.isEmpty())) {
      boolean next = r.node(r.articles(1)).hasTable();
      if (r.is(0, "for", "in", "from") && r.head && next) {
        r.afterOf = true;
        return;
      }
      if (r.wantsMore && r.is(0, "is", "are", "for")) {
        return;
      }
      r.head = false;
    }
  }

  private static void unknown(Reading r, Node node) {
    boolean noun =
        r.is(
                -1,
                "of",
                "for",
                "the",
                "all",
                "a",
                "an",
                "different",
                "distinct",
                "each",
                "every",
                "any",
                "unique")
            || r.at > 0 && Vocabulary.superlative(r.node(-1).lower) != null
            || r.is(-1, "recent", "common", "popular", "expensive");
    boolean asked =
        r.head
            && r.frame.items.isEmpty()
            && r.is(-1, "which", "what", "how")
            && r.depth == 0
            && !r.node(1).hasSchema();
    if (asked && (!node.lower.endsWith("ed") || r.is(-1, "how"))) {
      r.frame.unknown.add("!" + node.text());
      return;
    }
    boolean condition =
        r.is(-1, "in", "with", "without", "at", "under", "from")
            || r.is(-1, "the", "a", "an")
                && r.is(-2, "in", "with", "without", "at", "under", "from");
    // "from returning customers": not from all of them.
    boolean restricts =
        node.lower.endsWith("ing") && r.is(-1, "from", "for", "by") && r.node(1).hasTable();
    if (restricts || condition && !node.lower.endsWith("ing")) {
      r.frame.unknown.add("^" + node.text());
      return;
    }
    if (noun && !node.lower.endsWith("ed") && !node.lower.endsWith("ing")) {
      boolean owner = r.is(-1, "of", "for") || r.is(-2, "of", "for") || r.is(-3, "of", "for");
      r.frame.unknown.add((owner ? "^" : "") + node.text());
      if (!r.frame.items.isEmpty() && r.head) {
        r.head = false;
      }
      return;
    }
    boolean compound =
        r.node(-1).hasColumn() && !r.node(-1).hasValue() && !node.first().capitalised();
    boolean verb =
        compound
            || node.lower.endsWith("ed")
            || node.lower.endsWith("ing")
            || node.lower.endsWith("s") && !r.is(-1, "which", "what")
            || node.lower.endsWith("en");
    if (!r.frame.items.isEmpty() && r.head && !Vocabulary.GRADABLE.containsKey(node.lower)) {
      r.head = false;
    }
    r.frame.unknown.add((verb ? "~" : "") + node.text());
  }
}
