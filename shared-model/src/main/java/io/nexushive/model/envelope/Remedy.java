package io.nexushive.model.envelope;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that would make a query pass a rule that it did not, for a page or a translator to act
 * on; the reason's message says the same in words.
 *
 * @param action what to do
 * @param targets what to do it to: columns as {@code table.column}, names, attributes; empty where
 *     it is the whole query
 */
public record Remedy(Action action, List<String> targets) {
  public Remedy {
    Objects.requireNonNull(action, "action");
    targets = Lists.copy(targets);
  }

  public static Remedy of(Action action, String... targets) {
    return new Remedy(action, List.of(targets));
  }

  /** What can be done. */
  public enum Action {
    /** Leave these columns out, in every clause. */
    DROP_COLUMNS,
    /** Do not use these columns together. */
    SEPARATE_COLUMNS,
    /** Write the columns that are needed instead of a star. */
    NAME_COLUMNS,
    /** Write another name: there is none like this, or several. */
    CORRECT_NAME,
    /** Use another function. */
    REPLACE_FUNCTION,
    /** Use the certified aggregate of the metric. */
    USE_METRIC,
    /** Ask for totals of groups instead of rows. */
    AGGREGATE,
    /** Ask for larger groups. */
    WIDEN_GROUPS,
    /** Say by which columns the tables belong together. */
    JOIN_BY_COLUMNS,
    /** Make, or ask for, fewer rows. */
    LOWER_NUMBER,
    /** Say it in plainer SQL. */
    REWORD,
    /** Have a steward agree. */
    ASK_STEWARD,
    /** Be given a role that may. */
    REQUEST_ROLE,
    /** Have this attribute set. */
    REQUEST_ATTRIBUTE;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when there is no such action
     */
    @JsonCreator
    public static Action of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
