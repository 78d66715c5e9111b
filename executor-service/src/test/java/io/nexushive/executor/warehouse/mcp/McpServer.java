package io.nexushive.executor.warehouse.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nexushive.executor.warehouse.testing.Shop;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * An MCP server without a framework: it gives each client a session and answers tools in a stream
 * of events, after a notification.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-06-18/basic/transports">the
 *     transport</a>
 */
final class McpServer implements AutoCloseable {
  private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
  private final Map<String, Function<JsonNode, String>> tools;
  private final Map<String, String> resources;
  private final HttpServer server;

  /**
   * @param tools by name, what each answers to its arguments: a result of {@code tools/call}
   * @param resources by URI, what each holds: a result of {@code resources/read}
   */
  McpServer(Map<String, Function<JsonNode, String>> tools, Map<String, String> resources)
      throws IOException {
    this.tools = Map.copyOf(tools);
    this.resources = Map.copyOf(resources);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/mcp", this::answer);
    server.start();
  }

  /** Settings that lead to it. */
  Map<String, String> settings(String tables) {
    return Shop.local(server.getAddress().getPort(), Map.of("path", "/mcp", "tables", tables));
  }

  /** Methods and their sessions, in order. */
  ConcurrentLinkedQueue<String> heard() {
    return heard;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String session = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (body.length == 0) {
      heard.add(exchange.getRequestMethod() + " " + session);
      send(exchange, 405, "text/plain", "");
      return;
    }
    JsonNode message = Json.read(body, JsonNode.class);
    JsonNode parameters = message.path("params");
    heard.add(message.path("method").asText() + " " + session);
    String id = message.path("id").asText();
    switch (message.path("method").asText()) {
      case "initialize" -> {
        exchange.getResponseHeaders().add("Mcp-Session-Id", "s1");
        String hello =
            result(id, "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}}}");
        send(exchange, 200, "application/json", hello);
      }
      case "tools/call" ->
          send(
              exchange,
              200,
              "text/event-stream",
              "event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}\n\n"
                  + "data: "
                  + result(
                      id,
                      tools
                          .get(parameters.path("name").asText())
                          .apply(parameters.path("arguments")))
                  + "\n\n");
      case "resources/read" ->
          send(
              exchange,
              200,
              "application/json",
              result(id, resources.get(parameters.path("uri").asText())));
      default -> send(exchange, 202, "text/plain", "");
    }
  }

  private static String result(String id, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
