package io.nexushive.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.json.Json;
import io.nexushive.model.json.Json.MalformedJsonException;
import io.nexushive.runtime.token.Caller;
import io.nexushive.runtime.token.InternalTokens;
import io.nexushive.runtime.trace.TraceContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Calls the services that own what a person waits for. What they refuse is refused with their
 * words; when they do not answer, that is {@link ErrorCode#UNAVAILABLE}.
 */
@Singleton
public class Upstream {
  private static final Logger LOG = Logger.getLogger(Upstream.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int FIRST_ERROR = 400;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final InternalTokens tokens;
  private final GatewayConfig config;

  public Upstream(InternalTokens tokens, GatewayConfig config) {
    this.tokens = tokens;
    this.config = config;
  }

  /** Reads something of {@code service} for {@code caller}. */
  public JsonNode get(ServiceName service, String path, Map<String, ?> query, Caller caller) {
    return send(service, "GET", path + queryString(query), null, caller, config.upstreamTimeout());
  }

  /** Sends {@code body}, bytes as they are and all else as JSON, for {@code caller}. */
  public JsonNode send(
      ServiceName service, String method, String path, Object body, Caller caller) {
    return send(service, method, path, body, caller, config.upstreamTimeout());
  }

  /** As above, for what takes longer than a person waits on the line. */
  public JsonNode send(
      ServiceName service,
      String method,
      String path,
      Object body,
      Caller caller,
      Duration timeout) {
    BodyPublisher publisher =
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(body instanceof byte[] bytes ? bytes : Json.bytes(body));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(baseOf(service).resolve(path))
            .timeout(timeout)
            .method(method, publisher)
            .header("authorization", "Bearer " + tokens.issue(service, caller))
            .header(
                "content-type",
                body instanceof byte[] ? "application/octet-stream" : "application/json")
            .header("accept", "application/json, application/problem+json");
    TraceContext.current().forEach(request::header);
    HttpResponse<byte[]> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      LOG.warnf("service does not answer service=%s", service.wire());
      throw unavailable(service, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(service, e);
    }
    JsonNode answer = read(service, response);
    if (response.statusCode() >= FIRST_ERROR) {
      throw refused(service, response.statusCode(), answer);
    }
    return answer;
  }

  /** Whether {@code service} says that it is ready. */
  public CompletableFuture<Boolean> isReady(ServiceName service, Duration timeout) {
    HttpRequest request =
        HttpRequest.newBuilder(baseOf(service).resolve("/q/health/ready")).timeout(timeout).build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .thenApply(response -> response.statusCode() == 200)
        .exceptionally(failure -> false);
  }

  private static JsonNode read(ServiceName service, HttpResponse<byte[]> response) {
    if (response.body().length == 0) {
      return Json.mapper().createObjectNode();
    }
    try {
      return Json.read(response.body(), JsonNode.class);
    } catch (MalformedJsonException e) {
      LOG.warnf("service answers no JSON service=%s status=%d", service, response.statusCode());
      throw unavailable(service, e);
    }
  }

  private static NexusException refused(ServiceName service, int status, JsonNode problem) {
    String code = problem.path("code").asText();
    boolean ours = status == 401 || status >= 500;
    return Arrays.stream(ErrorCode.values())
        .filter(known -> known.wire().equals(code) && known.status() == status)
        // Our own token being refused, or a fault over there, is nothing that the caller did.
        .filter(known -> !ours || known == ErrorCode.BUSY || known == ErrorCode.UNAVAILABLE)
        .findFirst()
        .map(known -> new NexusException(known, problem.path("detail").asText("")))
        .orElseGet(
            () -> {
              LOG.warnf("service failed service=%s status=%d", service.wire(), status);
              return status == 404
                  ? new NexusException(ErrorCode.NOT_FOUND, "There is no such thing.")
                  : unavailable(service, null);
            });
  }

  private URI baseOf(ServiceName service) {
    return switch (service) {
      case GATEWAY -> config.selfUrl();
      case TRANSLATOR -> config.translatorUrl();
      case POLICY -> config.policyUrl();
      case EXECUTOR -> config.executorUrl();
      case VISUALIZER -> config.visualizerUrl();
      case AUDIT -> config.auditUrl();
    };
  }

  private static String queryString(Map<String, ?> query) {
    String text =
        new TreeMap<>(query)
            .entrySet().stream()
                .filter(e -> e.getValue() != null)
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue().toString()))
                .collect(Collectors.joining("&"));
    return text.isEmpty() ? "" : "?" + text;
  }

  /** A part of a path or query, with whatever has a meaning there escaped. */
  public static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static NexusException unavailable(ServiceName service, Exception cause) {
    return new NexusException(
        ErrorCode.UNAVAILABLE,
        "The " + service.wire() + " service does not answer. Try again in a moment.",
        cause);
  }
}
