package io.nexushive.translator.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Language models. One that is not configured, or lacks its key, is off; nothing is sent to it. */
@ConfigMapping(prefix = "nexushive.translator.models")
public interface ModelsConfig {
  /** The models by the name under which they are chosen. */
  Map<String, Entry> registry();

  /** How long one call may take. */
  @WithDefault("20s")
  Duration timeout();

  /** After how many failures in a row a provider is left alone. */
  @WithDefault("5")
  int failures();

  /** How long it is left alone; then one question probes it. */
  @WithDefault("60s")
  Duration pause();

  /** How many questions one model is asked beside each other. */
  @WithDefault("4")
  int slots();

  /** How many tokens of schema a model is sent at most; counted so that it is rather less. */
  @WithDefault("8000")
  int schemaTokens();

  /** A model of a provider. */
  interface Entry {
    /**
     * {@code ollama}, {@code openai}, {@code claude}, {@code lm-studio}, {@code vllm}, {@code
     * deepseek}, {@code groq} or {@code gemini}; where absent, the model's name here is one of
     * them.
     */
    Optional<String> provider();

    /** Which of the provider's models is asked. */
    Optional<String> modelId();

    /** Where the provider listens; its usual place where absent. */
    Optional<URI> baseUrl();

    /** Its secrets, the next of which is used when one has used up its quota. Never logged. */
    Optional<List<String>> apiKeys();

    /**
     * What a million tokens that it is sent cost, in any currency; cost is metered where both
     * prices are given.
     */
    Optional<BigDecimal> priceSent();

    /** What a million tokens that it writes cost, in the same currency. */
    Optional<BigDecimal> priceWritten();

    /** Other names under which it can be chosen. */
    Optional<List<String>> aliases();
  }
}
