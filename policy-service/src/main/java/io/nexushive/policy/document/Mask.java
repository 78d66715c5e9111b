package io.nexushive.policy.document;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;

/**
 * Columns whose values a role sees changed only.
 *
 * @param columns as {@code table.column}, lower case; either part may be {@code *}
 * @param to for which roles
 * @param form what is shown instead
 */
public record Mask(Set<String> columns, AppliesTo to, Form form) {
  public Mask {
    columns = Set.copyOf(columns);
    Objects.requireNonNull(form, "form");
  }

  /** What is shown instead of a value. */
  public sealed interface Form {
    /** The word in the policy document. */
    String word();
  }

  /** Nothing: every value is absent. */
  public record Full() implements Form {
    @Override
    public String word() {
      return "full";
    }
  }

  /** The first and last characters; values too short to hide anything are hidden whole. */
  public record Partial(int first, int last) implements Form {
    @Override
    public String word() {
      return "partial";
    }
  }

  /** SHA-256 of the text form in hex: equal values stay equal. */
  public record Hash() implements Form {
    @Override
    public String word() {
      return "hash";
    }
  }

  /** The lower end of the range that a number is in. */
  public record NumberBucket(BigDecimal width) implements Form {
    @Override
    public String word() {
      return "bucket";
    }
  }

  /** The first day of the period that a date is in. */
  public record DateBucket(Period period) implements Form {
    @Override
    public String word() {
      return "bucket";
    }
  }

  /** How long a period is. */
  public enum Period {
    DAY,
    MONTH,
    YEAR
  }
}
