package io.nexushive.translator.parser.reading;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Column;
import java.util.Optional;

/** "yesterday", "since March", "in the last 30 days", "between January and March 2026". */
final class PeriodRule implements Rule {
  /** Which side of a period the rows lie on. */
  private enum Side {
    WITHIN,
    BEFORE,
    SINCE,
    UNTIL,
    AFTER
  }

  @Override
  public boolean apply(Reading r) {
    int i = 0;
    while (r.is(
        i, "in", "of", "during", "for", "from", "the", "within", "over", "since", "before", "prior",
        "after", "until", "till", "through", "between", "to")) {
      i++;
    }
    if (vague(r, i)) {
      return true;
    }
    Period period = Period.at(r, i).orElse(null);
    if (period == null) {
      return false;
    }
    boolean range = i > 0 && r.is(0, "between", "from");
    int behind = i + period.length();
    if (range && r.is(behind, "and", "to", "until", "till", "through", "-")) {
      Optional<Period> end = Period.at(r, r.articles(behind + 1));
      if (end.isPresent() && !end.get().from().isAfter(period.from())) {
        // "from March to February": which years are meant, nothing says.
        r.frame.unknown.add("!" + period.said() + " to " + end.get().said());
      } else if (end.isPresent()) {
        period = period.through(end.get(), r.articles(behind + 1) - behind);
      }
    }
    keep(r, period, i == 0 ? Side.WITHIN : side(r), i);
    return true;
  }

  /** "the last few weeks": how many is not said, so nothing is counted. */
  private static boolean vague(Reading r, int i) {
    int unit = r.see(i + 1, "couple of") ? i + 3 : i + 2;
    boolean vague =
        r.is(i, "last", "past")
            && (r.is(i + 1, "few", "several", "some") || unit == i + 3)
            && r.is(unit, "days", "weeks", "months", "quarters", "years");
    if (vague) {
      r.frame.unknown.add(
          "!" + r.node(i).lower + " " + r.node(i + 1).lower + " " + r.node(unit).lower);
      r.skip(unit + 1);
    }
    return vague;
  }

  private static Side side(Reading r) {
    if (r.is(0, "before", "prior")) {
      return Side.BEFORE;
    }
    if (r.is(0, "until", "till", "through")) {
      return Side.UNTIL;
    }
    return r.is(0, "after") ? Side.AFTER : r.is(0, "since") ? Side.SINCE : Side.WITHIN;
  }

  private static void keep(Reading r, Period period, Side side, int words) {
    r.skip(words + period.length());
    boolean first = r.head && r.frame.items.isEmpty();
    Frame.Filter filter = r.filter(Frame.Filter.Kind.PERIOD);
    r.head = first;
    filter.from =
        switch (side) {
          case BEFORE, UNTIL -> null;
          case AFTER -> period.to();
          case SINCE, WITHIN -> period.from();
        };
    filter.to =
        switch (side) {
          case SINCE, AFTER -> null;
          case BEFORE -> period.from();
          case UNTIL, WITHIN -> period.to();
        };
    filter.literal = period.said();
    if (r.pending != null && r.pending.canBe(Column::isTemporal)) {
      filter.slot = r.pending;
      r.pending = null;
    }
    if (period.assumption() != null) {
      r.frame.assumptions.add(period.assumption());
    }
  }
}
