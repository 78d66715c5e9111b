package io.nexushive.policy.scope;

/** How close to stored rows the rows of a result are. */
public enum Level {
  /** They stand in the text or follow from it. */
  CONSTANT,
  /** Each one stands for a group of stored rows. */
  AGGREGATED,
  /** Each one is, or tells of, one stored row. */
  ROWS;

  Level or(Level other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
