package io.nexushive.translator.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import io.nexushive.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a model answered, read from its text and checked. Prose and code fences around the object do
 * no harm.
 *
 * @param intent data, unanswerable or ambiguous
 * @param sql one SELECT where the intent is data
 * @param reason why not, or the question back, in the other cases
 */
record ModelAnswer(
    String intent,
    String sql,
    String explanation,
    List<String> assumptions,
    double confidence,
    String reason) {
  /** The form as a prompt says it. */
  static final String FORM =
      "{\"intent\": \"data\" | \"unanswerable\" | \"ambiguous\", \"sql\": string, \"explanation\": string,"
          + " \"assumptions\": [string], \"confidence\": number, \"reason\": string}";

  /** The form that is asked for, for providers that can hold a model to it. */
  static final ResponseFormat FORMAT =
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

  private static final Set<String> INTENTS = Set.of("data", "unanswerable", "ambiguous");
  private static final int MAX_SQL = 20_000;
  private static final double MODEST = 0.5;

  ModelAnswer {
    assumptions = List.copyOf(assumptions);
  }

  /**
   * @throws UnusableAnswerException when the text holds no object of the form that was asked for
   */
  static ModelAnswer read(String text) {
    JsonNode node = object(text);
    String intent = string(node, "intent").toLowerCase(Locale.ROOT);
    if (!INTENTS.contains(intent)) {
      throw new UnusableAnswerException("intent must be data, unanswerable or ambiguous");
    }
    String sql = node.path("sql").asText("").strip();
    if (intent.equals("data")) {
      sql = select(sql);
    }
    JsonNode confidence = node.path("confidence");
    double sure = confidence.isNumber() ? Math.max(0, Math.min(1, confidence.asDouble())) : MODEST;
    List<String> assumptions = new ArrayList<>();
    node.path("assumptions").forEach(a -> assumptions.add(a.asText()));
    return new ModelAnswer(
        intent,
        sql,
        node.path("explanation").asText(""),
        assumptions,
        sure,
        node.path("reason").asText(""));
  }

  /** One statement that reads. Policy decides; this only spares it what cannot be meant. */
  private static String select(String text) {
    String sql = text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
    String start = sql.toLowerCase(Locale.ROOT);
    if (sql.isEmpty()
        || sql.length() > MAX_SQL
        || !(start.startsWith("select") || start.startsWith("with"))) {
      throw new UnusableAnswerException("sql must be exactly one SELECT");
    }
    return sql;
  }

  private static String string(JsonNode node, String field) {
    if (!node.path(field).isTextual()) {
      throw new UnusableAnswerException(field + " is missing");
    }
    return node.get(field).asText();
  }

  private static JsonNode object(String text) {
    if (text == null || text.isBlank()) {
      throw new UnusableAnswerException("the answer is empty");
    }
    for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
      int end = closing(text, at);
      if (end > 0) {
        try {
          JsonNode node = Json.mapper().readTree(text.substring(at, end + 1));
          if (node.isObject() && node.has("intent")) {
            return node;
          }
        } catch (JsonProcessingException e) {
          // Not this brace; perhaps a later one.
        }
      }
    }
    throw new UnusableAnswerException("the answer holds no whole JSON object with an intent");
  }

  /** Where the object that opens at {@code from} closes; -1 where it does not. */
  private static int closing(String text, int from) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
