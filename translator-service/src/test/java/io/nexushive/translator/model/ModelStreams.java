package io.nexushive.translator.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.nexushive.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers as the servers stream them: lines of JSON, or server-sent events. */
final class ModelStreams {
  static final int IN = 120;
  static final int OUT = 30;
  private static final int PIECE = 12;

  private ModelStreams() {}

  static String type(HttpExchange exchange) {
    return isOllama(exchange.getRequestURI().getPath())
        ? "application/x-ndjson"
        : "text/event-stream";
  }

  private static boolean isOllama(String path) {
    return path.contains("/api/");
  }

  private static boolean isAnthropic(String path) {
    return path.contains("/messages");
  }

  static List<String> of(String path, String text) {
    List<String> pieces = written(path, text);
    if (isOllama(path)) {
      pieces.add(
          line(
              Map.of(
                  "model",
                  "double",
                  "created_at",
                  "2026-01-01T00:00:00Z",
                  "message",
                  Map.of("role", "assistant", "content", ""),
                  "done",
                  true,
                  "done_reason",
                  "stop",
                  "prompt_eval_count",
                  IN,
                  "eval_count",
                  OUT)));
    } else if (isAnthropic(path)) {
      pieces.add(event("content_block_stop", Map.of("index", 0)));
      pieces.add(
          event(
              "message_delta",
              Map.of(
                  "delta", Map.of("stop_reason", "end_turn"),
                  "usage", Map.of("output_tokens", OUT))));
      pieces.add(event("message_stop", Map.of()));
    } else {
      pieces.add(
          data(chunk(List.of(Map.of("index", 0, "delta", Map.of(), "finish_reason", "stop")))));
      Map<String, Object> usage = new java.util.HashMap<>(chunk(List.of()));
      usage.put(
          "usage", Map.of("prompt_tokens", IN, "completion_tokens", OUT, "total_tokens", IN + OUT));
      pieces.add(data(usage));
      pieces.add("data: [DONE]\n\n");
    }
    return pieces;
  }

  /** Half of {@code text}, then the server's words that it cannot go on. */
  static List<String> failing(String path, String text) {
    List<String> pieces = written(path, text.substring(0, text.length() / 2));
    if (isOllama(path)) {
      pieces.add(line(Map.of("error", "an error was encountered")));
    } else if (isAnthropic(path)) {
      pieces.add(
          event("error", Map.of("error", Map.of("type", "overloaded_error", "message", "busy"))));
    } else {
      pieces.add(data(Map.of("error", Map.of("message", "oops", "type", "server_error"))));
    }
    return pieces;
  }

  private static List<String> written(String path, String text) {
    List<String> pieces = new ArrayList<>();
    if (isAnthropic(path)) {
      Map<String, Object> message =
          Map.of(
              "id", "x",
              "type", "message",
              "role", "assistant",
              "model", "double",
              "content", List.of(),
              "usage", Map.of("input_tokens", IN, "output_tokens", 1));
      pieces.add(event("message_start", Map.of("message", message)));
      pieces.add(
          event(
              "content_block_start",
              Map.of("index", 0, "content_block", Map.of("type", "text", "text", ""))));
    }
    for (int at = 0; at < text.length(); at += PIECE) {
      String piece = text.substring(at, Math.min(text.length(), at + PIECE));
      if (isOllama(path)) {
        pieces.add(
            line(
                Map.of(
                    "model",
                    "double",
                    "created_at",
                    "2026-01-01T00:00:00Z",
                    "message",
                    Map.of("role", "assistant", "content", piece),
                    "done",
                    false)));
      } else if (isAnthropic(path)) {
        pieces.add(
            event(
                "content_block_delta",
                Map.of("index", 0, "delta", Map.of("type", "text_delta", "text", piece))));
      } else {
        pieces.add(data(chunk(List.of(Map.of("index", 0, "delta", Map.of("content", piece))))));
      }
    }
    return pieces;
  }

  private static Map<String, Object> chunk(List<Object> choices) {
    return Map.of(
        "id", "x",
        "object", "chat.completion.chunk",
        "created", 1,
        "model", "double",
        "choices", choices);
  }

  private static String event(String type, Map<String, Object> content) {
    Map<String, Object> typed = new java.util.HashMap<>(content);
    typed.put("type", type);
    return "event: " + type + "\n" + data(typed);
  }

  private static String data(Object content) {
    return "data: " + line(content) + "\n";
  }

  private static String line(Object content) {
    return new String(Json.bytes(content), UTF_8) + "\n";
  }
}
