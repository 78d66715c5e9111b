package io.nexushive.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A user of the product: asks over HTTP, and reads the stream until the answer is there. The
 * connection is the JDK's old one, which costs 2 ms less processor time a question than its {@code
 * HttpClient}: users do not share the product's machine.
 */
final class ProductUser implements Round {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 60_000;
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

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
  static String signIn(URI base, String username, String password) throws IOException {
    return post(
            open(base.resolve("/api/auth/login")),
            Map.of("username", username, "password", password),
            OK)
        .path("access_token")
        .asText();
  }

  @Override
  public long run() throws IOException {
    String question = questions.get(next++ % questions.size());
    long start = System.nanoTime();
    JsonNode asked =
        post(
            authorized("/api/ask"),
            Map.of("question", question, "model", "semantic-parser"),
            ACCEPTED);
    HttpURLConnection events = authorized(asked.path("stream_url").asText());
    require(events.getResponseCode() == OK, "stream answered " + events.getResponseCode());
    return answerArrived(events.getInputStream()) - start;
  }

  private static JsonNode post(HttpURLConnection connection, Map<String, String> body, int expected)
      throws IOException {
    connection.setRequestProperty("content-type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(Json.bytes(body));
    }
    int status = connection.getResponseCode();
    require(status == expected, connection.getURL() + " answered " + status);
    try (InputStream in = connection.getInputStream()) {
      return Json.read(in.readAllBytes(), JsonNode.class);
    }
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

  private HttpURLConnection authorized(String path) throws IOException {
    HttpURLConnection connection = open(base.resolve(path));
    connection.setRequestProperty("authorization", "Bearer " + token);
    return connection;
  }

  private static HttpURLConnection open(URI address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    return connection;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalStateException(message);
    }
  }
}
