package io.nexushive.translator.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Doubles of an Ollama, an OpenAI and an Anthropic server on one port, which answer as they are
 * told.
 */
public final class ModelDoubles implements QuarkusTestResourceLifecycleManager {
  static final String GOOD =
      "{\"intent\":\"data\",\"sql\":\"SELECT region_name FROM regions\",\"explanation\":\"Names of regions.\","
          + "\"assumptions\":[],\"confidence\":0.9,\"reason\":\"\"}";

  static final String FIRST_KEY = "key-one-not-a-secret";
  static final String SECOND_KEY = "key-two-not-a-secret";

  /** How the servers behave. */
  enum Mode {
    GOOD,
    PROSE,
    TRUNCATED_ANSWER,
    WRONG_FORM,
    WRONG_THEN_GOOD,
    WRITES,
    UNANSWERABLE,
    SLOW,
    BUSY,
    BROKEN,
    TRUNCATED_BODY,
    STALLED,
    ERROR_IN_STREAM,
    FIRST_KEY_USED_UP
  }

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private CountDownLatch release = new CountDownLatch(1);
  private HttpServer server;
  private int port;
  private volatile Mode mode = Mode.GOOD;

  @Override
  public Map<String, String> start() {
    open(0);
    port = server.getAddress().getPort();
    String base = "http://127.0.0.1:" + port;
    String models = "nexushive.translator.models.";
    return Map.ofEntries(
        Map.entry(models + "registry.ollama.base-url", base),
        Map.entry(models + "registry.ollama.model-id", "double"),
        Map.entry(models + "registry.openai.base-url", base + "/v1/"),
        Map.entry(models + "registry.openai.model-id", "double"),
        Map.entry(models + "registry.openai.api-keys", FIRST_KEY + "," + SECOND_KEY),
        Map.entry(models + "registry.openai.aliases", "gpt"),
        // 120 and 30 tokens make 0.0006.
        Map.entry(models + "registry.openai.price-sent", "2.5"),
        Map.entry(models + "registry.openai.price-written", "10"),
        Map.entry(models + "registry.claude.base-url", base + "/v1/"),
        Map.entry(models + "registry.claude.model-id", "double"),
        Map.entry(models + "registry.claude.api-keys", FIRST_KEY),
        Map.entry("nexushive.translator.order", "semantic-parser"),
        Map.entry(models + "timeout", "2s"),
        Map.entry(models + "pause", "1s"));
  }

  private void open(int wanted) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Nothing listens any more. */
  void refuse() {
    server.stop(0);
  }

  void listenAgain() {
    open(port);
  }

  void behave(Mode wanted) {
    mode = wanted;
    release.countDown();
    release = new CountDownLatch(1);
    requests.clear();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      requests.add(body);
      String path = exchange.getRequestURI().getPath();
      String key = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      switch (mode) {
        case SLOW -> {
          release.await(10, TimeUnit.SECONDS);
          stream(exchange, ModelStreams.of(path, GOOD));
        }
        case BUSY -> send(exchange, 429, "{\"error\":{\"message\":\"slow down\"}}");
        case FIRST_KEY_USED_UP -> {
          if (key.contains(FIRST_KEY)) {
            send(exchange, 429, "{\"error\":{\"code\":\"insufficient_quota\"}}");
          } else {
            stream(exchange, ModelStreams.of(path, GOOD));
          }
        }
        case BROKEN -> send(exchange, 500, "{\"error\":{\"message\":\"oops\"}}");
        case ERROR_IN_STREAM -> stream(exchange, ModelStreams.failing(path, GOOD));
        default -> stream(exchange, ModelStreams.of(path, text()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String text() {
    return switch (mode) {
      case PROSE -> "Certainly! Here you go:\n```json\n" + GOOD + "\n```\nAnything else?";
      case TRUNCATED_ANSWER -> GOOD.substring(0, 40);
      case WRONG_FORM -> "{\"query\":\"SELECT 1\"}";
      case WRONG_THEN_GOOD -> requests.size() == 1 ? "{\"query\":\"SELECT 1\"}" : GOOD;
      case WRITES -> GOOD.replace("SELECT region_name FROM regions", "DROP TABLE regions");
      case UNANSWERABLE -> GOOD.replace("\"data\"", "\"unanswerable\"");
      default -> GOOD;
    };
  }

  /** Writes piece by piece; the announced length makes a cut visible as one. */
  private void stream(HttpExchange exchange, List<String> pieces)
      throws IOException, InterruptedException {
    boolean stops = mode == Mode.TRUNCATED_BODY || mode == Mode.STALLED;
    exchange.getResponseHeaders().add("Content-Type", ModelStreams.type(exchange));
    exchange.sendResponseHeaders(200, String.join("", pieces).getBytes(UTF_8).length);
    for (String piece : pieces.subList(0, stops ? pieces.size() / 2 : pieces.size())) {
      exchange.getResponseBody().write(piece.getBytes(UTF_8));
      exchange.getResponseBody().flush();
      // Slowly enough that a reader sees more than one batch.
      Thread.sleep(15);
    }
    if (mode == Mode.STALLED) {
      release.await(10, TimeUnit.SECONDS);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(ModelDoubles.class));
  }

  @Override
  public void stop() {
    release.countDown();
    server.stop(0);
  }
}
