package io.nexushive.translator.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.testing.Parsers;
import io.nexushive.translator.testing.Schemes;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the demo warehouse cannot answer is not answered. */
class HonestyTest {
  static final List<String> BEYOND_THE_DATA =
      List.of(
          "How many employees do we have?",
          "What is the average salary by department?",
          "Who is the CEO?",
          "What will the weather be tomorrow?",
          "Which supplier delivers fastest?",
          "How many suppliers do we have?",
          "What is our market share?",
          "How many website visits did we have last month?",
          "What is the churn rate?",
          "Which warehouse holds the most stock?",
          "How many items are in stock?",
          "What is the average delivery time?",
          "Which invoices are overdue?",
          "How many support tickets were opened last week?",
          "What is the capital of France?",
          "Tell me a joke",
          "How satisfied are our clients with the service?",
          "What is the exchange rate of the euro?",
          "Which campaign brought the most leads?",
          "What is the conversion rate of the newsletter?",
          "How many returns did we have in March?",
          "Which driver has the most accidents?",
          "How old are our customers on average?",
          "What is the gender split of our customers?",
          "Which city has the most customers?",
          "How many stores do we operate?",
          "What are the opening hours of the shop?",
          "What is the tax rate in EMEA?",
          "How much do we owe the bank?",
          "Which contracts expire this year?",
          "What is the headcount per team?",
          "What is the forecast for next year?",
          "Who won the football match yesterday?",
          "How many patients were treated?",
          "What is the average temperature per station?",
          "Which flights were delayed?",
          "How many students are enrolled?",
          "What is the password of the admin?",
          "Which books did the author write?",
          "How many kilometres did the trucks drive?",
          "What is the carbon footprint of our products?",
          "Which payment method is used most?",
          "How many loyalty points do customers have?",
          "Which colours sell best?",
          "What is the weight of the heaviest product?",
          "Which complaints came in yesterday?",
          "What is the bounce rate of the site?",
          "How many machines were repaired?",
          "What is the rent of the office?",
          "Which vaccine is most effective?");

  private static final LocalDate NEWEST = LocalDate.of(2026, 5, 17);

  @Test
  void refusesOrAsksBackWhatTheDataCannotAnswer() {
    SemanticParser parser = Parsers.after(NEWEST);
    Schema schema = parser.prepare(Schemes.demo(NEWEST), Schemes.demoModel()).about("");
    List<String> answered =
        BEYOND_THE_DATA.stream()
            .filter(q -> parser.parse(q, schema) instanceof Outcome.Translated)
            .toList();
    assertThat(BEYOND_THE_DATA).hasSize(50);
    assertThat(answered).hasSizeLessThanOrEqualTo(3);
    assertThat(answered)
        .as("gets a number")
        .noneMatch(
            q ->
                ((Outcome.Translated) parser.parse(q, schema))
                    .sql()
                    .matches("(?s).*\\b(COUNT|SUM|AVG|MIN|MAX)\\(.*"));
  }
}
