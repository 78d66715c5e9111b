package io.nexushive.gateway.http;

import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.http.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says in a problem document that a body is too large; the server itself would say nothing. */
@Singleton
public class BodyLimit {
  /** Before the server's own check. */
  private static final int PRIORITY = 1_000;

  private final MemorySize limit;

  public BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.limit = limit;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || isWithin(length)) {
      context.next();
      return;
    }
    Problem problem =
        Problem.of(
            ErrorCode.TOO_LARGE,
            "A body has at most " + limit.asLongValue() + " bytes.",
            context.request().path());
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(Buffer.buffer(Json.bytes(problem)));
  }

  private boolean isWithin(String length) {
    try {
      return Long.parseLong(length) <= limit.asLongValue();
    } catch (NumberFormatException e) {
      // The server refuses such a header by itself.
      return true;
    }
  }
}
