package io.nexushive.translator.followup;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.EarlierTurn;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.Uuids;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.SemanticParser;
import io.nexushive.translator.testing.Parsers;
import io.nexushive.translator.testing.Schemes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FollowUpsTest {
  private static final LocalDate NEWEST = LocalDate.of(2026, 5, 17);
  private static final SemanticParser PARSER = Parsers.after(NEWEST);
  private static final ConnectionSchema DEMO =
      PARSER.prepare(Schemes.demo(NEWEST), Schemes.demoModel());

  private static final List<String> WHOLE =
      List.of(
          "Show total net revenue by region",
          "Top 5 regions by profit",
          "Average margin percentage by category",
          "Average discount by category",
          "Monthly net revenue trend",
          "Units sold per product category last quarter",
          "Which customer segment buys most in EMEA?",
          "How many orders were there in December?",
          "List all sales of yesterday",
          "What tables do you have?",
          "Delete all sales",
          "How many employees do we have?",
          "Now show total net revenue by category",
          "And how many customers are there?",
          "Only delete the sales of EMEA");

  private final FollowUps followUps = new FollowUps(PARSER);

  static Stream<Arguments> pairs() {
    return WHOLE.stream().flatMap(before -> WHOLE.stream().map(q -> Arguments.of(before, q)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aQuestionThatStandsOnItsOwnStaysAsItIs(String before, String question) {
    FollowUps.Understood understood = read(question, before);
    assertThat(understood.question()).isEqualTo(question);
    assertThat(understood.unclear()).isFalse();
    assertThat(understood.earlier()).isEmpty();
  }

  /** What is asked, and the whole question whose query answers it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Show total net revenue by region | and by category? | total net revenue by category",
        "Show total net revenue by region | also by category | net revenue by region and category",
        "Show total net revenue by region | What about last year? | net revenue by region last year",
        "Show total net revenue by region | the same for 2025 | net revenue by region in 2025",
        "Show total net revenue by region | only EMEA | net revenue by region in EMEA",
        "Show total net revenue by region | and without EMEA? | net revenue by region without EMEA",
        "Show total net revenue by region | sort that by profit | net revenue by region sorted by profit",
        "Show total net revenue by region | top 3 only | top 3 regions by net revenue",
        "Show total net revenue by region | now for products | net revenue by product",
        "Show total net revenue by region | what about profit? | profit by region",
        "Show total net revenue by region | show that by month | monthly net revenue by region",
        "Show total net revenue by region | break it down by customer segment | net revenue by customer segment",
        "Show net revenue by region for Electronics | Furniture | net revenue by region for Furniture",
        "Show net revenue by region for Electronics | and Furniture too | net revenue by region for Electronics and Furniture",
        "Show net revenue by region for Electronics | in 2025 | net revenue by region for Electronics in 2025",
        "Top 5 regions by profit | by net revenue | top 5 regions by net revenue",
        "Top 5 regions by profit | now for products | top 5 products by profit",
        "Top 5 regions by profit | and by category? | top 5 categories by profit",
        "Top 5 regions by profit | the bottom 3 | bottom 3 regions by profit",
        "Top 5 regions by profit | the same for units sold | top 5 regions by units sold",
        "Monthly net revenue trend | by quarter | quarterly net revenue trend",
        "Monthly net revenue trend | and for EMEA | monthly net revenue trend in EMEA",
        "Monthly net revenue trend | profit instead | monthly profit trend",
        "How many orders were there in December 2025? | and in November 2025? | How many orders were there in November 2025?",
        "How many orders were there in December 2025? | in EMEA | How many orders were there in December 2025 in EMEA?",
        "Which customer segment buys most in EMEA? | and in APAC? | Which customer segment buys most in APAC?",
        "Units sold per product category last quarter | and this quarter? | Units sold per product category this quarter",
        "List all sales of yesterday | only EMEA | List all sales of yesterday in EMEA"
      })
  void aFollowUpBecomesAWholeQuestion(String before, String question, String meant) {
    FollowUps.Understood understood = read(question, before);
    assertThat(understood.unclear()).as(understood.question()).isFalse();
    assertThat(understood.question()).isNotEqualTo(question);
    assertThat(sql(understood.question())).as(understood.question()).isEqualTo(sql(meant));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Show total net revenue by region | the same as a share",
        "Show total net revenue by region | as a share",
        "Show total net revenue by region | and in Germany?",
        "Show total net revenue by region | which of those grew most?",
        "Show total net revenue by region | only customers in EMEA",
        "Top 5 regions by profit | sort that by net revenue",
        "List all sales of yesterday | by region",
        "How many orders were there in December 2025? | what about customers?"
      })
  void isNotGuessedWhereItIsNotClear(String before, String question) {
    FollowUps.Understood understood = read(question, before);
    assertThat(understood.unclear()).as(understood.question()).isTrue();
    assertThat(understood.question()).isEqualTo(question);
    assertThat(understood.askBack())
        .isInstanceOfSatisfying(
            Outcome.Ambiguous.class, back -> assertThat(back.question()).contains(before));
  }

  @Test
  void goesOnFromTheLastTurn() {
    assertThat(read("and by category?", "Top 5 regions by profit", "Show net revenue by region"))
        .extracting(FollowUps.Understood::question)
        .isEqualTo("Show net revenue by category");
  }

  @Test
  void withoutTurnsNothingGoesOn() {
    assertThat(read("and by category?").question()).isEqualTo("and by category?");
    assertThat(read("and by category?").unclear()).isFalse();
  }

  private static String sql(String question) {
    return ((Outcome.Translated) PARSER.parse(question, DEMO)).sql();
  }

  private FollowUps.Understood read(String question, String... before) {
    Request request =
        new Request(
                new RequestId(Uuids.v7()),
                new TenantId("default"),
                null,
                null,
                question,
                new Asker("ann", new TreeSet<>(List.of("analyst"))),
                new ConnectionId("demo"),
                null,
                false,
                3,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                null)
            .following(Arrays.stream(before).map(q -> new EarlierTurn(q, null)).toList());
    return followUps.read(request, DEMO);
  }
}
