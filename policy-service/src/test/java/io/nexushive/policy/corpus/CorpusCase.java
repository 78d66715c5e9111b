package io.nexushive.policy.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.json.Json;
import io.nexushive.policy.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** One case of the policy corpus. */
public record CorpusCase(
    String id, Dialect dialect, String technique, String sql, String role, String expect) {

  /** All cases; the test that asks is skipped, loudly, where the corpus is not at hand. */
  static List<CorpusCase> all() {
    List<CorpusCase> cases = ifPresent();
    if (cases.isEmpty()) {
      System.err.println("SKIPPED: the policy corpus is not at " + file());
      Assumptions.abort("the policy corpus is not at " + file());
    }
    return cases;
  }

  private static Path file() {
    return Fixtures.root().resolve("../shared/corpus/policy-corpus.jsonl").normalize();
  }

  /** All cases; none where the corpus is not at hand. */
  public static List<CorpusCase> ifPresent() {
    if (!Files.exists(file())) {
      return List.of();
    }
    try {
      List<CorpusCase> cases = new ArrayList<>();
      for (String line : Files.readAllLines(file())) {
        if (!line.isBlank()) {
          cases.add(of(Json.mapper().readTree(line)));
        }
      }
      return cases;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static CorpusCase of(JsonNode line) {
    return new CorpusCase(
        line.path("id").asText(),
        Dialect.of(line.path("dialect").asText()),
        line.path("technique").asText(),
        line.path("sql").asText(),
        line.path("role").asText(),
        line.path("expect").asText());
  }

  Verdict decide() {
    return decide(sql);
  }

  /** The verdict for another text in this case's place. */
  Verdict decide(String other) {
    return Fixtures.decide(dialect, role, other);
  }

  boolean expects(String decision) {
    return expect.equals(decision);
  }
}
