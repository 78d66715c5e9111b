package io.nexushive.translator.parser.reading;

import io.nexushive.translator.language.TimeWords;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A stretch of days that a question names. Relative ones are seen from the newest date in the data.
 *
 * @param length how many nodes name it
 * @param from the first day
 * @param to the first day behind it
 * @param said in our words
 * @param assumption what the asker should know of how it was read; {@code null} where nothing
 */
record Period(int length, LocalDate from, LocalDate to, String said, String assumption) {
  private static final Map<String, String> TO_DATE =
      Map.of("ytd", "year", "qtd", "quarter", "mtd", "month", "wtd", "week");

  /** What quarters are called, in two ways. */
  private static final List<String> QUARTERS =
      List.of("first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th");

  /** The period whose name begins {@code i} nodes ahead. */
  static Optional<Period> at(Reading r, int i) {
    if (r.is(i, "yesterday")) {
      LocalDate day = r.today.minusDays(1);
      return Optional.of(
          new Period(1, day, day.plusDays(1), "yesterday", "Yesterday is " + day + "."));
    }
    if (r.is(i, "today")) {
      return Optional.of(
          new Period(1, r.today, r.today.plusDays(1), "today", "Today is " + r.today + "."));
    }
    return named(r, i).or(() -> toDate(r, i)).or(() -> relative(r, i));
  }

  /** "year to date", "MTD", "this month so far", "so far this month". */
  private static Optional<Period> toDate(Reading r, int i) {
    String unit = TO_DATE.get(r.node(i).lower);
    if (unit != null) {
      return Optional.of(soFar(r, unit, 1));
    }
    boolean dashed = r.is(i + 1, "-") && r.is(i + 3, "-");
    if (TimeWords.isUnit(r.node(i).base)
        && (dashed ? r.is(i + 2, "to") && r.is(i + 4, "date") : r.see(i + 1, "to date"))) {
      return Optional.of(soFar(r, r.node(i).base, dashed ? 5 : 3));
    }
    int named = r.see(i, "so far") ? r.articles(r.is(i + 2, "in") ? i + 3 : i + 2) : i;
    boolean before = named > i;
    if (r.is(named, "this", "current")
        && TimeWords.isUnit(r.node(named + 1).base)
        && (before || r.see(named + 2, "so far"))) {
      return Optional.of(soFar(r, r.node(named + 1).base, named - i + (before ? 2 : 4)));
    }
    return Optional.empty();
  }

  private static Period soFar(Reading r, String unit, int length) {
    LocalDate from = start(r.anchor, unit);
    String said = "the " + unit + " to date";
    return new Period(
        length,
        from,
        r.anchor.plusDays(1),
        said,
        capital(said) + " is " + from + " to " + r.anchor + ", the newest date in the data.");
  }

  private static Optional<Period> relative(Reading r, int i) {
    boolean last = r.is(i, "last", "previous", "past", "prior");
    if (!last && !r.is(i, "this", "current")) {
      return Optional.empty();
    }
    BigDecimal count = last ? r.node(i + 1).number() : null;
    int unitAt = count == null ? i + 1 : i + 2;
    String unit = r.node(unitAt).base;
    if (!TimeWords.isUnit(unit) || r.node(unitAt).is("'s")) {
      return Optional.empty();
    }
    int length = unitAt - i + 1;
    return Optional.of(
        count == null
            ? whole(r.anchor, unit, last, length)
            : back(r.anchor, unit, count.intValue(), length));
  }

  private static Period back(LocalDate anchor, String unit, int count, int length) {
    LocalDate to = anchor.plusDays(1);
    String said = "the last " + count + " " + unit + "s";
    return new Period(
        length,
        minus(to, unit, count),
        to,
        said,
        "The "
            + said.substring(4)
            + " are counted back from "
            + anchor
            + ", the newest date in the data.");
  }

  private static Period whole(LocalDate anchor, String unit, boolean last, int length) {
    LocalDate start = start(anchor, unit);
    LocalDate from = last ? minus(start, unit, 1) : start;
    LocalDate to = last ? start : minus(start, unit, -1);
    String said = (last ? "last " : "this ") + unit;
    return new Period(
        length,
        from,
        to,
        said,
        capital(said)
            + " is "
            + name(from, unit)
            + ", seen from "
            + anchor
            + ", the newest date in the data.");
  }

