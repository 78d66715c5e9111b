package io.nexushive.translator.language;

import java.util.Set;

/** Months, and the stretches that dates are cut into. */
public final class TimeWords {
  private static final Set<String> MONTHS =
      Vocabulary.set(
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
  private static final Set<String> UNITS =
      Vocabulary.set("day", "week", "month", "quarter", "year");

  private TimeWords() {}

  /** Whether {@code word}, in lower case, may name a month. */
  public static boolean isMonth(String word) {
    return MONTHS.contains(word);
  }

  /** Whether dates are cut into stretches of that name, a noun in the singular. */
  public static boolean isUnit(String noun) {
    return UNITS.contains(noun);
  }
}
