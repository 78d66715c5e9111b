package io.nexushive.model.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/**
 * Why policy decided as it did.
 *
 * @param rule the rule's id, for example {@code sensitive-column}
 * @param message what it means for the asker, and what would make it pass
 * @param subject what the rule fired on, for example {@code customers.email}; absent where it is
 *     the whole text
 * @param position offset of the place in the submitted SQL, in UTF-16 code units; absent where
 *     unknown
 * @param line the same place as a line, from 1; absent where unknown
 * @param column the same place as a column of that line in UTF-16 code units, from 1; absent where
 *     unknown
 * @param remedies what would make it pass, any of these; absent where nothing would
 */
public record Reason(
    String rule,
    String message,
    String subject,
    Integer position,
    Integer line,
    Integer column,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Remedy> remedies) {
  public Reason {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(message, "message");
    remedies = Lists.copy(remedies);
  }

  /** A reason without line, column and remedies. */
  public Reason(String rule, String message, String subject, Integer position) {
    this(rule, message, subject, position, null, null, List.of());
  }

  /** The same with the line and column of its position in {@code sql}, which it was found in. */
  public Reason placedIn(String sql) {
    if (position == null || position < 0 || position > sql.length()) {
      return this;
    }
    int lines = 1;
    int start = 0;
    for (int i = 0; i < position; i++) {
      if (sql.charAt(i) == '\n') {
        lines++;
        start = i + 1;
      }
    }
    return new Reason(rule, message, subject, position, lines, position - start + 1, remedies);
  }
}
