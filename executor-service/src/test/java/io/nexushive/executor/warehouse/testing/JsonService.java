package io.nexushive.executor.warehouse.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A service on this machine that is asked and answers in JSON. */
public abstract class JsonService implements AutoCloseable {
  protected static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  protected JsonService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * What was asked.
   *
   * @param authorization the header, or the empty text
   * @param body missing where there was none, or it was no JSON
   */
  public record Call(
      String method,
      String path,
      Map<String, String> query,
      String authorization,
      JsonNode body,
      String text) {}

  /** What is answered. */
  public record Reply(int status, byte[] body) {
    public static Reply of(int status, JsonNode body) {
      return new Reply(status, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static Reply of(JsonNode body) {
      return of(200, body);
    }
  }

  protected abstract Reply answer(Call call) throws Exception;

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = answer(call(exchange));
      } catch (Exception e) {
        reply = new Reply(500, String.valueOf(e).getBytes(StandardCharsets.UTF_8));
      }
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }

  private static Call call(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    byte[] bytes;
    try (InputStream raw = exchange.getRequestBody();
        InputStream in = "gzip".equalsIgnoreCase(encoding) ? new GZIPInputStream(raw) : raw) {
      bytes = in.readAllBytes();
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new Call(
        exchange.getRequestMethod(),
        uri.getPath(),
        form(uri.getRawQuery()),
        authorization == null ? "" : authorization,
        text.startsWith("{") ? JSON.readTree(bytes) : MissingNode.getInstance(),
        text);
  }

  /** The fields of a query or a form. */
  protected static Map<String, String> form(String encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (encoded != null) {
      Arrays.stream(encoded.split("&"))
          .map(field -> field.split("=", 2))
          .filter(field -> field.length == 2)
          .forEach(
              field -> fields.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }
    return fields;
  }

  @Override
  public void close() throws Exception {
    server.stop(0);
    threads.shutdownNow();
  }
}
