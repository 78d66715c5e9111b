package io.nexushive.executor.warehouse.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nexushive.executor.config.TestConfig;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.Warehouse;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.Watchdog;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the protocol allows and the server of {@link McpAdapterTest} does not do. */
class McpSessionTest {
  private static final String COLUMNS = ",\"columns\":[{\"name\":\"id\",\"type\":\"integer\"}]}";
  private static final String TABLES =
      "[{\"name\":\"stock\",\"tool\":\"stock\""
          + COLUMNS
          + ",{\"name\":\"failing\",\"tool\":\"failing\""
          + COLUMNS
          + "]";

  private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
  private final Watchdog watchdog = new Watchdog();
  private HttpServer server;
  private Warehouse warehouse;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/mcp", this::answer);
    server.start();
    Map<String, String> settings =
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(server.getAddress().getPort()),
            "path", "/mcp",
            "sslmode", "disable",
            "tables", TABLES);
    warehouse =
        new McpAdapter(
                TestConfig.of(
                    Map.of("allowed-hosts", "127.0.0.1", "fetch.private-hosts", "127.0.0.1")),
                watchdog)
            .connect(new ConnectionSettings(new ConnectionId("shop"), settings, null));
  }

  @AfterEach
  void stop() {
    warehouse.close();
    server.stop(0);
    watchdog.close();
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
    heard.add(message.path("method").asText() + " " + session);
    String id = message.path("id").asText();
    switch (message.path("method").asText()) {
      case "initialize" -> {
        exchange.getResponseHeaders().add("Mcp-Session-Id", "s1");
        String hello =
            result(id, "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}}}");
        send(exchange, 200, "application/json", hello);
      }
      case "tools/call" -> {
        boolean failing = message.at("/params/name").asText().equals("failing");
        String found =
            failing
                ? "{\"isError\":true,\"content\":[{\"type\":\"text\",\"text\":\"no\"}]}"
                : "{\"content\":[],\"structuredContent\":{\"items\":[{\"id\":7},{\"id\":8}]}}";
        send(
            exchange,
            200,
            "text/event-stream",
            "event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}\n\n"
                + "data: "
                + result(id, found)
                + "\n\n");
      }
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

  @Test
  void readsStructuredContentFromAStreamWithinASession() {
    assertThat(warehouse.scalar("SELECT SUM(id) FROM stock", Duration.ofSeconds(20)))
        .hasValueSatisfying(sum -> assertThat(sum.asInt()).isEqualTo(15));
    assertThat(heard)
        .containsExactly(
            "initialize null", "notifications/initialized s1", "tools/call s1", "DELETE s1");
  }

  @Test
  void aToolThatSaysItFailedIsNoTable() {
    assertThatThrownBy(() -> warehouse.scalar("SELECT * FROM failing", Duration.ofSeconds(20)))
        .isInstanceOf(WarehouseException.class)
        .extracting(e -> ((WarehouseException) e).problem())
        .isEqualTo(Problem.UNREACHABLE);
  }
}
