package io.nexushive.translator.candidate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Which translators are asked. */
@ConfigMapping(prefix = "nexushive.translator")
public interface TranslatorConfig {
  /**
   * In which order translators are asked where a request does not choose: {@code semantic-parser}
   * or names of models. Those that are not available are passed over.
   */
  @WithDefault("ollama,openai,semantic-parser")
  List<String> order();
}
