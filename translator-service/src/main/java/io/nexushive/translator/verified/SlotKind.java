package io.nexushive.translator.verified;

import io.nexushive.model.envelope.VerifiedQuery.Kind;

/**
 * Which values a question names for a place in the SQL: numbers, dates, or values of one column.
 *
 * @param column where {@code kind} is text, as {@code table.column}; absent otherwise
 */
record SlotKind(Kind kind, String column) {
  static final SlotKind NUMBER = new SlotKind(Kind.NUMBER, null);
  static final SlotKind DATE = new SlotKind(Kind.DATE, null);

  static SlotKind text(String column) {
    return new SlotKind(Kind.TEXT, column);
  }
}
