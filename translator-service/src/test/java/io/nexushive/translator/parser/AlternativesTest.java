package io.nexushive.translator.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.testing.Schemes;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "or" between two tests is never taken for "and". */
class AlternativesTest {
  private final SemanticParser parser = new SemanticParser(Thesaurus.load(), Clock.systemUTC());
  private final ConnectionSchema demo =
      parser.prepare(Schemes.demo(LocalDate.of(2026, 5, 17)), Schemes.demoModel());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Which products have a unit price below 10 or above 50? | unit_price < 10 OR unit_price > 50",
        "How many sales were before 2024 or after 2025? | date < '2024-01-01' OR date >= '2026-01-01'",
        "How many sales had a date before the date of 2024-05-01 or after the date of 2025-05-01?"
            + " | date < '2024-05-01' OR date > '2025-05-01'",
        "Which regions have more than 100 sales or less than 5 sales?"
            + " | HAVING COUNT(*) > 100 OR COUNT(*) < 5"
      })
  void areJoinedByOr(String question, String expected) {
    assertThat(parser.parse(question, demo))
        .isInstanceOfSatisfying(
            Outcome.Translated.class, t -> assertThat(t.sql()).contains(expected));
  }
}
