package io.nexushive.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A user of the product: asks over HTTP, and reads the stream until the answer is there. */
final class ProductUser implements Round {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;
  private final String token;
  private final List<String> questions;
  private int next;

  ProductUser(URI base, String token, List<String> questions) {
    this.base = base;
    this.token = token;
    this.questions = questions;
  }

  /** Signs in and returns the bearer token. */
  static String signIn(URI base, String username, String password) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/auth/login"))
            .header("content-type", "application/json")
            .POST(
                BodyPublishers.ofByteArray(
                    Json.bytes(Map.of("username", username, "password", password))))
            .build();
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    require(response.statusCode() == 200, "sign-in answered " + response.statusCode());
    return Json.read(response.body(), JsonNode.class).path("access_token").asText();
  }

  @Override
  public long run() throws Exception {
    String question = questions.get(next++ % questions.size());
    byte[] body = Json.bytes(Map.of("question", question, "model", "semantic-parser"));
    long start = System.nanoTime();
    HttpResponse<byte[]> asked =
        http.send(
            request("/api/ask")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());
    require(asked.statusCode() == 202, "ask answered " + asked.statusCode());
    String stream = Json.read(asked.body(), JsonNode.class).path("stream_url").asText();
    HttpResponse<InputStream> events =
        http.send(request(stream).GET().build(), BodyHandlers.ofInputStream());
    require(events.statusCode() == 200, "stream answered " + events.statusCode());
    return answerArrived(events.body()) - start;
  }

  private static long answerArrived(InputStream events) throws IOException {
    long arrived = 0;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
      // The stream is read to its end, so that the connection can be used again.
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (arrived == 0 && line.startsWith("event:") && line.endsWith("answer")) {
          arrived = System.nanoTime();
        }
      }
    }
    require(arrived != 0, "the stream ended without an answer");
    return arrived;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("authorization", "Bearer " + token);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalStateException(message);
    }
  }
}
