package io.nexushive.gateway.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nexushive.model.json.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers as the executor does to what the gateway asks of it about connections. */
public class ExecutorDouble implements QuarkusTestResourceLifecycleManager {
  /** Everything that the gateway sent, path and body. */
  static final List<String> HEARD = new CopyOnWriteArrayList<>();

  /** The upload that there is. */
  static final String UPLOAD = "018f0000-0000-7000-8000-0000000000aa";

  private static final String KINDS =
      """
      [{"kind": "postgres", "label": "PostgreSQL", "fields": [
         {"name": "host", "label": "Host", "type": "text", "required": true, "choices": []},
         {"name": "port", "label": "Port", "type": "number", "required": false, "choices": []},
         {"name": "user", "label": "User", "type": "text", "required": true, "choices": []},
         {"name": "database", "label": "Database", "type": "text", "required": true, "choices": []}],
        "secret": {"label": "Password", "required": true, "lines": false}},
       {"kind": "duckdb", "label": "DuckDB", "fields": [
         {"name": "file", "label": "File", "type": "file", "required": true, "choices": []}]}]
      """;

  private HttpServer server;

  @Override
  public int order() {
    return 1;
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", ExecutorDouble::answer);
    server.start();
    return Map.of(
        "nexushive.gateway.executor-url",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "nexushive.gateway.connections.per-owner",
        "20");
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    HEARD.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.UTF_8));
    if (path.equals("/internal/connection-kinds")) {
      say(exchange, 200, KINDS);
    } else if (path.equals("/internal/connection-kinds/check")) {
      check(exchange, Json.read(body, JsonNode.class));
    } else if (path.endsWith("/test")) {
      pause();
      say(exchange, 200, "{\"passed\": true, \"product\": \"double\", \"findings\": []}");
    } else if (path.endsWith("/sync")) {
      say(exchange, 200, "{\"state\": \"completed\", \"tables\": 3}");
    } else if (path.startsWith("/internal/catalog/")) {
      say(exchange, 200, "{\"tables\": []}");
    } else if (path.equals("/internal/uploads")) {
      say(exchange, 200, "{\"upload_id\": \"" + UPLOAD + "\", \"part_size\": 524288}");
    } else if (path.endsWith(UPLOAD + "/finish")) {
      finish(exchange, Json.read(body, JsonNode.class));
    } else if (path.startsWith("/internal/uploads/" + UPLOAD)) {
      say(exchange, 200, "{}");
    } else {
      say(exchange, 404, problem("not_found", "There is no such thing."));
    }
  }

  private static void check(HttpExchange exchange, JsonNode draft) throws IOException {
    for (JsonNode kind : Json.read(KINDS.getBytes(StandardCharsets.UTF_8), JsonNode.class)) {
      if (!kind.path("kind").equals(draft.path("kind"))) {
        continue;
      }
      for (JsonNode field : kind.path("fields")) {
        String name = field.path("name").asText();
        if (field.path("required").asBoolean() && !draft.path("settings").has(name)) {
          say(exchange, 400, problem("invalid_request", "settings." + name + ": is needed."));
          return;
        }
      }
      say(exchange, 200, kind.toString());
      return;
    }
    say(exchange, 400, problem("invalid_request", "kind: there is no such kind of warehouse."));
  }

  private static void finish(HttpExchange exchange, JsonNode wanted) throws IOException {
    boolean bad = wanted.path("table").asText().equals("bad");
    say(
        exchange,
        200,
        bad
            ? "{\"rows\": 1, \"bad_rows\": 1, \"examples\":"
                + " [{\"line\": 3, \"column\": \"a\", \"message\": \"no\"}]}"
            : "{\"rows\": 1, \"bad_rows\": 0, \"file\": \"uploads/%s/1\"}"
                .formatted(wanted.path("connection_id").asText()));
  }

  /** Long enough for a running test to be seen. */
  private static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String problem(String code, String detail) {
    return "{\"code\": \"%s\", \"detail\": \"%s\"}".formatted(code, detail);
  }

  private static void say(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void stop() {
    server.stop(0);
  }
}
