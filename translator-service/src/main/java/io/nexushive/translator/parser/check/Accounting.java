package io.nexushive.translator.parser.check;

import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Annotator;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.composition.Composition;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.NameIndex.Link;
import io.nexushive.translator.sql.Expr.Aggregate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds a query against its question: what does the question say that the query does not do, and
 * what does the query do that the question does not say? Each finding has a name and a count.
 */
public final class Accounting {
  private final Map<String, Double> findings = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();
  private final List<Node> nodes;
  private final Frame frame;
  private final QueryParts parts;

  private Accounting(List<Node> nodes, Frame frame, Composition composition) {
    this.nodes = nodes;
    this.frame = frame;
    this.parts = new QueryParts(composition.query());
    nodes.forEach(n -> n.tokens.forEach(t -> words.add(t.lower())));
  }

  public static Map<String, Double> of(List<Node> nodes, Frame frame, Composition composition) {
    Accounting accounting = new Accounting(nodes, frame, composition);
    accounting.mentions();
    accounting.structure();
    accounting.reading(composition);
    PassedOver passedOver = new PassedOver(nodes, accounting.parts);
    accounting.find(
        "times lost",
        passedOver.times()
                && accounting.findings.containsKey("verb unknown")
                && accounting.parts.sources == 1
            ? 1
            : 0);
    accounting.find("new lost", accounting.plain("new") ? 1 : 0);
    accounting.find("split lost", passedOver.split() ? 1 : 0);
    accounting.find("state lost", passedOver.state() ? 1 : 0);
    return accounting.findings;
  }

  private void find(String name, double count) {
    if (count > 0) {
      findings.merge(name, count, Double::sum);
    }
  }

  private void mentions() {
    double weakest = 1;
    for (Node node : nodes) {
      if (node.mention != null) {
        boolean covered =
            node.mention.links().stream().anyMatch(parts::uses)
                || node.mention.values().stream()
                    .anyMatch(v -> parts.literals.contains(v.value().toLowerCase(Locale.ROOT)));
        find(
            node.hasValue() && !node.hasSchema() ? "value unused" : "mention unused",
            covered ? 0 : 1);
        boolean own =
            node.mention.links().stream()
                .filter(l -> l.score() > node.mention.score() - 0.03)
                .anyMatch(parts::uses);
        find(
            "mention read otherwise",
            covered && !own && node.hasSchema() && !node.hasValue() ? 1 : 0);
        find("kind read as value", covered && Annotator.readsPlural(node) ? 1 : 0);
        find("read by meaning", covered && node.mention.byMeaning() ? 1 : 0);
        weakest = Math.min(weakest, node.mention.score());
      } else if (node.isQuoted() || node.isDate()) {
        String said = node.text().toLowerCase(Locale.ROOT);
        boolean kept = parts.literals.stream().anyMatch(l -> l.contains(said) || said.contains(l));
        find("literal lost", kept ? 0 : 1);
        find("literal unknown", kept && node.isQuoted() ? 1 : 0);
      } else if (node.kind() == Token.Kind.NUMBER) {
        String said = node.number().stripTrailingZeros().toPlainString();
        boolean kept =
            parts.literals.contains(said)
                || parts.literals.stream().anyMatch(l -> l.startsWith(said))
                || countsPeriods(frame, said);
        find("number lost", kept ? 0 : 1);
      }
    }
    find("weak link", 1 - weakest);
    List<Node> mentioning = nodes.stream().filter(n -> n.mention != null).toList();
    boolean named = mentioning.stream().anyMatch(n -> !n.mention.byMeaning());
    find("nothing named", named || mentioning.isEmpty() ? 0 : 1);
  }

  /** Whether the number is that of "the last 30 days", of which the query holds the dates. */
  private static boolean countsPeriods(Frame frame, String number) {
    return frame.filters.stream()
        .anyMatch(
            f ->
                f.kind == Frame.Filter.Kind.PERIOD
                        && List.of(((String) f.literal).split(" ")).contains(number)
                    || f.nested != null && countsPeriods(f.nested, number));
  }

