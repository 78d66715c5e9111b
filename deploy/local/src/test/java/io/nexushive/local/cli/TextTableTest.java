package io.nexushive.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void linesUpColumnsWithFiguresToTheRight() {
    assertThat(
            TextTable.of(
                List.of("region", "net"), List.of(List.of("EMEA", "9.5"), List.of("APAC", "120"))))
        .isEqualTo(
            """
            region  net
            ------  ---
            EMEA    9.5
            APAC    120
            """);
  }

  @Test
  void keepsACellOnItsLine() {
    assertThat(TextTable.of(List.of("a"), List.of(List.of("x\n\u001b[31my"))))
        .doesNotContain("\u001b")
        .hasLineCount(3);
  }
}
