package io.nexushive.translator.verified;

/**
 * A word that counts, or a value, of a question.
 *
 * @param word its stem; of a value a mark that is the same for all of its kind
 * @param kind of a value; absent for a word
 * @param said the value as it is written
 * @param explicit whether it is written in quotes
 */
record Unit(String word, SlotKind kind, String said, boolean explicit) {
  static Unit word(String stem) {
    return new Unit(stem, null, null, false);
  }

  static Unit value(SlotKind kind, String said, boolean explicit) {
    return new Unit("<" + kind.kind() + ">", kind, said, explicit);
  }

  boolean isValue() {
    return kind != null;
  }
}
