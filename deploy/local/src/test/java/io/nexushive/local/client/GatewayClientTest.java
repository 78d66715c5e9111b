package io.nexushive.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayClientTest {
  private static final String WAITS =
      "id: 5\nevent: done\ndata: {\"outcome\":\"pending_review\"}\n\n";
  private static final String GOES_ON =
      "id: 6\nevent: trace\ndata: {}\n\nid: 7\nevent: done\ndata: {\"outcome\":\"answered\"}\n\n";

  private final List<String> resumedFrom = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private HttpServer gateway;
  private GatewayClient client;

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/api/auth/login", exchange -> respond(exchange, "{\"access_token\":\"t\"}"));
    gateway.createContext("/api/stream", this::stream);
    gateway.start();
    client =
        GatewayClient.signIn(
            URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()), "ann", "x");
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  @Test
  void aStreamEndsWhereItWaitsForASteward() {
    client.follow("r1", this::note);

    assertThat(seen).containsExactly("5");
    assertThat(resumedFrom).containsExactly("-");
  }

  @Test
  void orGoesOnAfterTheDecisionWhereThatIsWanted() {
    client.followThroughWaits("r1", this::note);

    assertThat(seen).containsExactly("5", "6", "7");
    assertThat(resumedFrom).containsExactly("-", "5");
  }

  private boolean note(SseEvent event) {
    seen.add(event.id());
    return true;
  }

  private void stream(HttpExchange exchange) throws IOException {
    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    resumedFrom.add(last == null ? "-" : last);
    respond(exchange, last == null ? WAITS : GOES_ON);
  }

  private static void respond(HttpExchange exchange, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
