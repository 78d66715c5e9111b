package io.nexushive.gateway.ask;

import io.nexushive.model.envelope.Request;
import io.nexushive.model.id.RequestId;

/** What a warehouse will be told about who asks, as far as it is known before there is SQL. */
final class QueryTag {
  private QueryTag() {}

  /** Ids and role names only: their forms leave nothing to escape. */
  static String preview(RequestId id, Request request) {
    return "service=nexus-hive;request_id="
        + id
        + ";connection="
        + request.connectionId()
        + ";role="
        + String.join("+", request.asker().roles())
        + ";purpose=question";
  }
}
