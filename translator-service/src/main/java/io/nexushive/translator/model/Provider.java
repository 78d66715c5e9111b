package io.nexushive.translator.model;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Who serves models, with the protocol that is spoken there. */
enum Provider {
  OLLAMA(Protocol.OLLAMA, "http://127.0.0.1:11434", false),
  OPENAI(Protocol.OPENAI, "https://api.openai.com/v1/", true),
  CLAUDE(Protocol.ANTHROPIC, "https://api.anthropic.com/v1/", true),
  LM_STUDIO(Protocol.OPENAI, "http://127.0.0.1:1234/v1/", false),
  VLLM(Protocol.OPENAI, "http://127.0.0.1:8000/v1/", false),
  DEEPSEEK(Protocol.OPENAI, "https://api.deepseek.com/v1/", true),
  GROQ(Protocol.OPENAI, "https://api.groq.com/openai/v1/", true),
  GEMINI(Protocol.OPENAI, "https://generativelanguage.googleapis.com/v1beta/openai/", true);

  /** How requests and answers are written. */
  enum Protocol {
    OLLAMA,
    OPENAI,
    ANTHROPIC
  }

  private final Protocol protocol;
  private final URI usualPlace;
  private final boolean needsKey;

  Provider(Protocol protocol, String usualPlace, boolean needsKey) {
    this.protocol = protocol;
    this.usualPlace = URI.create(usualPlace);
    this.needsKey = needsKey;
  }

  Protocol protocol() {
    return protocol;
  }

  URI usualPlace() {
    return usualPlace;
  }

  boolean needsKey() {
    return needsKey;
  }

  /** As configuration spells it: {@code lm-studio}. */
  static Optional<Provider> of(String name) {
    for (Provider provider : values()) {
      if (provider.name().replace('_', '-').equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }
}
