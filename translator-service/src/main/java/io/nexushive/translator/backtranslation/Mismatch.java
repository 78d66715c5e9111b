package io.nexushive.translator.backtranslation;

import java.util.Locale;

/**
 * Something that the question says and its query does not do, or the other way round.
 *
 * @param words for the asker, a whole sentence
 */
public record Mismatch(Kind kind, String words) {
  /** What can differ, with what it costs of the confidence. Set by hand. */
  public enum Kind {
    NUMBER_LOST(0.4),
    QUOTE_LOST(0.4),
    VALUE_LOST(0.3),
    PERIOD_LOST(0.4),
    NEGATION_LOST(0.4),
    NEGATION_MADE_UP(0.3),
    SUPERLATIVE_LOST(0.4),
    AVERAGE_LOST(0.4),
    COUNT_LOST(0.3),
    GROUP_LOST(0.2),
    FILTER_MADE_UP(0.3),
    VALUE_UNKNOWN(0.3),
    /** The asker's own word is no value of the data; that is told, not held against the query. */
    VALUE_ABSENT(0),
    /** A join adds a figure up several times, which may be what is meant; that is told, too. */
    FIGURE_REPEATED(0);

    private final double price;

    Kind(double price) {
      this.price = price;
    }

    double price() {
      return price;
    }

    /** As the evaluation's predictions name it: {@code number lost}. */
    public String spoken() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
