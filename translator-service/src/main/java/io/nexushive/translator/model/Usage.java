package io.nexushive.translator.model;

import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;

/**
 * What one call took.
 *
 * @param in tokens that were sent; {@code null} where the server does not say
 * @param out tokens that were written; likewise
 */
record Usage(Integer in, Integer out, Duration took) {
  static Usage of(TokenUsage tokens, Duration took) {
    return tokens == null
        ? new Usage(null, null, took)
        : new Usage(tokens.inputTokenCount(), tokens.outputTokenCount(), took);
  }

  boolean isCounted() {
    return in != null && out != null;
  }
}
