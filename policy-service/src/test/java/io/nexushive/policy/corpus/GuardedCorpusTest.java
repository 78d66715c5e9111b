package io.nexushive.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.engine.Policy;
import io.nexushive.policy.engine.PolicyEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The corpus again, with a filter on every table and masks on columns that everyone uses. */
class GuardedCorpusTest {
  private static final PolicyEngine ENGINE = new PolicyEngine();
  private static final Policy GUARDED = guarded();

  @Test
  void guardsChangeNoDecision() {
    List<String> changed = new ArrayList<>();
    int guarded = 0;
    for (CorpusCase each : CorpusCase.all()) {
      Verdict plain = each.decide();
      Verdict verdict = decide(each.dialect(), each.role(), each.sql());
      guarded += Fixtures.sql(verdict).contains(" AS stored") ? 1 : 0;
      // A sample of filtered rows would tell of the others: no part of the corpus' own policy.
      boolean sampled = each.sql().toUpperCase(java.util.Locale.ROOT).contains("SAMPLE");
      String expected = sampled ? "deny" : plain.decision();
      if (!verdict.decision().equals(expected)) {
        changed.add(each.id() + " " + each.dialect() + " " + verdict.reasons());
      }
    }
    assertThat(changed).isEmpty();
    assertThat(guarded).isGreaterThan(50);
  }

  /** The verdict under that policy. */
  static Verdict decide(Dialect dialect, String role, String sql) {
    return ENGINE.decide(
        sql,
        dialect,
        Fixtures.CORPUS_CATALOG,
        GUARDED,
        new Asker(
            "ann",
            new TreeSet<>(Set.of(role)),
            new TreeMap<>(java.util.Map.of("regions", List.of("1", "O'Brien")))),
        "");
  }

  private static Policy guarded() {
    try (InputStream in = GuardedCorpusTest.class.getResourceAsStream("/corpus/policy.yaml")) {
      return Policy.read(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              + """
              row_filters:
                - {table: sales, where: region_id IN (asker.regions)}
                - {table: regions, where: NOT region_name = 'it''s'}
                - {table: products, where: category IS NOT NULL}
                - {table: customers, where: region_id BETWEEN 1 AND 9}
              masks:
                - {columns: [sales.net_revenue, sales.quantity], as: bucket, width: 10}
                - {columns: [products.product_name], as: partial, first: 2, last: 1}
                - {columns: [customers.segment], as: full}
              """);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
