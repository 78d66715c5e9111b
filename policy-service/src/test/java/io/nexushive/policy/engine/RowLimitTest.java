package io.nexushive.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.policy.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the bound on rows stands in the text that runs. */
class RowLimitTest {
  private static final String UNION =
      "SELECT sale_id FROM sales UNION ALL SELECT sale_id FROM sales";

  @ParameterizedTest
  @CsvSource({
    "'', ' LIMIT 1000'",
    "' LIMIT 5', ' LIMIT 5'",
    "' LIMIT 5000', ' LIMIT 1000'",
    "' LIMIT ALL', ' LIMIT 1000'",
    "' LIMIT 5 OFFSET 2', ' LIMIT 5 OFFSET 2'",
    "' OFFSET 2', ' LIMIT 1000 OFFSET 2'",
    "' ORDER BY 1 LIMIT 5', ' ORDER BY 1 LIMIT 5'",
    "' FETCH FIRST 5000 ROWS ONLY', ' FETCH FIRST 1000 ROWS ONLY'"
  })
  void boundsAUnionOnceAndAsAWhole(String written, String runs) {
    assertThat(Fixtures.sql(Fixtures.decide(UNION + written))).isEqualTo(UNION + runs);
  }

  @Test
  void boundsPartsInParenthesesBeside() {
    String part = "(SELECT sale_id FROM sales LIMIT 50000)";

    assertThat(Fixtures.sql(Fixtures.decide(part + " UNION ALL " + part)))
        .isEqualTo(part + " UNION ALL " + part + " LIMIT 1000");
  }

  @Test
  void deniesAPartThatEndsBeforeTheNext() {
    assertThat(Fixtures.decide("SELECT 1 LIMIT 5 UNION ALL SELECT 2").decision()).isEqualTo("deny");
  }
}
