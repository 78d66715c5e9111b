package io.nexushive.translator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static final Duration TOOK = Duration.ofSeconds(1);

  @Test
  void isWhatTheServerCounted() {
    Usage usage = Usage.of(new TokenUsage(120, 30), "question", "answer", TOOK);
    assertThat(usage).isEqualTo(new Usage(120, 30, TOOK, false));
  }

  @Test
  void isEstimatedWhereTheServerDoesNotCount() {
    TokenUsage half = new TokenUsage(120, null);
    for (TokenUsage uncounted : new TokenUsage[] {null, half}) {
      Usage usage = Usage.of(uncounted, "How many orders?", "SELECT 1", TOOK);
      assertThat(usage.isCounted()).isFalse();
      assertThat(usage.in()).isEqualTo(TokenCount.atMost("How many orders?")).isPositive();
      assertThat(usage.out()).isEqualTo(TokenCount.atMost("SELECT 1")).isPositive();
    }
    assertThat(Usage.of(null, "x", null, TOOK).out()).isZero();
  }
}
