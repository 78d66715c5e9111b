package io.nexushive.translator.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Language models. One that has no model id is off; nothing is sent to it. */
@ConfigMapping(prefix = "nexushive.translator.models")
public interface ModelsConfig {
  /** An Ollama server. */
  Server ollama();

  /** OpenAI, or a server that speaks its protocol. */
  Server openai();

  /** How long one answer may take, its repair included, before another translator is asked. */
  @WithDefault("20s")
  Duration timeout();

  /** After how many failures in a row a model is left alone. */
  @WithDefault("5")
  int failures();

  /** How long it is left alone; then one question probes it. */
  @WithDefault("60s")
  Duration pause();

  /** How many tokens of schema a model is sent at most; counted so that it is rather less. */
  @WithDefault("8000")
  int schemaTokens();

  /** A server with one of its models. */
  interface Server {
    /** Where it listens; the usual place where absent. */
    Optional<URI> baseUrl();

    /** Which model is asked; the server is off where absent. */
    Optional<String> modelId();

    /** The secret that it asks for, if it does. Never logged. */
    Optional<String> apiKey();
  }
}
