package io.nexushive.translator.clarification;

import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** "Recent orders", "recently": since when? */
final class VaguePeriods implements OpenTerms {
  private static final Pattern ADVERB =
      Pattern.compile("(?<!most )(?<!more )\\b(recently|lately)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern ADJECTIVE =
      Pattern.compile("(?<!most )(?<!more )\\b(recent)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?i)(?:in|since|during|from|after|before|between|for|on|within|over|this|last|yesterday"
              + "|today)\\b.*");
  private static final List<OpenTerm.Choice> CHOICES =
      Stream.of("this month", "last month", "this quarter", "this year")
          .map(period -> new OpenTerm.Choice(period, period))
          .toList();

  @Override
  public Optional<OpenTerm> in(String question, Schema schema, Supplier<List<Table>> read) {
    return said(question).filter(term -> Known.hasTime(schema) && !Known.uses(schema, "recent"));
  }

  private static Optional<OpenTerm> said(String question) {
    Matcher adverb = ADVERB.matcher(question);
    if (adverb.find()) {
      return Optional.of(
          term(
              adverb.group(1),
              question.substring(0, adverb.start()),
              question.substring(adverb.end())));
    }
    Matcher adjective = ADJECTIVE.matcher(question);
    return adjective.find()
        ? Optional.of(term(adjective.group(1), Sentence.without(question, adjective) + " ", "?"))
        : Optional.empty();
  }

  private static OpenTerm term(String word, String before, String after) {
    return new OpenTerm(
        "Which period does “" + word + "” mean?",
        CHOICES,
        before,
        after,
        reply -> {
          if (PERIOD.matcher(reply).matches()) {
            return reply;
          }
          return (Character.isDigit(reply.charAt(0)) ? "in the last " : "in ") + reply;
        });
  }
}
