package io.nexushive.runtime.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;

/** Moves the span context between OpenTelemetry and record headers (traceparent, tracestate). */
public final class TraceContext {
  private static final TextMapGetter<Map<String, String>> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
          return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
          return carrier == null ? null : carrier.get(key);
        }
      };

  private TraceContext() {}

  /** The headers that carry the span that is current now; empty where there is none. */
  public static Map<String, String> current() {
    return headersOf(Context.current());
  }

  /** The headers that carry the span of {@code context}. */
  public static Map<String, String> headersOf(Context context) {
    Map<String, String> headers = new HashMap<>();
    GlobalOpenTelemetry.getPropagators().getTextMapPropagator().inject(context, headers, Map::put);
    return headers;
  }

  /** The context that {@code headers} carry. */
  public static Context from(Map<String, String> headers) {
    return GlobalOpenTelemetry.getPropagators()
        .getTextMapPropagator()
        .extract(Context.root(), headers, GETTER);
  }
}
