package io.nexushive.translator.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's HTTP client, which hands on each piece of an answer as it comes; the extension's own
 * gathers the whole first. It knows no time limit for what comes after the headers, so a stream is
 * closed when its time is over: a server that falls silent would keep a thread for ever.
 */
final class StreamingHttp implements HttpClient {
  private final HttpClient jdk;
  private final Executor later;

  private StreamingHttp(HttpClient jdk, Duration limit) {
    this.jdk = jdk;
    this.later = CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * @param limit how long an answer may take in all
   */
  static HttpClientBuilder within(Duration limit) {
    JdkHttpClientBuilder jdk = JdkHttpClient.builder();
    return new HttpClientBuilder() {
      @Override
      public Duration connectTimeout() {
        return jdk.connectTimeout();
      }

      @Override
      public HttpClientBuilder connectTimeout(Duration timeout) {
        jdk.connectTimeout(timeout);
        return this;
      }

      @Override
      public Duration readTimeout() {
        return jdk.readTimeout();
      }

      @Override
      public HttpClientBuilder readTimeout(Duration timeout) {
        jdk.readTimeout(timeout);
        return this;
      }

      @Override
      public HttpClient build() {
        return new StreamingHttp(jdk.build(), limit);
      }
    };
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    return jdk.execute(request);
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    jdk.execute(
        request,
        (stream, heard) -> {
          later.execute(() -> close(stream));
          parser.parse(stream, heard);
        },
        listener);
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
