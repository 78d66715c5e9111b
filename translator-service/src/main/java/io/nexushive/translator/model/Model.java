package io.nexushive.translator.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * One language model behind its guard: a time limit, and a circuit breaker for which unusable
 * answers are failures like all others. The guard is the only layer that limits or repeats
 * anything.
 */
final class Model {
  private static final ResponseFormat FORMAT =
      ResponseFormat.builder()
          .type(ResponseFormatType.JSON)
          .jsonSchema(
              JsonSchema.builder()
                  .name("translation")
                  .rootElement(
                      JsonObjectSchema.builder()
                          .addProperty(
                              "intent",
                              JsonEnumSchema.builder()
                                  .enumValues("data", "unanswerable", "ambiguous")
                                  .build())
                          .addProperty("sql", JsonStringSchema.builder().build())
                          .addProperty("explanation", JsonStringSchema.builder().build())
                          .addProperty(
                              "assumptions",
                              JsonArraySchema.builder()
                                  .items(JsonStringSchema.builder().build())
                                  .build())
                          .addProperty("confidence", JsonNumberSchema.builder().build())
                          .addProperty("reason", JsonStringSchema.builder().build())
                          .required(
                              "intent", "sql", "explanation", "assumptions", "confidence", "reason")
                          .build())
                  .build())
          .build();
  private final ChatModel chat;
  private final TypedGuard<ModelAnswer> guard;

  Model(ChatModel chat, ModelsConfig config) {
    this.chat = chat;
    this.guard =
        TypedGuard.create(ModelAnswer.class)
            .withTimeout()
            .duration(config.timeout().toMillis(), ChronoUnit.MILLIS)
            .done()
            .withCircuitBreaker()
            .requestVolumeThreshold(config.failures())
            .failureRatio(1)
            .delay(config.pause().toMillis(), ChronoUnit.MILLIS)
            .successThreshold(1)
            .done()
            .build();
  }

  /** Asks, and asks once more to mend an answer that has the wrong form. */
  ModelAnswer ask(List<ChatMessage> messages) throws Exception {
    return guard.call(() -> askAndRepair(messages));
  }

  private ModelAnswer askAndRepair(List<ChatMessage> messages) {
    String text = say(messages);
    try {
      return ModelAnswer.read(text);
    } catch (UnusableAnswerException e) {
      List<ChatMessage> again = new ArrayList<>(messages);
      again.add(AiMessage.from(text == null || text.isBlank() ? "(nothing)" : text));
      again.add(
          UserMessage.from(
              "That has the wrong form: "
                  + e.getMessage()
                  + ". Answer with the JSON object alone."));
      return ModelAnswer.read(say(again));
    }
  }

  private String say(List<ChatMessage> messages) {
    return chat.chat(ChatRequest.builder().messages(messages).responseFormat(FORMAT).build())
        .aiMessage()
        .text();
  }
}
