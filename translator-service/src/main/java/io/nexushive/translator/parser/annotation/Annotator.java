package io.nexushive.translator.parser.annotation;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.language.TimeWords;
import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.NameIndex.Link;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.ValueHit;
import io.nexushive.translator.schema.ValueIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cuts a question into mentions of the schema and words between them: of all ways to cut it, the
 * one that explains most words best.
 */
public final class Annotator {
  private static final int MAX_NAME_WORDS = 6;
  private static final double KEEP_WITHIN = 0.38;
  private static final double COST = 0.15;
  private static final double KEY = 0.75;
  private static final double PLURAL_AS_VALUE = 0.8;
  private static final Set<String> NEVER_ALONE =
      Vocabulary.set(
          "named",
          "called",
          "titled",
          "entitled",
          "list",
          "show",
          "most",
          "least",
          "more",
          "less",
          "sum",
          "mean",
          "top",
          "long",
          "large",
          "small",
          "big",
          "old",
          "young",
          "different",
          "many",
          "much",
          "max",
          "min",
          "one",
          "two",
          "three",
          "when",
          "where",
          "who",
          "make",
          "use",
          "used",
          "have",
          "new",
          "light",
          "recent");

  /** Alone only where something is called exactly that. */
  private static final Set<String> WEAK_ALONE =
      Vocabulary.set(
          "type",
          "kind",
          "value",
          "detail",
          "information",
          "record",
          "part",
          "form",
          "place",
          "time",
          "person",
          "end",
          "start",
          "number",
          "live",
          "average",
          "total",
          "count",
          "high",
          "low",
          "last",
          "first",
          "data",
          "open",
          "close",
          "maximum",
          "minimum");

  private static final Set<String> INNER_MARKS =
      Vocabulary.set(".", "-", "&", "/", "'", "'s", "+", ":", "(", ")");
  private static final Set<String> QUESTION_WORDS =
      Vocabulary.set("what", "which", "who", "where", "when", "how", "please");
  private final Schema schema;

  /** What was looked up for this question. */
  private final java.util.Map<List<String>, List<Link>> looked = new java.util.HashMap<>();

  public Annotator(Schema schema) {
    this.schema = schema;
  }

  private List<Link> named(List<String> words) {
    return looked.computeIfAbsent(words, w -> schema.names().find(w));
  }

  private record Span(int from, int to, Mention mention, double worth) {}

  public List<Node> annotate(List<Token> tokens) {
    boolean[] fixed = Structure.fixed(tokens);
    freeNumbers(tokens, fixed);
    int n = tokens.size();
    List<List<Span>> ending = new ArrayList<>();
    for (int i = 0; i <= n; i++) {
      ending.add(new ArrayList<>());
    }
    for (int from = 0; from < n; from++) {
      for (int to = from + 1; to <= Math.min(n, from + ValueIndex.MAX_WORDS); to++) {
        Span span = span(tokens, fixed, from, to);
        if (span != null) {
          ending.get(to).add(span);
        }
      }
    }
    return cut(tokens, ending);
  }

