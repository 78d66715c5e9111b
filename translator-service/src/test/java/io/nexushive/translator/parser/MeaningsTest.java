package io.nexushive.translator.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.testing.Parsers;
import io.nexushive.translator.testing.Schemes;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that are found by what they mean, and those that must not be passed over. */
class MeaningsTest {
  private static final LocalDate NEWEST = LocalDate.of(2026, 5, 17);

  private final SemanticParser parser = Parsers.after(NEWEST);
  private final Schema schema = parser.prepare(Schemes.demo(NEWEST), Schemes.demoModel()).about("");

  @Test
  void whatWasTakenForWhatIsTold() {
    Schema players =
        parser
            .prepare(
                Schemes.catalog(
                    Schemes.table("player")
                        .key("player_id")
                        .text("name")
                        .decimal("height")
                        .build()),
                SemanticModel.EMPTY)
            .about("");
    assertThat(parser.parse("What is the average stature of all players?", players))
        .isInstanceOfSatisfying(
            Outcome.Translated.class,
            t -> {
              assertThat(t.sql()).contains("AVG(height)");
              assertThat(t.plan().assumptions())
                  .containsExactly("\u201cstature\u201d was taken for player.height.");
              assertThat(t.plan().confidence()).isLessThan(0.9);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "How many employees do we have?, employees",
    "How many patients were treated?, patients"
  })
  void nothingButMeaningIsNoAnswer(String question, String word) {
    assertThat(parser.parse(question, schema))
        .isInstanceOfSatisfying(
            Outcome.Unanswerable.class,
            u -> assertThat(u.reason()).contains(word).contains("nearest is customers"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Total takings by territory",
        "Profit by commodity",
        "Units sold via partners",
        "How many sales were refunded?",
        "Customers by region",
        "Which customers bought more than 20 times?",
        "How many new customers did we get in 2026?",
        "How does profit in EMEA compare to APAC?",
        "Average discount for sales above 1000"
      })
  void nothingIsPassedOver(String question) {
    assertThat(parser.parse(question, schema)).isInstanceOf(Outcome.Unanswerable.class);
  }

  @Test
  void anAmountOfNothingIsNone() {
    assertThat(parser.parse("How many orders with no discount?", schema))
        .isInstanceOfSatisfying(
            Outcome.Translated.class,
            t -> assertThat(t.sql()).contains("IS NULL OR discount_applied = 0"));
  }

  @ParameterizedTest
  @CsvSource({
    "What can you tell me about the profit in EMEA, SUM(sales.profit)",
    "what can you tell me about the margin percentage of products, margin_percentage"
  })
  void aFigureIsNotAskedOfTheSchema(String question, String said) {
    assertThat(parser.parse(question, schema))
        .isInstanceOfSatisfying(Outcome.Translated.class, t -> assertThat(t.sql()).contains(said));
  }

  @ParameterizedTest
  @ValueSource(strings = {"What can I ask about customers?", "What data do you have?"})
  void theSchemaIs(String question) {
    assertThat(parser.parse(question, schema)).isInstanceOf(Outcome.SchemaAnswer.class);
  }
}
