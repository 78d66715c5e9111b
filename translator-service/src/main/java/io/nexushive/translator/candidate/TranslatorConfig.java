package io.nexushive.translator.candidate;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Which translators are asked. */
@ConfigMapping(prefix = "nexushive.translator")
public interface TranslatorConfig {
  /**
   * In which order translators are asked where a request does not choose, and which follow where
   * the chosen one fails: {@code semantic-parser} or names of models. Where absent, all models that
   * are configured, by name, and the semantic parser at the end.
   */
  Optional<List<String>> order();
}
