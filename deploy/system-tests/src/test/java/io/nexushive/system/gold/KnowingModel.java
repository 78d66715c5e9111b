package io.nexushive.system.gold;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A double of an Ollama server that answers the questions it knows with the SQL it was given. */
final class KnowingModel implements AutoCloseable {
  private static final int NOT_FOUND = 404;

  static {
    // Else each answer's body waits 40 ms for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Map<String, String> answers = Map.of();

  KnowingModel() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/chat", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on it knows these, SQL by question, and no others. */
  void knows(Map<String, String> sqlByQuestion) {
    answers = Map.copyOf(sqlByQuestion);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode messages = Json.mapper().readTree(exchange.getRequestBody()).path("messages");
      String last = messages.path(messages.size() - 1).path("content").asText();
      Optional<String> sql =
          answers.entrySet().stream()
              .filter(known -> last.contains(known.getKey()))
              .map(Map.Entry::getValue)
              .findFirst();
      if (sql.isEmpty()) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
        return;
      }
      byte[] body =
          Json.bytes(
              Map.of(
                  "model",
                  "double",
                  "created_at",
                  "2026-01-01T00:00:00Z",
                  "message",
                  Map.of("role", "assistant", "content", content(sql.get())),
                  "done",
                  true));
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String content(String sql) throws IOException {
    return Json.mapper()
        .writeValueAsString(
            Map.of(
                "intent",
                "data",
                "sql",
                sql,
                "explanation",
                "",
                "assumptions",
                List.of(),
                "confidence",
                1,
                "reason",
                ""));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
