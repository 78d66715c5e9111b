package io.nexushive.policy.scope;

import java.util.List;

/**
 * What a query gives back.
 *
 * @param singleRow whether it is one row at most
 * @param isolated whether its rows were picked so narrowly that an aggregate over them tells of few
 * @param generated how many rows the text itself makes for each stored one, at most
 */
record Shape(
    List<Field> fields, Level level, boolean singleRow, boolean isolated, double generated) {

  /** A shape whose rows are stored ones. */
  static Shape stored(List<Field> fields) {
    return new Shape(fields, Level.ROWS, false, false, 1);
  }

  /** The same under other names. */
  Shape with(List<Field> others) {
    return new Shape(others, level, singleRow, isolated, generated);
  }
}
