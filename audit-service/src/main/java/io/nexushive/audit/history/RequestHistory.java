package io.nexushive.audit.history;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** One request with everything that was recorded of it, event by event, in the order of time. */
@RegisterForReflection
public record RequestHistory(RequestSummary request, List<HistoryEvent> events) {
  public RequestHistory {
    events = List.copyOf(events);
  }
}
