package io.nexushive.translator.model;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.URI;
import java.time.Duration;

/** Clients of the protocols, none of which repeats a call: {@link Model} alone does. */
final class ChatClients {
  private static final String NO_KEY = "none";
  private static final int LONGEST_ANSWER = 4096;

  private ChatClients() {}

  /**
   * @param key what the server asks for; {@code null} where it asks for nothing
   */
  static ChatModel of(
      Provider.Protocol protocol, URI place, String modelId, String key, Duration timeout) {
    return switch (protocol) {
      case OLLAMA ->
          OllamaChatModel.builder()
              .baseUrl(place.toString())
              .modelName(modelId)
              .temperature(0.0)
              .timeout(timeout)
              .maxRetries(0)
              .build();
      case OPENAI ->
          OpenAiChatModel.builder()
              .baseUrl(place.toString())
              .apiKey(key == null ? NO_KEY : key)
              .modelName(modelId)
              .temperature(0.0)
              .timeout(timeout)
              .maxRetries(0)
              .build();
      case ANTHROPIC ->
          AnthropicChatModel.builder()
              .baseUrl(place.toString())
              .apiKey(key == null ? NO_KEY : key)
              .modelName(modelId)
              .temperature(0.0)
              .maxTokens(LONGEST_ANSWER)
              .timeout(timeout)
              .maxRetries(0)
              .build();
    };
  }
}
