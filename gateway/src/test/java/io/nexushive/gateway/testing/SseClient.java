package io.nexushive.gateway.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads a stream of server-sent events on a thread of its own. */
public final class SseClient implements AutoCloseable {
  /** An event as it came; {@code id} is {@code null} where it had none. */
  public record Event(String id, String name, String data) {}

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final InputStream body;

  private SseClient(InputStream body) {
    this.body = body;
    Thread thread = new Thread(this::read, "sse-client");
    thread.setDaemon(true);
    thread.start();
  }

  /** Opens the stream of a request; {@code lastEventId} may be {@code null}. */
  public static SseClient open(URI base, String token, String requestId, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve("/api/stream?rid=" + requestId))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      HttpResponse<InputStream> response =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(request.build(), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError("the stream answered " + response.statusCode());
      }
      return new SseClient(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The events so far. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** The names of the events so far. */
  public List<String> names() {
    return events.stream().map(Event::name).toList();
  }

  public List<String> comments() {
    return List.copyOf(comments);
  }

  public boolean ended() {
    return end.isDone();
  }

  /** All events, once the server has ended the stream. */
  public List<Event> untilEnd() {
    end.orTimeout(Duration.ofSeconds(20).toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
    return events();
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      List<String> block = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          take(block);
          block.clear();
        } else {
          block.add(line);
        }
      }
      end.complete(null);
    } catch (IOException e) {
      end.completeExceptionally(e);
    }
  }

  private void take(List<String> block) {
    block.stream().filter(line -> line.startsWith(":")).forEach(comments::add);
    String name = field(block, "event");
    if (name != null) {
      events.add(new Event(field(block, "id"), name, field(block, "data")));
    }
  }

  private static String field(List<String> block, String name) {
    return block.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
