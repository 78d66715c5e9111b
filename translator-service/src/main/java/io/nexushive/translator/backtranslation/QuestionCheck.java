package io.nexushive.translator.backtranslation;

import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.backtranslation.Mismatch.Kind;
import io.nexushive.translator.backtranslation.SqlFacts.Trait;
import io.nexushive.translator.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds a query's facts against the words of its question. */
final class QuestionCheck {
  private static final int LONGEST_LIST = 6;
  private static final Set<String> PLAIN_NUMBERS = Set.of("0", "1", "100", "-1");

  /** Values by which data say that something is not so. */
  private static final Set<String> NEGATIVES = Set.of("no", "n", "false", "f", "null", "none");

  private final Said said;
  private final SqlFacts facts;
  private final SemanticModel model;
  private final List<Mismatch> found = new ArrayList<>();

  private QuestionCheck(Said said, SqlFacts facts, SemanticModel model) {
    this.said = said;
    this.facts = facts;
    this.model = model;
  }

  static List<Mismatch> of(Said said, SqlFacts facts, SemanticModel model) {
    QuestionCheck check = new QuestionCheck(said, facts, model);
    check.numbers();
    check.values();
    check.shape();
    check.filters();
    return List.copyOf(check.found);
  }

  private void find(Kind kind, String words) {
    found.add(new Mismatch(kind, words));
  }

  private void numbers() {
    for (Map.Entry<String, Set<String>> number : said.numbers().entrySet()) {
      if (number.getValue().stream().noneMatch(this::uses)) {
        find(
            Kind.NUMBER_LOST,
            "The question says %s, which the query does not use.".formatted(number.getKey()));
      }
    }
    for (String quote : said.quotes()) {
      if (!uses(quote.toLowerCase(Locale.ROOT))) {
        find(
            Kind.QUOTE_LOST,
            "The question says \u201c%s\u201d, which the query does not use.".formatted(quote));
      }
    }
  }

  /** Whether some literal or name of the query holds it; a year may end where the next begins. */
  private boolean uses(String word) {
    boolean year = word.matches("\\d{4}");
    String before = year ? String.valueOf(Integer.parseInt(word) + 1) + "-01-01" : null;
    return facts.literals().stream()
            .anyMatch(
                l ->
                    l.contains(word)
                        || !l.isEmpty() && l.length() > 2 && word.contains(l)
                        || before != null && l.startsWith(before))
        || names().anyMatch(n -> n.contains(word));
  }

