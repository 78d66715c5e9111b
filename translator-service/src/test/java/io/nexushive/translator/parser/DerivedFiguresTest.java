package io.nexushive.translator.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.SqlSource;
import io.nexushive.translator.backtranslation.BackTranslator;
import io.nexushive.translator.candidate.CandidateCheck;
import io.nexushive.translator.candidate.Proposal;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.testing.Parsers;
import io.nexushive.translator.testing.Schemes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares, ratios and growth, worked out by SQLite over a few rows. */
class DerivedFiguresTest {
  private static final LocalDate NEWEST = LocalDate.of(2026, 5, 17);
  private static final SemanticParser PARSER = Parsers.after(NEWEST);
  private static final ConnectionSchema DEMO =
      PARSER.prepare(Schemes.demo(NEWEST), Schemes.demoModel());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What share of net revenue does each region have?      | APAC 25.0; EMEA 75.0",
        "Share of total net revenue by region                  | APAC 25.0; EMEA 75.0",
        "Net revenue by region as a percentage of the total    | APAC 25.0; EMEA 75.0",
        "Profit as a percentage of net revenue by region       | APAC 50.0; EMEA 10.0",
        "Ratio of profit to net revenue by region              | APAC 0.5; EMEA 0.1",
        "Net revenue growth by year                            | 2024 100.0 null; 2025 300.0 200.0",
        "Monthly growth of net revenue                         | 2024-03 100.0 null; 2025-03 150.0 50.0; 2025-04 150.0 0.0",
        "How did net revenue grow month over month in 2025?    | 2025-03 150.0 null; 2025-04 150.0 0.0",
      })
  void areWorkedOut(String question, String rows) throws SQLException {
    assertThat(answer(question)).containsExactlyInAnyOrder(rows.split("; "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How much did net revenue grow in 2025 over 2024?",
        "Share of net revenue",
        "Share of the average discount by category",
        "Growth of net revenue by region",
        "Ratio of profit to margins and discounts by region",
        "Net revenue this year compared with last year",
        "Cumulative net revenue by month",
        "Running total of profit by month",
        "Median net revenue",
        "Net revenue of EMEA minus APAC",
        "Sales on weekends",
        "Rank regions by profit",
        "How many customers bought more than 5 times?",
        "Net revenue from November to February 2025",
        "Revenue from returning customers",
        "How many regions have more than 100 customers?",
        "The first order of each customer",
      })
  void areNotGuessed(String question) {
    assertThat(PARSER.parse(question, DEMO)).isNotInstanceOf(Outcome.Translated.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Net revenue in Q1 2025                      | 2025-01-01 | 2025-04-01",
        "Net revenue in the fourth quarter of 2025   | 2025-10-01 | 2026-01-01",
        "Net revenue in Q3                           | 2025-07-01 | 2025-10-01",
        "Net revenue from Q1 to Q2 2025              | 2025-01-01 | 2025-07-01",
        "Net revenue from January to March 2025      | 2025-01-01 | 2025-04-01",
        "Net revenue last quarter                    | 2026-01-01 | 2026-04-01",
      })
  void quartersAndRangesAreReadAsPeriods(String question, String from, String to) {
    assertThat(sql(question)).endsWith("WHERE date >= '" + from + "' AND date < '" + to + "'");
  }

  @Test
  void leaveWordsToTheDataThatUseThem() {
    assertThat(sql("Average margin percentage by category")).contains("AVG(margin_percentage)");
  }

  /** What the answer is held against must know these forms, or it would ask each time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "What share of net revenue does each region have?",
        "Profit as a percentage of net revenue by region",
        "Net revenue growth by year",
      })
  void fitTheirQuestions(String question) {
    Proposal written = new Proposal(PARSER.parse(question, DEMO), SqlSource.SEMANTIC_PARSER, null);

    Proposal checked =
        new CandidateCheck(new BackTranslator())
            .check(written, question, DEMO, (step, status, detail, took) -> {}, null);

    assertThat(checked.doubtful()).isFalse();
    assertThat(checked.outcome().plan().assumptions())
        .noneMatch(a -> a.startsWith("The query") || a.startsWith("The question"));
  }

  private static String sql(String question) {
    Outcome outcome = PARSER.parse(question, DEMO);
    assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Translated.class);
    return ((Outcome.Translated) outcome).sql();
  }

  private static List<String> answer(String question) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE regions (region_id, region_name)");
      statement.execute("INSERT INTO regions VALUES (1, 'EMEA'), (2, 'APAC')");
      statement.execute("CREATE TABLE sales (date, region_id, net_revenue, profit)");
      statement.execute(
          "INSERT INTO sales VALUES ('2024-03-01', 1, 100, 15), ('2025-03-02', 1, 150, 10),"
              + " ('2025-04-01', 2, 100, 50), ('2025-04-02', 1, 50, 5)");
      List<String> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery(sql(question))) {
        while (found.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            Object value = found.getObject(i);
            row.add(value instanceof Number n ? "" + n.doubleValue() : "" + value);
          }
          rows.add(String.join(" ", row));
        }
      }
      return rows;
    }
  }
}
