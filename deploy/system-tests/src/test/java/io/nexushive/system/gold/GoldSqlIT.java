package io.nexushive.system.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import io.nexushive.system.gold.GoldPipeline.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a perfect model would answer comes through translator, policy and executor unharmed. Every
 * {@code -Dnexushive.gold.every}th question is asked (default 5; 1 asks all).
 */
class GoldSqlIT {
  private static final Path SETS =
      Path.of(System.getProperty("nexushive.eval", "../../../shared/eval"))
          .toAbsolutePath()
          .normalize();
  private static final int EVERY = Integer.getInteger("nexushive.gold.every", 5);

  /** More questions than this, in percent, would be too many to excuse with a rule. */
  private static final int MOST_BY_RULE = 5;

  @ParameterizedTest
  @ValueSource(strings = {"spider-train", "geo"})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void losesNoAnswerOfAPerfectModel(String set) throws Exception {
    List<JsonNode> questions = questions(set);
    List<String> lost = new ArrayList<>();
    List<String> byRule = new ArrayList<>();
    int asked = 0;
    try (GoldPipeline pipeline = new GoldPipeline(SETS.resolve(set))) {
      for (int i = 0; i < questions.size(); i += EVERY) {
        asked++;
        JsonNode question = questions.get(i);
        ask(pipeline, question, question.path("gold_sql").asText())
            .ifPresent(
                loss ->
                    (loss.rule() ? byRule : lost)
                        .add(question.path("id").asText() + ": " + loss.reason()));
      }
    }
    System.out.printf(
        "%s: %d of %d questions asked, %d lost, %d broke a rule%n",
        set, asked, questions.size(), lost.size(), byRule.size());
    assertThat(asked).isPositive();
    assertThat(lost).isEmpty();
    assertThat(byRule).hasSizeLessThanOrEqualTo(asked * MOST_BY_RULE / 100);
  }

  @Test
  void noticesAnAnswerThatIsNotTheGold() throws Exception {
    JsonNode question = questions("geo").get(0);
    try (GoldPipeline pipeline = new GoldPipeline(SETS.resolve("geo"))) {
      assertThat(ask(pipeline, question, "SELECT 'nowhere'"))
          .hasValueSatisfying(loss -> assertThat(loss.reason()).startsWith("another result"));
      assertThat(ask(pipeline, question, "DROP TABLE city"))
          .hasValueSatisfying(loss -> assertThat(loss.reason()).startsWith("not translated"));
      assertThat(ask(pipeline, question, "SELECT nothing FROM nowhere"))
          .hasValueSatisfying(
              loss -> {
                assertThat(loss.reason()).contains("unknown-table");
                assertThat(loss.rule()).isFalse();
              });
    }
  }

  private static Optional<Loss> ask(GoldPipeline pipeline, JsonNode question, String answer) {
    return pipeline.ask(
        question.path("db").asText(),
        question.path("question").asText(),
        question.path("gold_sql").asText(),
        answer);
  }

  private static List<JsonNode> questions(String set) throws IOException {
    Path file = SETS.resolve(set).resolve("questions.jsonl");
    if (!Files.exists(file)) {
      System.err.println("SKIPPED: there is no question set " + file + "; nothing was shown");
    }
    assumeThat(file).exists();
    List<JsonNode> questions = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      questions.add(Json.mapper().readTree(line));
    }
    return questions;
  }
}
