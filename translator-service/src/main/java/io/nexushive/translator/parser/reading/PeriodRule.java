package io.nexushive.translator.parser.reading;

import io.nexushive.translator.parser.frame.Frame;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** "yesterday", "last quarter", "in December", "in the last 30 days", "this year". */
final class PeriodRule implements Rule {
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  @Override
  public boolean apply(Reading r) {
    int i = 0;
    while (r.is(i, "in", "of", "during", "for", "from", "the", "within", "over", "since")) {
      i++;
    }
    boolean open = i > 0 && r.is(0, "since");
    Period period = period(r, i);
    if (period == null) {
      return false;
    }
    r.skip(i + period.length());
    Frame.Filter filter = r.filter(Frame.Filter.Kind.PERIOD);
    filter.from = period.from();
    filter.to = open ? null : period.to();
    filter.literal = period.said();
    if (r.pending != null && r.pending.canBe(c -> c.isTemporal())) {
      filter.slot = r.pending;
      r.pending = null;
    }
    if (period.assumption() != null) {
      r.frame.assumptions.add(period.assumption());
    }
    return true;
  }

  /** {@code to} is the first day behind the period. */
  private record Period(int length, LocalDate from, LocalDate to, String said, String assumption) {}

  private static Period period(Reading r, int i) {
    if (r.is(i, "yesterday")) {
      LocalDate day = r.today.minusDays(1);
      return new Period(1, day, day.plusDays(1), "yesterday", "Yesterday is " + day + ".");
    }
    if (r.is(i, "today")) {
      return new Period(1, r.today, r.today.plusDays(1), "today", "Today is " + r.today + ".");
    }
    if (MONTHS.contains(r.node(i).lower) && (r.node(i).first().capitalised() || i > 0)) {
      return month(r, i);
    }
    boolean last = r.is(i, "last", "previous", "past", "prior");
    boolean current = r.is(i, "this", "current");
    if (!last && !current) {
      return null;
    }
    BigDecimal count = last ? r.node(i + 1).number() : null;
    int unitAt = count == null ? i + 1 : i + 2;
    String unit = r.node(unitAt).base;
    if (!List.of("day", "week", "month", "quarter", "year").contains(unit)
        || r.node(unitAt).is("'s")) {
      return null;
    }
    int length = unitAt - i + 1;
    LocalDate anchor = r.anchor;
    if (count != null) {
      int n = count.intValue();
      LocalDate to = anchor.plusDays(1);
      LocalDate from = minus(to, unit, n);
      String said = "the last " + n + " " + unit + "s";
      return new Period(
          length,
          from,
          to,
          said,
          "The "
              + said.substring(4)
              + " are counted back from "
              + anchor
              + ", the newest date in the data.");
    }
    LocalDate start = start(anchor, unit);
    LocalDate from = last ? minus(start, unit, 1) : start;
    LocalDate to = last ? start : minus(start, unit, -1);
    String name = name(from, unit);
    String said = (last ? "last " : "this ") + unit;
    return new Period(
        length,
        from,
        to,
        said,
        capital(said) + " is " + name + ", seen from " + anchor + ", the newest date in the data.");
  }

  private static Period month(Reading r, int i) {
    int month = MONTHS.indexOf(r.node(i).lower) + 1;
    int next = r.is(i + 1, ",", "of") ? i + 2 : i + 1;
    BigDecimal year = r.node(next).number();
    if (year != null && year.scale() <= 0 && year.intValue() > 1500 && year.intValue() < 2500) {
      LocalDate from = LocalDate.of(year.intValue(), month, 1);
      return new Period(next - i + 1, from, from.plusMonths(1), name(from, "month"), null);
    }
    if (year != null) {
      return null;
    }
    LocalDate from = LocalDate.of(r.anchor.getYear(), month, 1);
    if (from.isAfter(r.anchor)) {
      from = from.minusYears(1);
    }
    return new Period(
        1,
        from,
        from.plusMonths(1),
        name(from, "month"),
        "No year was named: this is " + name(from, "month") + ", the latest in the data.");
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
      case "month" -> capital(MONTHS.get(from.getMonthValue() - 1)) + " " + from.getYear();
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