  /** A month or quarter by its name or number. */
  private record Named(String unit, int number, int length) {
    private static Optional<Named> at(Reading r, int i) {
      String word = r.node(i).lower;
      if (TimeWords.isMonth(word) && (r.node(i).first().capitalised() || i > 0)) {
        int number = Month.valueOf(word.toUpperCase(Locale.ROOT)).getValue();
        return Optional.of(new Named("month", number, 1));
      }
      if (word.matches("q[1-4]")) {
        return Optional.of(new Named("quarter", word.charAt(1) - '0', 1));
      }
      int at = QUARTERS.indexOf(word);
      return at >= 0 && r.is(i + 1, "quarter")
          ? Optional.of(new Named("quarter", at % 4 + 1, 2))
          : Optional.empty();
    }

    private LocalDate in(int year) {
      return LocalDate.of(year, unit.equals("month") ? number : 3 * number - 2, 1);
    }
  }

  private static Optional<Period> named(Reading r, int i) {
    Named named = Named.at(r, i).orElse(null);
    if (named == null) {
      return Optional.empty();
    }
    int behind = i + named.length();
    int next = r.is(behind, ",", "of") ? behind + 1 : behind;
    BigDecimal year = r.node(next).number();
    if (year != null && CompareRule.isYear(year)) {
      return Optional.of(in(named, year.intValue(), next - i + 1, null));
    }
    if (year != null) {
      return Optional.empty();
    }
    Optional<Integer> shared = yearOfEnd(r, behind);
    if (shared.isPresent()) {
      return Optional.of(in(named, shared.get(), named.length(), null));
    }
    LocalDate from = named.in(r.anchor.getYear());
    if (from.isAfter(r.anchor)) {
      from = from.minusYears(1);
    }
    return Optional.of(
        in(
            named,
            from.getYear(),
            named.length(),
            "No year was named: this is "
                + name(from, named.unit())
                + ", the latest in the data."));
  }

  private static Period in(Named named, int year, int length, String assumption) {
    LocalDate from = named.in(year);
    return new Period(
        length, from, minus(from, named.unit(), -1), name(from, named.unit()), assumption);
  }

  /** The year that is said once for both ends, as in "January to March 2025". */
  private static Optional<Integer> yearOfEnd(Reading r, int i) {
    if (!r.is(i, "and", "to", "until", "till", "through", "-")) {
      return Optional.empty();
    }
    int at = r.articles(i + 1);
    return Named.at(r, at)
        .map(end -> at + end.length())
        .map(behind -> r.node(r.is(behind, ",", "of") ? behind + 1 : behind).number())
        .filter(CompareRule::isYear)
        .map(BigDecimal::intValue);
  }

  /** Everything from the first day of this to the last of {@code end}. */
  Period through(Period end, int between) {
    return new Period(
        length + between + end.length(),
        from,
        end.to(),
        said + " to " + end.said(),
        assumption == null
            ? end.assumption()
            : end.assumption() == null ? assumption : assumption + " " + end.assumption());
  }

  private static LocalDate start(LocalDate day, String unit) {
    return switch (unit) {
      case "week" -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
      case "month" -> day.withDayOfMonth(1);
      case "quarter" -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
      case "year" -> LocalDate.of(day.getYear(), 1, 1);
      default -> day;
    };
  }

  private static LocalDate minus(LocalDate day, String unit, int n) {
    return switch (unit) {
      case "week" -> day.minusWeeks(n);
      case "month" -> day.minusMonths(n);
      case "quarter" -> day.minusMonths(3L * n);
      case "year" -> day.minusYears(n);
      default -> day.minusDays(n);
    };
  }

  private static String name(LocalDate from, String unit) {
    return switch (unit) {
      case "month" ->
          from.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + from.getYear();
      case "quarter" ->
          "Q"
              + ((from.getMonthValue() + 2) / 3)
              + " "
              + from.getYear()
              + " ("
              + from
              + " to "
              + from.plusMonths(3).minusDays(1)
              + ")";
      case "year" -> String.valueOf(from.getYear());
      case "week" -> "the week from " + from;
      default -> from.toString();
    };
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
