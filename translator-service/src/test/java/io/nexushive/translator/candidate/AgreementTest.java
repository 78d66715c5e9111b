package io.nexushive.translator.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.translator.backtranslation.BackTranslation;
import io.nexushive.translator.backtranslation.BackTranslator;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.testing.Schemes;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {
  private static final ConnectionSchema DEMO =
      new ConnectionSchema(
          Schemes.demo(LocalDate.of(2026, 5, 17)), Schemes.demoModel(), Thesaurus.load());
  private static final String REVENUE =
      "SELECT regions.region_name, SUM(sales.net_revenue) AS net_revenue FROM sales JOIN regions"
          + " ON sales.region_id = regions.region_id WHERE sales.date >= '2026-01-01'"
          + " GROUP BY regions.region_id, regions.region_name";

  private final BackTranslator backTranslator = new BackTranslator();

  @Test
  void seesThroughAliasesKeysAndTheOrderOfParts() {
    String same =
        "SELECT SUM(s.net_revenue) total, r.region_name FROM regions AS r JOIN sales AS s"
            + " ON s.region_id = r.region_id WHERE s.date >= DATE '2026-01-01' GROUP BY r.region_name ORDER BY 1";
    assertThat(Agreement.differences(read(same), read(REVENUE))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "net_revenue,profit,figures",
    "2026-01-01,2025-01-01,conditions",
    "regions.region_name,sales.customer_id,groups"
  })
  void namesWhatDiffers(String part, String other, String named) {
    assertThat(Agreement.differences(read(REVENUE.replace(part, other)), read(REVENUE)))
        .contains(named);
  }

  @Test
  void raisesConfidenceWhereBothAgreeAndLowersItWhereNot() {
    assertThat(Agreement.weighed(0.7, 0.8, true)).isEqualTo(0.9);
    assertThat(Agreement.weighed(0.7, 0.9, false)).isEqualTo(0.55);
  }

  private BackTranslation read(String sql) {
    return backTranslator.of("", sql, DEMO).orElseThrow();
  }
}
