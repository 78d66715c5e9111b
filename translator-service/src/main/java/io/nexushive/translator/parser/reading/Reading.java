package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.parser.frame.Relation;
import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.NameIndex.Link;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Expr.Aggregate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the rules stand in a question, and what they have found so far. */
final class Reading {
  final Schema schema;
  final List<Node> nodes;
  final Frame frame;
  final LocalDate anchor;
  final LocalDate today;
  int at;
  int end;

  /** Whether the words still say what to show. */
  boolean head = true;

  boolean negated;
  boolean both;
  boolean or;
  boolean and;
  boolean never;
  Relation relation;
  boolean wantsMore;
  final List<Aggregate> aggregates = new ArrayList<>();
  boolean distinct;
  Integer count;

  /** A column that waits for its comparison. */
  Slot pending;

  int pendingFrom = -1;

  /** The table that was named last. */
  Table focus;

  boolean afterOf;
  int depth;

  Reading(
      Schema schema, List<Node> nodes, Frame frame, LocalDate anchor, LocalDate today, int from) {
    this.schema = schema;
    this.nodes = nodes;
    this.frame = frame;
    this.anchor = anchor;
    this.today = today;
    this.at = from;
    this.end = nodes.size();
  }

  boolean done() {
    return at >= end;
  }

  Node node() {
    return node(0);
  }

  private static final Node NOTHING =
      new Node(
          List.of(
              new io.nexushive.translator.language.Token(
                  io.nexushive.translator.language.Token.Kind.MARK, "", "", "", "", null)),
          null);

  Node node(int ahead) {
    int i = at + ahead;
    return i >= 0 && i < end ? nodes.get(i) : NOTHING;
  }

  boolean is(int ahead, String... words) {
    return node(ahead).is(words);
  }

  boolean see(String phrase) {
    return see(0, phrase);
  }

  /** Whether the words of {@code phrase} stand {@code ahead} nodes from here. */
  boolean see(int ahead, String phrase) {
    // Nearly always the first word says no; the others are not cut out for that.
    int from = 0;
    for (int i = ahead; from <= phrase.length(); i++) {
      int space = phrase.indexOf(' ', from);
      int to = space < 0 ? phrase.length() : space;
      if (!node(i).is(phrase.substring(from, to))) {
        return false;
      }
      from = to + 1;
    }
    return true;
  }

  /** Takes {@code phrase} if it stands here. */
  boolean take(String... phrases) {
    for (String phrase : phrases) {
      if (see(phrase)) {
        skip(phrase.split(" ").length);
        return true;
      }
    }
    return false;
  }

  void skip(int count) {
    for (int i = 0; i < count && at < end; i++) {
      nodes.get(at++).used = true;
    }
  }

  int articles(int ahead) {
    int i = ahead;
    while (Vocabulary.ARTICLES.contains(node(i).lower) && at + i < end) {
      i++;
    }
    return i;
  }

  void skipArticles() {
    skip(articles(0));
  }

  /** The slot for the columns that the node there may name. */
  Slot slot(int ahead) {
    Node node = node(ahead);
    Slot slot = new Slot(node.mention.columns(), node.lower, at + ahead);
    return slot;
  }

  /** Whether the node there is better read as a table than as a column. */
  boolean tableFirst(Node node) {
    if (!node.hasTable()) {
      return false;
    }
    double table = node.mention.tableScore();
    double column = node.mention.columnScore();
    return table > column - 0.02
        && !(node.mention.best(io.nexushive.model.semantic.SemanticModel.Metric.class) > table);
  }

  /**
   * A slot for a column that measures what the adjective says, on {@code table} if there is one.
   */
  Slot measuring(List<String> concepts, Table table, boolean anywhere) {
    List<Link> found = new ArrayList<>();
    double rank = 1;
    for (String concept : concepts) {
      for (Link link : schema.names().find(List.of(concept.split(" ")))) {
        if (link.target() instanceof Column c
            && link.score() > 0.6
            && (c.isMeasure() || c.isTemporal())
            && (table == null || c.table() == table || anywhere)) {
          found.add(new Link(c, link.score() * rank));
        }
      }
      rank *= 0.97;
    }
    if (found.isEmpty()) {
      return null;
    }
    found.sort(java.util.Comparator.comparingDouble(Link::score).reversed());
    Slot slot = new Slot(found, concepts.get(0), at);
    slot.owner = table;
    return slot;
  }

  Slot measuring(String adjective, Table table) {
    Vocabulary.Gradable gradable = Vocabulary.GRADABLE.get(adjective);
    if (gradable == null) {
      return null;
    }
    Slot own = table == null ? null : measuring(gradable.concepts(), table, false);
    return own != null ? own : measuring(gradable.concepts(), null, true);
  }

  /** The table that the reading is about at this point. */
  Table current() {
    if (focus != null) {
      return focus;
    }
    if (frame.subject != null) {
      return frame.subject;
    }
    return null;
  }

  void note(Table table) {
    frame.tables.add(table);
    if (head) {
      frame.headTables.add(table);
      if (frame.subject == null) {
        frame.subject = table;
      }
    }
    focus = table;
  }

  Frame.Filter filter(Frame.Filter.Kind kind) {
    Frame.Filter filter = new Frame.Filter(kind, at);
    filter.or = or;
    filter.both = both;
    filter.and = and;
    filter.never = never && negated;
    and = false;
    never = false;
    filter.negated = negated;
    or = false;
    negated = false;
    frame.filters.add(filter);
    head = false;
    return filter;
  }

  static BigDecimal numberOf(Node node) {
    return node.number();
  }

  static final Set<String> VERBISH =
      Vocabulary.set("is", "are", "was", "were", "be", "been", "has", "have", "had");
}
