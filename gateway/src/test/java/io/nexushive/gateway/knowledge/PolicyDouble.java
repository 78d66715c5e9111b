package io.nexushive.gateway.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nexushive.model.json.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A policy service that denies texts with certain words; each change of them is a new version. */
public class PolicyDouble implements QuarkusTestResourceLifecycleManager {
  private static final Set<String> DENIED = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger VERSION = new AtomicInteger();

  private HttpServer server;

  /** From now on nobody may use {@code word}. */
  static void deny(String word) {
    DENIED.add(word);
    VERSION.incrementAndGet();
  }

  /** After the double that answers for all services in the other tests, whose place it takes. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/internal/policy/check", PolicyDouble::check);
      server.start();
      return Map.of(
          "nexushive.gateway.policy-url",
          "http://127.0.0.1:" + server.getAddress().getPort(),
          "nexushive.gateway.upkeep.knowledge",
          "300ms");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(HttpExchange exchange) throws IOException {
    String sql =
        Json.read(exchange.getRequestBody().readAllBytes(), JsonNode.class).path("sql").asText();
    List<Map<String, String>> reasons =
        DENIED.stream()
            .filter(sql::contains)
            .map(word -> Map.of("rule", "sensitive-column", "message", "Nobody may use " + word))
            .toList();
    Map<String, ?> verdict =
        Map.of(
            "decision",
            reasons.isEmpty() ? "allow" : "deny",
            "deny_reasons",
            reasons,
            "policy_version",
            "p" + VERSION.get(),
            "catalog_version",
            "c1");
    int at = sql.indexOf('\'');
    List<?> literals =
        at < 0
            ? List.of()
            : List.of(
                Map.of(
                    "start",
                    at,
                    "end",
                    sql.lastIndexOf('\'') + 1,
                    "table",
                    "sales",
                    "column",
                    "region",
                    "plain",
                    true));
    byte[] body =
        Json.bytes(
            Map.of("verdict", verdict, "template", Map.of("sql", sql, "literals", literals)));
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void stop() {
    server.stop(0);
  }
}
