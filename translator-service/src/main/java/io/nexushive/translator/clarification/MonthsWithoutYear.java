package io.nexushive.translator.clarification;

import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** "In December", where the data hold several. */
final class MonthsWithoutYear implements OpenTerms {
  private static final int OFFERED = 6;
  private static final Pattern MONTH =
      Pattern.compile(
          "\\b(?:in|of|during|for) ("
              + Arrays.stream(Month.values())
                  .map(MonthsWithoutYear::spoken)
                  .collect(Collectors.joining("|"))
              + ")\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SETTLED =
      Pattern.compile(
          "\\b(?:(?:19|20)\\d\\d|(?:each|every|per|by|this|last|previous) year)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern YEAR = Pattern.compile("\\D*((?:19|20)\\d\\d)\\D*");

  @Override
  public Optional<OpenTerm> in(String question, Schema schema, Supplier<List<Table>> read) {
    Matcher found = MONTH.matcher(question);
    if (!found.find() || SETTLED.matcher(question).find()) {
      return Optional.empty();
    }
    Month month = Month.valueOf(found.group(1).toUpperCase(Locale.ROOT));
    if (Known.uses(schema, spoken(month)) || Known.uses(schema, abbreviated(month))) {
      return Optional.empty();
    }
    List<Table> tables = read.get();
    List<OpenTerm.Choice> choices =
        occurrences(month, tables).stream()
            .map(at -> spoken(month) + " " + at.getYear())
            .map(label -> new OpenTerm.Choice(label, label))
            .toList();
    boolean several = choices.size() > 1;
    if (!several && tables.stream().noneMatch(MonthsWithoutYear::spansUnknownTime)) {
      return Optional.empty();
    }
    return Optional.of(
        new OpenTerm(
            "Which %s is meant? %s"
                .formatted(
                    spoken(month),
                    several ? "The data hold more than one year." : "Name its year."),
            choices,
            question.substring(0, found.start(1)),
            question.substring(found.end(1)),
            reply -> {
              Matcher year = YEAR.matcher(reply);
              return year.matches() ? spoken(month) + " " + year.group(1) : reply;
            }));
  }

  /** Newest first. */
  private static List<YearMonth> occurrences(Month month, List<Table> read) {
    List<YearMonth> all = new ArrayList<>();
    for (Table table : read) {
      table.timeColumn().ifPresent(column -> all.addAll(occurrences(month, column)));
    }
    return all.stream()
        .distinct()
        .sorted(java.util.Comparator.reverseOrder())
        .limit(OFFERED)
        .toList();
  }

  private static List<YearMonth> occurrences(Month month, Column column) {
    Optional<LocalDate> first = day(column.source().min());
    Optional<LocalDate> last = day(column.source().max());
    List<YearMonth> all = new ArrayList<>();
    if (first.isPresent() && last.isPresent()) {
      for (int year = last.get().getYear(); year >= first.get().getYear(); year--) {
        YearMonth at = YearMonth.of(year, month);
        if (!at.atDay(1).isAfter(last.get()) && !at.atEndOfMonth().isBefore(first.get())) {
          all.add(at);
        }
      }
    }
    return all;
  }

  private static boolean spansUnknownTime(Table table) {
    return table
        .timeColumn()
        .filter(c -> day(c.source().min()).isEmpty() || day(c.source().max()).isEmpty())
        .isPresent();
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return text == null || text.length() < 10
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, 10)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String abbreviated(Month month) {
    return month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  private static String spoken(Month month) {
    return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
