package io.nexushive.audit.history;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A page of requests, the newest first.
 *
 * @param nextCursor where the next page begins; absent on the last one
 */
@RegisterForReflection
public record RecentRequests(List<RequestSummary> requests, String nextCursor) {
  public RecentRequests {
    requests = List.copyOf(requests);
  }
}
