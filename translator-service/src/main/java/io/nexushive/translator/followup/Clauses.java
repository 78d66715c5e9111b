package io.nexushive.translator.followup;

import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.followup.Clause.Kind;
import io.nexushive.translator.language.TimeWords;
import io.nexushive.translator.language.Tokenizer;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.parser.annotation.Annotator;
import io.nexushive.translator.parser.annotation.Node;
import io.nexushive.translator.parser.reading.CompareRule;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.NameIndex.Link;
import io.nexushive.translator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a question into clauses. It only finds their borders; the parser reads what they mean. */
final class Clauses {
  /** From here on a word is taken for a name of the schema. */
  private static final double NAMED = 0.75;

  private static final Set<String> ADVERBS =
      Vocabulary.set("daily", "weekly", "monthly", "quarterly", "yearly", "annual", "annually");
  private static final String[] BEFORE_PERIODS = {
    "in", "of", "during", "for", "from", "within", "over", "since", "before", "after", "until"
  };
  private static final String[] BEFORE_VALUES = {
    "in", "for", "from", "of", "at", "within", "without", "except", "excluding", "not"
  };

  private final List<Node> nodes;
  private final List<Clause> clauses = new ArrayList<>();
  private int at;

  private Clauses(List<Node> nodes) {
    this.nodes = nodes;
  }

  static List<Clause> of(String question, Schema schema) {
    Clauses cut = new Clauses(new Annotator(schema).annotate(Tokenizer.tokens(question)));
    while (cut.at < cut.nodes.size()) {
      if (!(cut.period()
          || cut.order()
          || cut.limit()
          || cut.group()
          || cut.values()
          || cut.measure()
          || cut.subject())) {
        cut.take(Kind.WORDS, 0, 1);
      }
    }
    return cut.clauses;
  }

  private boolean period() {
    int i = is(0, BEFORE_PERIODS) ? 1 : 0;
    if (is(i, "the")) {
      i++;
    }
    int length = 0;
    if (is(i, "yesterday", "today")) {
      length = 1;
    } else if (month(i) && (i > 0 || node(i).first().capitalised())) {
      length = year(i + 1) ? 2 : 1;
    } else if (is(i, "this", "current", "last", "previous", "past", "prior")) {
      int unit = has(i + 1) && node(i + 1).number() != null ? i + 2 : i + 1;
      length = has(unit) && TimeWords.isUnit(node(unit).base) ? unit - i + 1 : 0;
    } else if (year(i) && (i > 0 || nodes.size() == 1) || has(i) && i > 0 && node(i).isDate()) {
      length = 1;
    }
    return length > 0 && take(Kind.PERIOD, i, i + length);
  }

  private boolean order() {
    if (!is(0, "sort", "sorted", "order", "ordered", "rank", "ranked") || !is(1, "by")) {
      return false;
    }
    int i = article(2);
    while (has(i) && !isMeasure(node(i)) && aggregate(i)) {
      i++;
    }
    if (!has(i) || !named(node(i))) {
      return false;
    }
    i++;
    while (is(i, "in", "ascending", "descending", "order", "asc", "desc")) {
      i++;
    }
    return take(Kind.ORDER, 0, i);
  }

  private boolean limit() {
    int i = article(0);
    if (is(i, "top", "bottom") && has(i + 1) && node(i + 1).number() != null) {
      return take(Kind.LIMIT, i, i + 2);
    }
    return false;
  }

  private boolean group() {
    if (has(0) && ADVERBS.contains(node(0).lower)) {
      return take(Kind.TIME_GROUP, 0, 1);
    }
    int i = 0;
    if (is(0, "grouped", "broken", "split") && (is(1, "by") || is(1, "down") && is(2, "by"))) {
      i = is(1, "by") ? 2 : 3;
    } else if (is(0, "by", "per", "across")) {
      i = 1;
    } else if (is(0, "for", "in", "by") && is(1, "each", "every")) {
      i = 2;
    }
    if (i == 0) {
      return false;
    }
    i = article(i);
    while (is(i, "each", "every")) {
      i++;
    }
    if (has(i) && TimeWords.isUnit(node(i).base) && !named(node(i))) {
      return take(Kind.TIME_GROUP, i, i + 1);
    }
    if (!has(i) || !named(node(i)) || isMeasure(node(i))) {
      return false;
    }
    int end = i + 1;
    while (is(end, "and", ",")
        && has(end + 1)
        && named(node(end + 1))
        && !isMeasure(node(end + 1))) {
      end += 2;
    }
    return take(Kind.GROUP, i, end);
  }

  private boolean values() {
    int i = is(0, BEFORE_VALUES) ? 1 : 0;
    while (is(i, "the", "only", "just")) {
      i++;
    }
    if (!has(i) || !isValue(node(i))) {
      return false;
    }
    int end = i + 1;
    while (is(end, "and", "or", ",") && has(end + 1) && isValue(node(end + 1))) {
      end += 2;
    }
    return take(Kind.VALUES, i, end);
  }

  private boolean measure() {
    int i = 0;
    while (aggregate(i)) {
      i++;
    }
    if (has(i) && isMeasure(node(i))) {
      return take(Kind.MEASURE, i, i + 1);
    }
    int counted = is(0, "how") && is(1, "many") || is(0, "number") && is(1, "of") ? 2 : 0;
    if (counted > 0 && has(counted) && node(counted).hasTable() && named(node(counted))) {
      return take(Kind.MEASURE, counted, counted + 1);
    }
    return false;
  }

  private boolean subject() {
    int i = article(is(0, "for", "of") ? 1 : 0);
    return has(i) && named(node(i)) && !isMeasure(node(i)) && take(Kind.SUBJECT, i, i + 1);
  }

  private boolean aggregate(int i) {
    return has(i)
        && node(i).mention == null
        && (Vocabulary.AGGREGATES.containsKey(node(i).lower) || i > 0 && is(i, "of", "the"));
  }

  private int article(int i) {
    return is(i, "the", "a", "an") ? i + 1 : i;
  }

  private boolean month(int i) {
    return has(i) && TimeWords.isMonth(node(i).lower);
  }

  private boolean year(int i) {
    return has(i) && node(i).number() != null && CompareRule.isYear(node(i).number());
  }

  private static boolean named(Node node) {
    return node.hasSchema() && node.mention.links().get(0).score() >= NAMED;
  }

  private static boolean isValue(Node node) {
    return node.hasValue() && !named(node);
  }

  private static boolean isMeasure(Node node) {
    if (!named(node)) {
      return false;
    }
    Link best = node.mention.links().get(0);
    return best.target() instanceof SemanticModel.Metric
        || best.target() instanceof Column column && column.isMeasure();
  }

  private boolean take(Kind kind, int opening, int length) {
    clauses.add(new Clause(kind, nodes.subList(at, at + length), opening));
    at += length;
    return true;
  }

  private boolean has(int i) {
    return at + i < nodes.size();
  }

  private Node node(int i) {
    return nodes.get(at + i);
  }

  private boolean is(int i, String... words) {
    return has(i) && node(i).mention == null && node(i).is(words);
  }
}
