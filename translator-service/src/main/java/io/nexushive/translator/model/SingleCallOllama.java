package io.nexushive.translator.model;

import dev.langchain4j.model.ollama.OllamaChatModel.OllamaChatModelBuilder;
import dev.langchain4j.model.ollama.spi.OllamaChatModelBuilderFactory;

/**
 * Builds Ollama clients that call once. LangChain4j's own repeat a failed call twice, and the
 * extension has no setting for it; found by {@link java.util.ServiceLoader}.
 */
public final class SingleCallOllama implements OllamaChatModelBuilderFactory {
  @Override
  public OllamaChatModelBuilder get() {
    return new OllamaChatModelBuilder().maxRetries(0);
  }
}
