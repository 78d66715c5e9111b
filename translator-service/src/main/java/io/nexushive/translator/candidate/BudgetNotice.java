package io.nexushive.translator.candidate;

import io.nexushive.model.envelope.SpentBudget;
import io.nexushive.translator.parser.Outcome;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells an asker why no language model answered: his tokens are used up. */
final class BudgetNotice {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private BudgetNotice() {}

  static String words(SpentBudget spent) {
    return String.format(
        Locale.ROOT,
        "Today's budget of %,d tokens for language models is used up; until %s the semantic parser"
            + " answers alone.",
        spent.tokens(),
        TIME.format(spent.until()));
  }

  /** The outcome with {@code notice} where its reader finds it. */
  static Outcome on(Outcome outcome, String notice) {
    if (outcome instanceof Outcome.Translated t) {
      return new Outcome.Translated(t.plan().telling(notice), t.sql(), t.explanation());
    }
    if (outcome instanceof Outcome.Unanswerable u) {
      return new Outcome.Unanswerable(u.plan(), u.reason() + " " + notice);
    }
    return outcome;
  }
}