  /** "phone number of" and "number of pages" may be names of columns rather than counts. */
  private void freeNumbers(List<Token> tokens, boolean[] fixed) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (!fixed[i] || !tokens.get(i).is("number") || !tokens.get(i + 1).is("of")) {
        continue;
      }
      boolean before =
          i > 0
              && tokens.get(i - 1).isWord()
              && !Vocabulary.FUNCTION.contains(tokens.get(i - 1).lower())
              && !Vocabulary.ASKING.contains(tokens.get(i - 1).base())
              && !Vocabulary.AGGREGATES.containsKey(tokens.get(i - 1).lower())
              && Vocabulary.superlative(tokens.get(i - 1).lower()) == null
              && named(List.of(tokens.get(i - 1).base())).stream()
                  .anyMatch(l -> l.target() instanceof Column && l.score() >= 0.75);
      boolean after =
          i + 2 < tokens.size()
              && tokens.get(i + 2).isWord()
              && isColumn("number", tokens.get(i + 2).base());
      if (before || after) {
        fixed[i] = false;
        fixed[i + 1] = false;
      }
    }
  }

  private boolean isColumn(String... words) {
    return named(List.of(words)).stream()
        .anyMatch(
            l ->
                l.target() instanceof Column c
                    && c.isMeasure()
                    && Vocabulary.set("number", "num", "no", "count").contains(c.words().get(0))
                    && l.score() > 0.84
                    && java.util.Arrays.stream(words)
                        .filter(w -> !w.equals("number"))
                        .allMatch(c.words()::contains)
                    && c.words().stream()
                        .anyMatch(Vocabulary.set("number", "num", "no", "count")::contains));
  }

  private static List<Node> cut(List<Token> tokens, List<List<Span>> ending) {
    int n = tokens.size();
    double[] best = new double[n + 1];
    Span[] choice = new Span[n + 1];
    for (int i = 1; i <= n; i++) {
      best[i] = best[i - 1];
      for (Span span : ending.get(i)) {
        double worth = best[span.from()] + span.worth();
        if (worth > best[i] + 1e-9) {
          best[i] = worth;
          choice[i] = span;
        }
      }
    }
    List<Node> nodes = new ArrayList<>();
    for (int i = n; i > 0; ) {
      Span span = choice[i];
      int from = span == null ? i - 1 : span.from();
      nodes.add(0, new Node(tokens.subList(from, i), span == null ? null : span.mention()));
      i = from;
    }
    return joinNames(nodes);
  }

  private Span span(List<Token> tokens, boolean[] fixed, int from, int to) {
    List<Token> part = tokens.subList(from, to);
    if (part.size() == 1 && part.get(0).kind() == Token.Kind.QUOTED) {
      List<ValueHit> hits = schema.values().find(part.get(0).text());
      return hits.isEmpty() ? null : new Span(from, to, new Mention(List.of(), hits, 1, false), 3);
    }
    for (int i = from; i < to; i++) {
      Token t = tokens.get(i);
      boolean mark = t.kind() == Token.Kind.MARK;
      if (fixed[i]
          || t.kind() == Token.Kind.QUOTED
          || t.kind() == Token.Kind.DATE
          || mark && (i == from || i == to - 1 || !INNER_MARKS.contains(t.text()))) {
        return null;
      }
    }
    Token first = part.get(0);
    Token last = part.get(part.size() - 1);
    List<ValueHit> hits = namesRow(part) ? List.of() : values(tokens, part, from);
    List<Link> links =
        part.size() > MAX_NAME_WORDS || first.number() != null && first.kind() == Token.Kind.NUMBER
            ? List.of()
            : names(tokens, part, from, to);
    if (hits.isEmpty() && links.isEmpty()) {
      return null;
    }
    long words =
        part.stream()
            .filter(
                t -> !t.kind().equals(Token.Kind.MARK) && !Vocabulary.ARTICLES.contains(t.lower()))
            .count();
    double name = links.isEmpty() ? 0 : links.get(0).score();
    boolean proper = from > 0 && first.capitalised() && last.capitalised();
    double value =
        hits.isEmpty() ? 0 : hits.get(0).score() * (proper ? 1.15 : part.size() > 1 ? 1.03 : 0.93);
    if (readsPlural(part, hits)) {
      value *= PLURAL_AS_VALUE;
    }
    double top = Math.max(name, value);
    boolean valueWins = value >= name;
    double worth = words * top - COST + (valueWins && part.size() > 1 ? 0.3 : 0);
    List<Link> kept =
        valueWins && proper && name < 0.99
            ? List.of()
            : links.stream().filter(l -> l.score() >= name - KEEP_WITHIN).toList();
    return new Span(
        from,
        to,
        new Mention(
            kept,
            valueWins || value > 0 && part.size() == 1 ? hits : List.of(),
            top,
            !kept.isEmpty() && part.stream().anyMatch(this::hasMeaningOnly)),
        worth);
  }

  private boolean hasMeaningOnly(Token token) {
    return token.isWord() && !schema.names().near(token.base()).isEmpty();
  }

  /** "towns" rather asks for things of a kind than for the value "Town". */
  private static boolean readsPlural(List<Token> part, List<ValueHit> hits) {
    Token only = part.get(0);
    return part.size() == 1
        && !only.capitalised()
        && !only.lower().equals(only.base())
        && hits.stream().noneMatch(h -> h.value().equalsIgnoreCase(only.text()));
  }

  /** Whether nothing but a value in the singular answers to a plural. */
  public static boolean readsPlural(Node node) {
    return node.hasValue() && !node.hasSchema() && readsPlural(node.tokens, node.mention.values());
  }

  /** "Mississippi river": the last word names a table, the words before one of its rows. */
  private boolean namesRow(List<Token> part) {
    if (part.size() < 2) {
      return false;
    }
    String last = part.get(part.size() - 1).base();
    String rest =
        part.subList(0, part.size() - 1).stream().map(Token::text).collect(Collectors.joining(" "));
    for (Link link : named(List.of(last))) {
      if (link.score() > 0.95
          && link.target() instanceof io.nexushive.translator.schema.Table table
          && schema.values().find(rest).stream()
              .anyMatch(h -> table.labels().contains(h.column()))) {
        return true;
      }
    }
    return false;
  }

  private List<ValueHit> values(List<Token> tokens, List<Token> part, int from) {
    Token first = part.get(0);
    Token last = part.get(part.size() - 1);
    if (part.size() == 1) {
      boolean initial =
          first.text().length() <= 2
              && !first.text().equals(first.text().toUpperCase(java.util.Locale.ROOT));
      if (initial
          || Vocabulary.FUNCTION.contains(first.lower()) && !(first.capitalised() && from > 0)
          || first.kind() == Token.Kind.NUMBER
          || first.number() != null
          || Vocabulary.ASKING.contains(first.base()) && !first.capitalised()) {
        return List.of();
      }
    } else if (Vocabulary.ARTICLES.contains(first.lower()) && !first.capitalised()
        || last.lower().equals("the")) {
      return List.of();
    }
    String text =
        part.stream()
            .map(t -> t.text().equals("'s") ? "s" : t.text())
            .collect(Collectors.joining(" "));
    List<ValueHit> hits = schema.values().find(text);
    if (hits.isEmpty() && part.stream().anyMatch(t -> t.text().equals("'s"))) {
      hits =
          schema
              .values()
              .find(
                  part.stream()
                      .map(t -> t.text().equals("'s") ? "'s" : " " + t.text())
                      .collect(Collectors.joining()));
    }
    if (hits.isEmpty()
        && from > 0
        && first.capitalised()
        && last.capitalised()
        && !Vocabulary.FUNCTION.contains(last.lower())) {
      hits =
          schema.values().similar(text).stream()
              .map(h -> new ValueHit(h.column(), h.value(), 0.8))
              .toList();
    }
    return hits;
  }

  private List<Link> names(List<Token> tokens, List<Token> part, int from, int to) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      Token t = part.get(i);
      boolean edge = i == 0 || i == part.size() - 1;
      if (Vocabulary.ARTICLES.contains(t.lower()) || t.kind() == Token.Kind.MARK) {
        if (edge) {
          return List.of();
        }
      } else if (edge && Vocabulary.FUNCTION.contains(t.lower()) && t.number() == null) {
        if (part.size() == 1
            || !Vocabulary.set("from", "to", "by", "per", "up", "out", "on", "in", "no", "over")
                .contains(t.lower())) {
          return List.of();
        }
        words.add(t.base());
      } else {
        words.add(t.base());
      }
    }
    if (words.isEmpty() || words.size() > 4) {
      return List.of();
    }
    List<Link> links = named(words);
    String end = part.get(part.size() - 1).lower();
    String start = part.get(0).lower();
    if (words.size() > 1
        && !start.equals("first")
        && !start.equals("last")
        && (Vocabulary.superlative(start) != null || Vocabulary.AGGREGATES.containsKey(start))) {
      return links.stream().filter(l -> l.score() >= 0.62 && says(l.target(), start)).toList();
    }
    if (words.size() > 1 && (end.endsWith("ed") || end.endsWith("ing"))) {
      return links.stream().filter(l -> l.score() >= 0.62 && holds(l.target(), end)).toList();
    }
    if (words.size() > 1) {
      return links.stream().filter(l -> l.score() >= 0.62).toList();
    }
    String word = words.get(0);
    boolean asks = Vocabulary.COMMANDS.contains(start) || QUESTION_WORDS.contains(start);
    boolean verb =
        asks
            && (from == 0
                || to < tokens.size() && Vocabulary.set("me", "us").contains(tokens.get(to).lower())
                || tokens.get(from - 1).kind() == Token.Kind.MARK
                    && !tokens.get(from - 1).text().equals(",")
                    && !tokens.get(from - 1).text().equals("'s"));
    if (verb && !(from + 1 < tokens.size() && tokens.get(from + 1).lower().equals("of"))) {
      return List.of();
    }
    if (NEVER_ALONE.contains(word)) {
      return List.of();
    }
    if (WEAK_ALONE.contains(word)) {
      return links.stream().filter(l -> l.score() > 0.85 && exactly(l.target(), word)).toList();
    }
    return links.isEmpty() && word.equals("id") ? keys() : links;
  }

  /** The id of a row is its key, whatever the column is called. */
  private List<Link> keys() {
    return schema.tables().stream()
        .flatMap(t -> t.key().stream())
        .map(key -> new Link(key, KEY))
        .toList();
  }

  /** Whether a name really begins with a word that could as well be asked for. */
  private static boolean says(Object target, String word) {
    String brief = word.length() > 3 ? word.substring(0, 3) : word;
    return !(target instanceof Column c)
        || c.words().contains(word)
        || c.words().contains(brief) && !brief.equals("tot");
  }

  private static boolean holds(Object target, String word) {
    return target instanceof Column c
        ? c.words().contains(word)
        : target instanceof io.nexushive.translator.schema.Table t
            ? t.words().contains(word)
            : true;
  }

  private static boolean exactly(Object target, String word) {
    if (target instanceof Column c) {
      return c.words().equals(List.of(word))
          || c.words().size() == 2
              && c.words().get(1).equals(word)
              && c.table().words().contains(c.words().get(0));
    }
    return target instanceof io.nexushive.translator.schema.Table t
        ? t.words().equals(List.of(word))
        : target instanceof Metric;
  }

  /** Names that the catalogue does not hold: several capitalised words are one. */
  private static List<Node> joinNames(List<Node> nodes) {
    List<Node> out = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      List<Token> name = new ArrayList<>();
      int j = i;
      while (j < nodes.size() && j > 0 && isProper(nodes.get(j)) && !startsSentence(nodes, j)) {
        name.addAll(nodes.get(j).tokens);
        j++;
      }
      if (name.size() > 1) {
        out.add(new Node(name, null));
        i = j - 1;
      } else {
        out.add(nodes.get(i));
      }
    }
    return out;
  }

  private static boolean startsSentence(List<Node> nodes, int i) {
    return i == 0 || nodes.get(i - 1).isMark(".", "?", "!", ":");
  }

  public static boolean isProper(Node node) {
    return node.mention == null
        && node.first().capitalised()
        && !Vocabulary.FUNCTION.contains(node.lower)
        && !TimeWords.isMonth(node.lower);
  }
}
