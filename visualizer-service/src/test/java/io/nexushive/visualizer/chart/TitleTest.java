package io.nexushive.visualizer.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Show me the total net revenue by region. | Total net revenue by region",
        "Please show profit | Profit",
        "What are the top 5 regions by profit? | Top 5 regions by profit",
        "which segment buys most in EMEA? | Which segment buys most in EMEA?",
        "Monthly net revenue trend | Monthly net revenue trend",
        "Show net revenue by region as a pie chart | Net revenue by region",
        "Profit by month in a table? | Profit by month",
        "Show | Show"
      })
  void isTheQuestionWithoutTheAsking(String question, String title) {
    assertThat(Title.of(question)).isEqualTo(title);
  }

  @Test
  void isOneShortLine() {
    assertThat(Title.of("a\n\tb" + "x".repeat(300))).hasSizeLessThanOrEqualTo(80).startsWith("A b");
  }
}
