package io.nexushive.translator.testing;

import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.parser.SemanticParser;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Parsers for whom today is a day of the test's choice. */
public final class Parsers {
  private Parsers() {}

  /**
   * @param newest the newest date in the data: the day before
   */
  public static SemanticParser after(LocalDate newest) {
    return new SemanticParser(
        Thesaurus.load(),
        Clock.fixed(newest.plusDays(1).atTime(9, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
  }
}
