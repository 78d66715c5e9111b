package io.nexushive.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Speaks to a gateway on behalf of one person. */
public final class GatewayClient {
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** For who waits for a person, and so does not mind waiting for a restart. */
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http;
  private final URI base;
  private final String token;

  private GatewayClient(HttpClient http, URI base, String token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  /**
   * Signs in with a local account.
   *
   * @throws GatewayException when the gateway does not answer or refuses
   */
  public static GatewayClient signIn(URI base, String username, String password) {
    GatewayClient anonymous =
        new GatewayClient(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build(),
            base,
            null);
    JsonNode answer =
        anonymous.post("/api/auth/login", Map.of("username", username, "password", password));
    return new GatewayClient(anonymous.http, base, answer.path("access_token").asText());
  }

  /**
   * Asks a question.
   *
   * @return the request's id, under which {@link #follow} tells how it goes
   */
  public String ask(String question, Map<String, ?> options) {
    return ask(question, options, UUID.randomUUID().toString());
  }

  /** As above; asking again under the same key is the same question, not a second one. */
  public String ask(String question, Map<String, ?> options, String idempotencyKey) {
    Map<String, Object> body = new LinkedHashMap<>(options);
    body.put("question", question);
    HttpRequest request =
        request("/api/ask")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
            .build();
    return json(send(request)).path("request_id").asText();
  }

  /** What policy would say to {@code sql} for {@code role}. */
  public JsonNode check(String sql, String role, String connection) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sql", sql);
    if (role != null) {
      body.put("role", role);
    }
    if (connection != null) {
      body.put("connection_id", connection);
    }
    return post("/api/policy/check", body);
  }

  /** Replies to what a request asks back. */
  public void reply(String requestId, String action, String text) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", action);
    if (text != null) {
      body.put("text", text);
    }
    post("/api/requests/" + requestId + "/reply", body);
  }

  public JsonNode get(String path) {
    return get(path, WAIT);
  }

  /** As above, for what takes longer than others do. */
  public JsonNode get(String path, Duration longest) {
    return json(send(request(path).timeout(longest).GET().build()));
  }

  public JsonNode post(String path, Object body) {
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build()));
  }

  public JsonNode put(String path, Object body) {
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build()));
  }

  /**
   * Hands every event of a request to {@code sink} until that returns false or the stream has said
   * {@code done}; connects again where it left off when the connection breaks.
   *
   * @throws GatewayException when the stream cannot be read to its end
   */
  public void follow(String requestId, Predicate<SseEvent> sink) {
    follow(requestId, sink, event -> event.name().equals("done"), PATIENCE);
  }

  /**
   * As above, but holds on where the request waits for somebody, until he has spoken and the
   * request has ended.
   */
  public void followThroughWaits(String requestId, Predicate<SseEvent> sink) {
    follow(requestId, sink, event -> event.name().equals("done") && !isWait(event), LONG_PATIENCE);
  }

  private static boolean isWait(SseEvent event) {
    return Json.read(event.data().getBytes(StandardCharsets.UTF_8), JsonNode.class)
        .path("outcome")
        .asText()
        .startsWith("pending_");
  }

  private void follow(
      String requestId, Predicate<SseEvent> sink, Predicate<SseEvent> isEnd, Duration patience) {
    SseParser parser = new SseParser();
    Instant giveUp = Instant.now().plus(patience);
    while (Instant.now().isBefore(giveUp)) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(base.resolve("/api/stream?rid=" + requestId))
              .header("Authorization", "Bearer " + token)
              .header("Accept", "text/event-stream");
      String before = parser.lastId();
      Optional.ofNullable(before).ifPresent(id -> request.header("Last-Event-ID", id));
      Instant opened = Instant.now();
      try {
        HttpResponse<InputStream> response =
            http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
          if (response.statusCode() >= 500) {
            throw new IOException("status " + response.statusCode());
          }
          if (response.statusCode() != 200) {
            throw refusal(response.statusCode(), lines.lines().reduce("", String::concat));
          }
          if (readTo(lines, parser, sink, isEnd)) {
            return;
          }
        }
      } catch (IOException e) {
        // The gateway may be starting again; the loop's end is patience.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new GatewayException("interrupted", e);
      }
      // A stream that was open for long without a word was one that waited.
      if (!Objects.equals(before, parser.lastId())
          || opened.plus(patience).isBefore(Instant.now())) {
        giveUp = Instant.now().plus(patience);
      }
      pause();
    }
    throw new GatewayException(0, "the connection to the gateway breaks again and again");
  }

  private static boolean readTo(
      BufferedReader lines, SseParser parser, Predicate<SseEvent> sink, Predicate<SseEvent> isEnd)
      throws IOException {
    for (String line; (line = lines.readLine()) != null; ) {
      Optional<SseEvent> event = parser.line(line);
      if (event.isPresent()) {
        boolean more = sink.test(event.get());
        if (!more || isEnd.test(event.get())) {
          return true;
        }
      }
    }
    return false;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(WAIT)
            .header("Accept", "application/json");
    return token == null ? builder : builder.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new GatewayException(
          "the gateway at " + base + " does not answer; ./nexus status says more", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException("interrupted", e);
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw refusal(response.statusCode(), response.body());
    }
    return Json.read(response.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private static GatewayException refusal(int status, String body) {
    String words;
    try {
      JsonNode problem = Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
      words = problem.path("detail").asText(problem.path("title").asText(""));
    } catch (IllegalArgumentException e) {
      words = "";
    }
    return new GatewayException(
        status, words.isBlank() ? "the gateway answers with status " + status : words);
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException("interrupted", e);
    }
  }
}
