package io.nexushive.policy.document;

import io.nexushive.policy.text.SqlRefused;
import java.math.BigDecimal;
import java.util.Locale;

/** Reads row filters and masks. */
final class GuardReader {
  private static final int MOST_SHOWN = 20;
  private static final BigDecimal WIDEST = new BigDecimal("1000000000000");

  private final Vocabulary vocabulary;

  GuardReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  RowFilter rowFilter(YamlObject rule) {
    rule.only("table", "roles", "except_for", "where");
    String table = rule.required("table").toLowerCase(Locale.ROOT);
    if (table.contains(".") || table.contains("*")) {
      throw rule.error("table", "must be the name of one table, without schema or star");
    }
    String where = rule.required("where");
    try {
      return new RowFilter(
          table, vocabulary.appliesTo(rule), FilterCondition.read(where), where.strip());
    } catch (SqlRefused e) {
      throw rule.error(
          "where",
          e.rule().equals("policy") ? e.getMessage() : "cannot be read: " + e.getMessage());
    }
  }

  Mask mask(YamlObject rule) {
    rule.only("columns", "tags", "roles", "except_for", "as", "first", "last", "width", "period");
    return new Mask(vocabulary.columns(rule, 1), vocabulary.appliesTo(rule), form(rule));
  }

  private static Mask.Form form(YamlObject rule) {
    String word = rule.required("as");
    boolean bucket = word.equals("bucket");
    fits(rule, word.equals("partial"), "first", "last");
    fits(rule, bucket, "width", "period");
    return switch (word) {
      case "full" -> new Mask.Full();
      case "hash" -> new Mask.Hash();
      case "partial" -> {
        int first = rule.integer("first", 0, 0, MOST_SHOWN);
        int last = rule.integer("last", 0, 0, MOST_SHOWN);
        if (first + last == 0) {
          throw rule.error("as", "needs first or last, the number of characters that are shown");
        }
        yield new Mask.Partial(first, last);
      }
      case "bucket" -> {
        if (rule.has("width") == rule.has("period")) {
          throw rule.error("as", "needs either width, for numbers, or period, for dates");
        }
        yield rule.has("width")
            ? new Mask.NumberBucket(width(rule))
            : new Mask.DateBucket(rule.choice("period", Mask.Period.class, null));
      }
      default -> throw rule.error("as", "must be one of [full, partial, hash, bucket]");
    };
  }

  private static void fits(YamlObject rule, boolean fits, String... keys) {
    for (String key : keys) {
      if (rule.has(key) && !fits) {
        throw rule.error(key, "does not belong to this form of mask");
      }
    }
  }

  private static BigDecimal width(YamlObject rule) {
    try {
      BigDecimal width = new BigDecimal(rule.text("width", ""));
      if (width.signum() > 0 && width.compareTo(WIDEST) <= 0 && width.scale() <= 6) {
        return width;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message that fits both.
    }
    throw rule.error("width", "must be a number above 0 with at most six decimals");
  }
}
