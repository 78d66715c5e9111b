package io.nexushive.translator.model;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.time.Duration;

/**
 * Clients of the protocols, none of which repeats a call: {@link Model} alone does. Inside Quarkus
 * those of OpenAI and Anthropic bring HTTP clients of their own.
 */
final class ChatClients {
  private static final String NO_KEY = "none";
  private static final int LONGEST_ANSWER = 4096;

  private ChatClients() {}

  /**
   * @param key what the server asks for; {@code null} where it asks for nothing
   */
  static StreamingChatModel of(
      Provider.Protocol protocol, URI place, String modelId, String key, Duration timeout) {
    return switch (protocol) {
      case OLLAMA ->
          OllamaStreamingChatModel.builder()
              .httpClientBuilder(StreamingHttp.within(timeout))
              .baseUrl(place.toString())
              .modelName(modelId)
              .temperature(0.0)
              .timeout(timeout)
              .build();
      case OPENAI ->
          OpenAiStreamingChatModel.builder()
              .httpClientBuilder(StreamingHttp.within(timeout))
              .baseUrl(place.toString())
              .apiKey(key == null ? NO_KEY : key)
              .modelName(modelId)
              .temperature(0.0)
              .timeout(timeout)
              .build();
      case ANTHROPIC ->
          AnthropicStreamingChatModel.builder()
              .httpClientBuilder(StreamingHttp.within(timeout))
              .baseUrl(place.toString())
              .apiKey(key == null ? NO_KEY : key)
              .modelName(modelId)
              .temperature(0.0)
              .maxTokens(LONGEST_ANSWER)
              .timeout(timeout)
              .build();
    };
  }
}
