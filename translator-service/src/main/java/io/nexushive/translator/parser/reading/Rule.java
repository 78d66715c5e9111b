package io.nexushive.translator.parser.reading;

/** Reads one kind of phrase where the reading stands. */
interface Rule {
  /** Whether the phrase stood there; the reading is behind it then. */
  boolean apply(Reading r);
}
