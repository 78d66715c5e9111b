package io.nexushive.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {
  @Test
  void boundsRowsAtTheTop() {
    assertThat(sql("SELECT count(*) FROM sales")).endsWith("LIMIT 1000");
    assertThat(sql("SELECT count(*) FROM sales LIMIT 5")).endsWith("LIMIT 5");
    assertThat(sql("SELECT count(*) FROM sales LIMIT 99999")).endsWith("LIMIT 1000");
    assertThat(sql("SELECT count(*) FROM sales LIMIT ALL")).endsWith("LIMIT 1000");
    assertThat(sql("SELECT count(*) FROM sales LIMIT 9 OFFSET 3")).endsWith("LIMIT 9 OFFSET 3");
    assertThat(sql("SELECT count(*) FROM sales FETCH FIRST 7 ROWS ONLY"))
        .endsWith("FETCH FIRST 7 ROWS ONLY");
  }

  @Test
  void aNegativeLimitIsNoLimit() {
    Verdict verdict =
        Fixtures.decide(Dialect.SQLITE, "analyst", "SELECT count(*) FROM sales LIMIT -1");
    assertThat(Fixtures.sql(verdict)).endsWith("LIMIT 1000");
  }

  @Test
  void saysTheSameOfWhatItPrinted() {
    String once = sql("SELECT region_id r, sum(net_revenue) FROM sales GROUP BY 1 ORDER BY 2 DESC");
    assertThat(sql(once)).isEqualTo(once);
  }

  @Test
  void givesNobodyAnythingWithoutARole() {
    assertThat(Fixtures.decide(Dialect.POSTGRES, "", "SELECT 1").decision()).isEqualTo("deny");
    assertThat(Fixtures.decide(Dialect.POSTGRES, "Admin", "SELECT 1").decision()).isEqualTo("deny");
  }

  @Test
  void onlyWordingCanBeRepaired() {
    assertThat(denied("SELECT * FROM sales").repairable()).isTrue();
    assertThat(denied("SELECT nosuch FROM sales").repairable()).isTrue();
    assertThat(denied("SELECT sum(profit) FROM sales").repairable()).isFalse();
    assertThat(denied("DELETE FROM sales").repairable()).isFalse();
    assertThat(denied("SELECT sum(profit), nosuch FROM sales").repairable()).isFalse();
  }

  @Test
  void endsInTimeWhateverComes() {
    List<String> bombs =
        List.of(
            "SELECT " + "(".repeat(3_000) + "1" + ")".repeat(3_000),
            "SELECT " + "CASE WHEN 1=1 THEN ".repeat(2_000),
            "SELECT 1" + " + 1".repeat(4_500),
            "SELECT 1 WHERE 1 IN (" + "1,".repeat(8_000) + "1)",
            "SELECT " + "- ".repeat(5_000) + "1",
            "SELECT '" + "x".repeat(200_000) + "'");
    for (String bomb : bombs) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> assertThat(Fixtures.decide(bomb).decision()).isEqualTo("deny"));
    }
  }

  @Test
  void aTagCannotLeaveItsPlace() {
    String tag = QueryTag.of("sqlite", List.of("a*/; DROP TABLE x --"), "r'1\"\n", "question");
    assertThat(tag).matches("[A-Za-z0-9_.+,=-]+").doesNotContain("--");
    assertThat(QueryTag.of("sqlite", List.of("x".repeat(1_000)), "r", "p")).hasSize(256);
  }

  private static String sql(String sql) {
    return Fixtures.sql(Fixtures.decide(sql));
  }

  private static Verdict.Denied denied(String sql) {
    return (Verdict.Denied) Fixtures.decide(sql);
  }
}
