package io.nexushive.model.event;

import io.nexushive.model.id.RequestId;
import java.util.Objects;

/** The asker, or an admin, withdrew a request. */
public record RequestCancelled(RequestId requestId, String by) {
  public RequestCancelled {
    Objects.requireNonNull(requestId, "requestId");
  }
}
