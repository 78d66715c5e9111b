package io.nexushive.executor.warehouse.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nexushive.executor.warehouse.fetched.ShopRows;
import io.nexushive.executor.warehouse.testing.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A shop behind an API with one way of paging per endpoint, and some that misbehave. */
public final class RestServer implements Shop {
  static final String SHOPS = "\"path\":\"/shops\"";
  static final String PAID = "\"path\":\"/paid\",\"rows\":\"/data\"";
  static final String PAGES =
      "\"path\":\"/pages\",\"rows\":\"/data\",\"paging\":{\"kind\":\"page\",\"parameter\":"
          + "\"page\",\"size_parameter\":\"size\",\"size\":3}";
  static final String TOKEN = "token-of-this-test";

  /** Method, path and query of each request, in order. */
  final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

  final ConcurrentLinkedQueue<String> agents = new ConcurrentLinkedQueue<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);

  public RestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @Override
  public String kind() {
    return "rest";
  }

  @Override
  public Map<String, String> settings() {
    return Shop.local(
        server.getAddress().getPort(),
        Map.of("path", "/v1", "tables", ShopRows.tables(SHOPS, PAGES, PAID)));
  }

  @Override
  public String secret() {
    return TOKEN;
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    agents.add(String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
    Map<String, String> query = query(exchange);
    List<String> orders = ShopRows.ORDERS;
    boolean known =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
            || TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Api-Key"));
    if (!known) {
      send(exchange, 401, "{}");
      return;
    }
    switch (exchange.getRequestURI().getPath()) {
      case "/v1/shops" -> send(exchange, 200, ShopRows.list(ShopRows.SHOPS));
      case "/v1/paid" -> send(exchange, 200, rows(ShopRows.PAID_ORDERS));
      case "/v1/pages" -> {
        // Never gives more than two rows, whatever it is asked for.
        int page = Integer.parseInt(query.get("page")) - 1;
        send(exchange, 200, rows(part(orders, page * 2, 2)));
      }
      case "/v1/offsets" ->
          send(exchange, 200, rows(part(orders, Integer.parseInt(query.get("offset")), 2)));
      case "/v1/cursors" -> {
        int at = Integer.parseInt(query.getOrDefault("cursor", "x0").substring(1));
        String next = at + 1 < orders.size() ? "\"x" + (at + 1) + "\"" : "null";
        send(exchange, 200, "{\"data\":[" + orders.get(at) + "],\"meta\":{\"next\":" + next + "}}");
      }
      case "/v1/links", "/v1/far-links" -> {
        int at = Integer.parseInt(query.getOrDefault("at", "0"));
        if (at + 1 < orders.size()) {
          String host = exchange.getRequestURI().getPath().contains("far") ? "//example.com" : "";
          exchange
              .getResponseHeaders()
              .add(
                  "Link",
                  "<"
                      + host
                      + "/v1/links?at=0>; rel=\"first\", <"
                      + host
                      + "/v1/links?at="
                      + (at + 1)
                      + ">; rel=\"next\"");
        }
        send(exchange, 200, "[" + orders.get(at) + "]");
      }
      case "/v1/circle" -> send(exchange, 200, "{\"data\":[{\"id\":1}],\"next\":\"x\"}");
      case "/v1/moved" -> {
        exchange.getResponseHeaders().add("Location", "/v1/shops");
        send(exchange, 302, "");
      }
      case "/v1/changed" -> send(exchange, 200, "[{\"id\":\"one\",\"name\":1}]");
      case "/v1/rounded" -> send(exchange, 200, "[{\"id\":1,\"amount\":0.125}]");
      case "/v1/page" -> send(exchange, 200, "<html>");
      case "/v1/forbidden" -> send(exchange, 403, "");
      case "/v1/broken" -> send(exchange, 503, "");
      case "/v1/large" -> send(exchange, 200, "[" + "{\"id\":1},".repeat(200_000) + "{\"id\":1}]");
      case "/v1/stalls" -> {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('[');
        exchange.getResponseBody().flush();
        awaitClosed();
      }
      case "/v1/silent" -> awaitClosed();
      case "/v1/mixed" ->
          send(
              exchange,
              200,
              "{\"rows\":[{\"n\":1,\"f\":1,\"Day\":\"2025-01-31\",\"at\":"
                  + "\"2025-01-31T08:05:00+02:00\",\"tags\":[1,\"a\"],\"x y\":true,\"none\":null},"
                  + "{\"n\":2,\"f\":0.5,\"Day\":null,\"late\":\"b\"}],\"count\":2}");
      default -> send(exchange, 404, "");
    }
  }

  private void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> part(List<String> rows, int from, int count) {
    return rows.subList(Math.min(from, rows.size()), Math.min(from + count, rows.size()));
  }

  private static String rows(List<String> rows) {
    return "{\"data\":" + ShopRows.list(rows) + "}";
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
