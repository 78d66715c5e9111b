package io.nexushive.translator.clarification;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.parser.SemanticParser;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.testing.Parsers;
import io.nexushive.translator.testing.Schemes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClarifierTest {
  private static final LocalDate NEWEST = LocalDate.of(2026, 5, 17);
  private static final SemanticParser PARSER = Parsers.after(NEWEST);
  private static final Schema SCHEMA =
      PARSER.prepare(Schemes.demo(NEWEST), Schemes.demoModel()).about("");

  private final Clarifier clarifier = new Clarifier(PARSER);

  @Test
  void asksForTheYearWhereTheDataHoldSeveral() {
    Outcome.Ambiguous back = asked("How many orders were there in December?").orElseThrow();
    assertThat(back.question()).contains("Which December");
    assertThat(back.choices()).containsExactly("December 2025", "December 2024");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How many orders were there in December? | December 2024 | How many orders were there in December 2024?",
        "How many orders were there in December? | 2024 | How many orders were there in December 2024?",
        "How many orders were there in December? | in 2024, please | How many orders were there in December 2024?",
        "How many recent orders were there? | last month | How many orders were there last month?",
        "How many recent orders were there? | since May 2026 | How many orders were there since May 2026?",
        "Who are our best customers? | profit | Who are our top customers by profit?",
        "What are the top 5 products? | Net revenue | What are the top 5 products by net revenue?",
        "How many large orders were there? | quantity above 20 | How many orders were there with quantity above 20?",
      })
  void aReplySettlesWhatWasOpen(String question, String reply, String understood) {
    Outcome.Ambiguous back = asked(question).orElseThrow();
    Request replied = request(question, new Reply(back.question(), Reply.Action.ANSWER, reply));
    assertThat(clarifier.understood(replied, SCHEMA)).isEqualTo(understood);
    assertThat(clarifier.ask(understood, replied, SCHEMA)).isEmpty();
    assertThat(PARSER.parse(understood, SCHEMA)).isInstanceOf(Outcome.Translated.class);
  }

  @Test
  void wordsThatAreNotUnderstoodAreAskedForAgainAFewTimes() {
    String question = "How many orders were there in December?";
    String back = asked(question).orElseThrow().question();
    Reply noise = new Reply(back, Reply.Action.ANSWER, "the purple elephant one");
    Request once = request(question, noise);
    assertThat(clarifier.understood(once, SCHEMA)).isEqualTo(question);
    assertThat(clarifier.ask(question, once, SCHEMA)).isPresent();
    assertThat(clarifier.ask(question, request(question, noise, noise, noise), SCHEMA)).isEmpty();
  }

  @Test
  void anEditSaysAnewWhatIsAsked() {
    Request edited =
        request("Profit by region", new Reply(null, Reply.Action.EDIT, "Net revenue by category"));
    assertThat(clarifier.understood(edited, SCHEMA)).isEqualTo("Net revenue by category");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How many orders were there in December 2024?",
        "How many orders were there in December last year?",
        "Show total net revenue by region",
        "Top 5 regions by profit",
        "Which customer segment buys most in EMEA?",
        "What is the most recent order?",
        "How many Small Business customers are there?",
        "What tables do you have?",
        "How many employees were hired in December?",
        "Who are our best suppliers?",
        "Which order was placed most recently?",
        "How many orders have a quantity more expensive then 20?",
        "Show products by price from expensive to cheap",
      })
  void asksNothingWhereNothingIsOpenOrNoReplyWouldHelp(String question) {
    assertThat(asked(question)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is the temperature of Oslo in March?",
        "Which towns have a market in May?",
        "How many towns were there in June?"
      })
  void doesNotAskForTheYearOfAMonthThatTheDataNameOrThatHasNone(String question) {
    Schema months =
        PARSER
            .prepare(
                Schemes.catalog(
                    Schemes.table("town")
                        .key("town_id")
                        .text("name", "Oslo", "Bergen")
                        .number("mar")
                        .text("market", "May", "July")
                        .build()),
                SemanticModel.EMPTY)
            .about("");
    assertThat(clarifier.ask(question, request(question), months)).isEmpty();
  }

  private Optional<Outcome.Ambiguous> asked(String question) {
    return clarifier.ask(question, request(question), SCHEMA);
  }

  private static Request request(String question, Reply... replies) {
    return new Request(
        new RequestId(Uuids.v7()),
        new TenantId("default"),
        null,
        null,
        question,
        new Asker("ann", new TreeSet<>(List.of("analyst"))),
        new ConnectionId("demo"),
        null,
        false,
        null,
        3,
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(60),
        List.of(),
        Arrays.asList(replies),
        null,
        null,
        null);
  }
}
