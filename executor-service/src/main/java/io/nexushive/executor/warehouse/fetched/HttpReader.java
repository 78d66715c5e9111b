package io.nexushive.executor.warehouse.fetched;

import io.nexushive.executor.warehouse.CancelSignal;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Sends requests to a connection's destination and to no other: no redirect is followed, names are
 * not let lead to private addresses, certificates are verified, and what comes is bounded.
 */
public final class HttpReader {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final HttpDestination destination;
  private final HttpCredential credential;

  public HttpReader(HttpDestination destination, HttpCredential credential) {
    this.destination = destination;
    this.credential = credential;
  }

  public HttpDestination destination() {
    return destination;
  }

  /** Reads an answer that was not refused. */
  @FunctionalInterface
  public interface BodyReader<T> {
    /**
     * @param body bounded; stops with an error when it grows too large or the work is to stop
     */
    T read(HttpResponse<InputStream> response, InputStream body) throws IOException;
  }

  /** A request to {@code uri}, with what every request has. */
  public HttpRequest.Builder request(URI uri, FetchScope scope) {
    String tag = scope.tag().value();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("User-Agent", tag.isEmpty() ? "NexusHive" : "NexusHive (" + tag + ")");
    if (credential.header() != null) {
      request.header(credential.header(), credential.value());
    }
    return request;
  }

  /**
   * Sends {@code request} and reads its answer.
   *
   * @throws WarehouseException whatever goes wrong
   */
  public <T> T send(HttpRequest request, FetchScope scope, BodyReader<T> reader) {
    scope.request();
    destination.requireAddress();
    CancelSignal signal = scope.signal();
    CompletableFuture<HttpResponse<InputStream>> sent =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    signal.onCancel(() -> sent.cancel(true));
    try {
      HttpResponse<InputStream> response = sent.get();
      try (InputStream body = new Counted(response.body(), scope)) {
        signal.onCancel(() -> close(response.body()));
        requireGood(response.statusCode());
        return reader.read(response, body);
      }
    } catch (IOException | UncheckedIOException | ExecutionException | CancellationException e) {
      signal.check();
      throw new WarehouseException(Problem.UNREACHABLE, null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WarehouseException(Problem.WITHDRAWN, null, e);
    } finally {
      signal.ended();
    }
  }

  private static void requireGood(int status) {
    if (status >= 200 && status < 300) {
      return;
    }
    throw new WarehouseException(
        switch (status) {
          case 401 -> Problem.REFUSED_LOGIN;
          case 403 -> Problem.NO_RIGHT;
          case 429 -> Problem.BUSY;
          default -> status >= 500 ? Problem.UNREACHABLE : Problem.MISCONFIGURED;
        });
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts what is read against what may be. */
  private static final class Counted extends FilterInputStream {
    private final FetchScope scope;

    Counted(InputStream body, FetchScope scope) {
      super(body);
      this.scope = scope;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        scope.bytes(1);
      }
      return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      scope.signal().check();
      if (count > 0) {
        scope.bytes(count);
      }
      return count;
    }
  }
}
