package io.nexushive.model.trace;

import io.nexushive.model.id.RequestId;
import java.util.List;
import java.util.Objects;

/**
 * What was said of a request in one breath. A record costs the broker, its readers and the audit
 * the same whether it holds one event or ten.
 *
 * @param events in the order in which clients see them; at least one, at most {@link #MOST}
 */
public record TraceRecord(RequestId requestId, List<TraceEvent> events) {
  /** So many events fit between two positions of records. */
  public static final int MOST = 1_000;

  public TraceRecord {
    Objects.requireNonNull(requestId, "requestId");
    events = List.copyOf(events);
    if (events.isEmpty() || events.size() > MOST) {
      throw new IllegalArgumentException("a record holds 1 to " + MOST + " events");
    }
  }

  /** A record of one event. */
  public static TraceRecord of(RequestId requestId, TraceEvent event) {
    return new TraceRecord(requestId, List.of(event));
  }

  /**
   * The event that ends it. Its id is the record's: who says the same again in other portions says
   * it under other ids, and so loses nothing to a reader that drops doubles.
   */
  public TraceEvent last() {
    return events.get(events.size() - 1);
  }
}
