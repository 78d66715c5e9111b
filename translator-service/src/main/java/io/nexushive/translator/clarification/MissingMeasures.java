package io.nexushive.translator.clarification;

import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** "The best customers", "top 5 products": by what? */
final class MissingMeasures implements OpenTerms {
  private static final int OFFERED = 6;
  private static final Pattern RANK =
      Pattern.compile(
          "\\b(best|top|worst|leading|biggest|largest|smallest)\\b", Pattern.CASE_INSENSITIVE);

  /** What follows says by what: "top 5 regions by profit", "with the highest discount". */
  private static final Pattern MEASURED =
      Pattern.compile(
          "\\b(?:by|with|in terms of|according to|measured|most|least|highest|lowest|number of"
              + "|sell|sells|selling|sold)\\b",
          Pattern.CASE_INSENSITIVE);

  @Override
  public Optional<OpenTerm> in(String question, Schema schema, Supplier<List<Table>> read) {
    Matcher found = RANK.matcher(question);
    if (!found.find()
        || MEASURED.matcher(question).find()
        || Known.uses(schema, found.group(1))
        || namesMeasure(question, schema)) {
      return Optional.empty();
    }
    List<OpenTerm.Choice> choices =
        schema.model().metrics().stream()
            .filter(SemanticModel.Metric::certified)
            .map(MissingMeasures::spoken)
            .limit(OFFERED)
            .map(label -> new OpenTerm.Choice(label, "by " + label))
            .toList();
    return Optional.of(
        new OpenTerm(
            "By which measure is “" + found.group(1) + "” meant?",
            choices,
            Sentence.open(ranked(question, found)) + " ",
            "?",
            reply -> reply.toLowerCase(Locale.ROOT).startsWith("by ") ? reply : "by " + reply));
  }

  /** With a measure, a rank is the top or the bottom of a list. */
  private static String ranked(String question, Matcher found) {
    String word = found.group(1).toLowerCase(Locale.ROOT);
    String end = word.equals("worst") || word.equals("smallest") ? "bottom" : "top";
    return question.substring(0, found.start()) + end + question.substring(found.end());
  }

  private static boolean namesMeasure(String question, Schema schema) {
    String text = question.toLowerCase(Locale.ROOT);
    Stream<String> metrics =
        schema.model().metrics().stream()
            .flatMap(m -> Stream.concat(Stream.of(spoken(m)), m.synonyms().stream()));
    Stream<String> columns =
        schema.tables().stream()
            .flatMap(table -> table.columns().stream())
            .filter(Column::isMeasure)
            .map(column -> column.name().replace('_', ' '));
    return Stream.concat(metrics, columns)
        .anyMatch(name -> text.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static String spoken(SemanticModel.Metric metric) {
    String label = metric.label() == null ? metric.name().replace('_', ' ') : metric.label();
    return label.toLowerCase(Locale.ROOT);
  }
}