  /** Whether no day lies in two periods that are both asked for. */
  private boolean contradicts() {
    List<Frame.Filter> periods =
        frame.filters.stream()
            .filter(f -> f.kind == Frame.Filter.Kind.PERIOD && f.from != null && f.to != null)
            .filter(f -> !f.or && !f.negated)
            .toList();
    return periods.stream()
        .anyMatch(
            a ->
                periods.stream()
                    .anyMatch(b -> column(a.slot) == column(b.slot) && !a.to.isAfter(b.from)));
  }

  private static Column column(Slot slot) {
    return slot == null ? null : slot.column;
  }

  private boolean says(String... wanted) {
    for (String word : wanted) {
      if (words.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private boolean plain(String... wanted) {
    return nodes.stream().anyMatch(n -> n.mention == null && n.is(wanted));
  }

  private void structure() {
    find("periods contradict", contradicts() ? 1 : 0);
    find("groups of one", parts.groupsOfOne ? 1 : 0);
    find("counts unnamed", parts.countsUnnamed ? 1 : 0);
    find("one for each lost", plain("each", "every") && parts.limits && !parts.groups ? 1 : 0);
    boolean negation = plain("not", "never", "without", "no", "neither", "except", "excluding");
    find("negation lost", negation && !parts.negates && !parts.compares ? 1 : 0);
    find(
        "negation made up",
        !negation && parts.negates && !says("other", "outside", "lack", "lacks") ? 1 : 0);
    find(
        "average lost",
        plain("average", "mean", "avg") && !parts.aggregates.contains(Aggregate.AVG) ? 1 : 0);
    find(
        "total lost",
        plain("total", "overall", "combined")
                && !plain("number")
                && parts.aggregates.isEmpty()
                && parts.metrics.isEmpty()
            ? 1
            : 0);
    boolean superlative =
        nodes.stream()
                .anyMatch(
                    n ->
                        n.mention == null
                            && (n.is("most", "fewest")
                                || n.lower.endsWith("est")
                                    && Vocabulary.superlative(n.lower) != null))
            && !says("at");
    boolean extreme =
        parts.limits
            || parts.aggregates.contains(Aggregate.MAX)
            || parts.aggregates.contains(Aggregate.MIN)
            || parts.orders;
    find("superlative lost", superlative && !extreme ? 1 : 0);
    find(
        "group lost",
        plain("each", "every", "per")
                && !parts.aggregates.isEmpty()
                && !parts.groups
                && !parts.buckets
            ? 1
            : 0);
    find("both lost", plain("both") && !parts.common && !parts.either ? 1 : 0);
    find(
        "or lost",
        plain("or") && !parts.either && !says("equal", "older", "more", "less", "younger") ? 1 : 0);
    boolean comparison =
        plain(
            "than",
            "above",
            "below",
            "exceeding",
            "between",
            "over",
            "under",
            "before",
            "after",
            "least");
    find("comparison lost", comparison && !parts.compares && !parts.limits ? 1 : 0);
    find(
        "order lost",
        plain(
                    "sorted",
                    "ordered",
                    "alphabetical",
                    "alphabetically",
                    "descending",
                    "ascending",
                    "sort")
                && !parts.orders
            ? 1
            : 0);
    find(
        "distinct lost",
        plain("different", "distinct", "unique") && !parts.distinct && !parts.groups ? 1 : 0);
    boolean counts = plain("many", "number", "count");
    find(
        "count lost",
        counts
                && !parts.aggregates.contains(Aggregate.COUNT)
                && !parts.aggregates.contains(Aggregate.SUM)
                && !parts.limits
            ? 1
            : 0);
    find(
        "count made up",
        !counts
                && parts.aggregates.contains(Aggregate.COUNT)
                && !superlative
                && !plain(
                    "than", "least", "times", "common", "popular", "most", "or", "exactly", "only")
            ? 1
            : 0);
    find("nested", parts.nests ? 1 : 0);
    find("grouped", parts.groups ? 1 : 0);
    find("limited", parts.limits ? 1 : 0);
    find("common", parts.common ? 1 : 0);
    find("joins", Math.max(0, parts.sources - 1));
    find("long", Math.max(0, words.size() - 12) / 10.0);
    find(
        "sentences",
        nodes.stream()
            .limit(Math.max(0, nodes.size() - 1))
            .filter(n -> n.isMark(".", "?"))
            .count());
  }

  private void reading(Composition composition) {
    for (String unknown : frame.unknown) {
      find(
          unknown.startsWith("~")
              ? "verb unknown"
              : unknown.startsWith("^") ? "owner unknown" : "noun unknown",
          1);
    }
    find("guessed", frame.penalty);
    long named =
        composition.tables().stream()
            .filter(
                t ->
                    nodes.stream()
                        .anyMatch(
                            n ->
                                n.mention != null
                                        && n.mention.links().stream()
                                            .anyMatch(
                                                l ->
                                                    l.target() == t
                                                        || l.target() instanceof Column c
                                                            && c.table() == t)
                                    || n.mention != null
                                        && n.mention.values().stream()
                                            .anyMatch(v -> v.column().table() == t)))
            .count();
    find(
        "tables made up",
        Math.max(0, parts.tables.stream().filter(t -> !t.isLink()).count() - named));
    long shown = frame.items.size();
    find("many shown", Math.max(0, shown - 2));
    find(
        "leftover shown",
        frame.items.stream()
            .filter(
                i ->
                    i.slot != null && i.aggregate == null && i.slot.at > 0 && i.slot.entity == null)
            .filter(
                i -> {
                  Node before = i.slot.at - 1 < nodes.size() ? nodes.get(i.slot.at - 1) : null;
                  return before != null
                      && !before.is(
                          "the",
                          "of",
                          "and",
                          ",",
                          "'s",
                          "all",
                          "their",
                          "its",
                          "show",
                          "list",
                          "what",
                          "which",
                          "are",
                          "is",
                          "find",
                          "different",
                          "distinct",
                          "each",
                          "a",
                          "give",
                          "me",
                          "return",
                          "or",
                          "average",
                          "every",
                          "with")
                      && before.mention == null;
                })
            .count());
    double ambiguity = 0;
    for (Frame.Item item : frame.items) {
      ambiguity = Math.max(ambiguity, ambiguity(item.slot));
    }
    for (Frame.Filter filter : frame.filters) {
      ambiguity = Math.max(ambiguity, ambiguity(filter.slot));
    }
    find("ambiguous", ambiguity);
    find(
        "value elsewhere",
        frame.filters.stream()
            .filter(
                f -> f.hits.stream().map(h -> h.column()).distinct().count() > 1 && f.slot == null)
            .count());
    find(
        "value by default",
        frame.filters.stream()
            .filter(f -> f.kind == Frame.Filter.Kind.VALUE && f.hits.isEmpty() && f.slot == null)
            .count());
    find("filters", frame.filters.size());
    find("superlative by rows", frame.superlative != null && frame.superlative.countRows ? 1 : 0);
  }

  /** How near the second best column comes, where it is in a table that the query reads as well. */
  private double ambiguity(Slot slot) {
    if (slot == null || slot.column == null || slot.owner == slot.column.table()) {
      return 0;
    }
    double taken =
        slot.candidates.stream()
            .filter(l -> l.target() == slot.column)
            .mapToDouble(Link::score)
            .max()
            .orElse(1);
    return slot.candidates.stream()
        .filter(l -> l.target() != slot.column)
        .filter(l -> !((Column) l.target()).isForeign())
        .mapToDouble(l -> Math.max(0, 1 - 4 * Math.abs(taken - l.score())))
        .max()
        .orElse(0);
  }
}
