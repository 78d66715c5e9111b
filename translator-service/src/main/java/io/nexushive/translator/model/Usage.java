package io.nexushive.translator.model;

import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;

/**
 * What one call took.
 *
 * @param in tokens that were sent
 * @param out tokens that were written
 * @param estimated whether both are counted here, from the text, because the server did not
 */
record Usage(int in, int out, Duration took, boolean estimated) {
  /**
   * @param tokens what the server counted; {@code null}, or null in its parts, where it did not
   */
  static Usage of(TokenUsage tokens, String sent, String written, Duration took) {
    return tokens == null || tokens.inputTokenCount() == null || tokens.outputTokenCount() == null
        ? new Usage(
            TokenCount.atMost(sent), TokenCount.atMost(written == null ? "" : written), took, true)
        : new Usage(tokens.inputTokenCount(), tokens.outputTokenCount(), took, false);
  }

  boolean isCounted() {
    return !estimated;
  }
}