  private java.util.stream.Stream<String> names() {
    return facts.columns().entrySet().stream()
        .flatMap(
            t ->
                java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(t.getKey().name()),
                    t.getValue().stream().map(CatalogTable.Column::name)))
        .map(n -> n.toLowerCase(Locale.ROOT));
  }

  /** Values of the tables that are read, which the question names as the data write them. */
  private void values() {
    for (CatalogTable table : facts.columns().keySet()) {
      for (CatalogTable.Column column : table.columns()) {
        for (String value : column.values()) {
          if (isName(value) && said.holds(value) && !uses(value.toLowerCase(Locale.ROOT))) {
            find(
                Kind.VALUE_LOST,
                "The question names \u201c%s\u201d (%s), which the query does not use."
                    .formatted(value, SqlWords.spoken(column.name())));
            return;
          }
        }
      }
    }
  }

  /** Whether it cannot be a word of the question that means something else. */
  private boolean isName(String value) {
    return value.length() > 2
        && Character.isUpperCase(value.charAt(0))
        && said.holdsName(value)
        && !isNamed(Words.singular(value.toLowerCase(Locale.ROOT)));
  }

  private void shape() {
    boolean time = facts.has(Trait.USES_TIME) || facts.literals().stream().anyMatch(Said::isTime);
    for (String period : said.periods()) {
      String word = period.toLowerCase(Locale.ROOT);
      boolean month = uses(Said.monthNumber(word)) || isNamed(word.substring(0, 3));
      if (!time && !month && !uses(word)) {
        find(
            Kind.PERIOD_LOST,
            "The question says \u201c%s\u201d, but the query keeps rows of all times."
                .formatted(period));
      }
    }
    boolean excludes =
        facts.has(Trait.NEGATES)
            || facts.has(Trait.COMPARES)
            || facts.literals().stream().anyMatch(NEGATIVES::contains);
    if (said.negates() && !excludes) {
      find(Kind.NEGATION_LOST, "The question excludes something, the query excludes nothing.");
    }
    if (facts.has(Trait.NEGATES) && !said.mayNegate()) {
      find(Kind.NEGATION_MADE_UP, "The query excludes something that the question does not.");
    }
    boolean extreme =
        facts.has(Trait.ORDERS)
            || facts.has(Trait.RANKS)
            || facts.has(Trait.NESTS)
            || facts.aggregates().contains("MAX")
            || facts.aggregates().contains("MIN");
    if (said.superlatives().stream().anyMatch(s -> !extreme && !isNamed(s))) {
      find(
          Kind.SUPERLATIVE_LOST,
          "The question asks for the most or the least of something, the query for neither.");
    }
    if (said.averages()
        && !facts.aggregates().contains("AVG")
        && !facts.has(Trait.DIVIDES)
        && Said.AVERAGES.stream().noneMatch(this::isNamed)) {
      find(Kind.AVERAGE_LOST, "The question asks for an average, the query makes none.");
    }
    if (said.counts() && facts.aggregates().isEmpty() && !usesNumbers()) {
      find(Kind.COUNT_LOST, "The question asks how many, the query does not count.");
    }
    if (said.groups()
        && !facts.aggregates().isEmpty()
        && !facts.has(Trait.GROUPS)
        && !facts.has(Trait.NESTS)
        && !facts.has(Trait.RANKS)) {
      find(Kind.GROUP_LOST, "The question asks for a figure for each, the query gives one in all.");
    }
  }

  /** Whether a table or column that is used is called so. */
  private boolean isNamed(String word) {
    return names().anyMatch(n -> Words.ofName(n).contains(word));
  }

  private boolean usesNumbers() {
    return facts.columns().values().stream()
        .flatMap(Set::stream)
        .anyMatch(c -> c.type().isNumeric());
  }

  private void filters() {
    for (SqlFacts.Filter filter : facts.filters()) {
      for (String value : filter.values()) {
        String bare = value.replace("%", "").strip();
        if (!isSaid(bare)) {
          find(
              Kind.FILTER_MADE_UP,
              "The query tests %s against \u201c%s\u201d, which the question does not say."
                  .formatted(name(filter), bare));
        } else if (filter.equality() && isUnknown(filter, value)) {
          find(
              said.holds(bare) ? Kind.VALUE_ABSENT : Kind.VALUE_UNKNOWN,
              "The data hold no %s \u201c%s\u201d; they hold %s."
                  .formatted(name(filter), bare, some(filter.column().values())));
        }
      }
    }
  }

  private boolean isSaid(String value) {
    if (value.isEmpty() || PLAIN_NUMBERS.contains(value)) {
      return true;
    }
    if (Said.isTime(value)) {
      return said.saysTime();
    }
    if (value.matches("-?\\d+(\\.\\d+)?")) {
      return said.allNumbers().contains(value.replaceFirst("^-", "")) || said.saysTime();
    }
    return said.hints(value)
        || model.metrics().stream()
            .anyMatch(m -> m.expression().toLowerCase(Locale.ROOT).contains("'" + value + "'"));
  }

  private static boolean isUnknown(SqlFacts.Filter filter, String value) {
    return filter.column() != null
        && !filter.column().values().isEmpty()
        && filter.column().values().stream().noneMatch(value::equalsIgnoreCase);
  }

  private static String name(SqlFacts.Filter filter) {
    return filter.column() == null ? "a figure" : SqlWords.spoken(filter.column().name());
  }

  private static String some(List<String> values) {
    String listed = String.join(", ", values.subList(0, Math.min(LONGEST_LIST, values.size())));
    return values.size() > LONGEST_LIST ? listed + " and others" : listed;
  }
}
