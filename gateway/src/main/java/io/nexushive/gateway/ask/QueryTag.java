package io.nexushive.gateway.ask;

import io.nexushive.model.envelope.Asker;
import io.nexushive.model.id.RequestId;

/** What a warehouse will be told about who asks; policy writes it when it grants. */
final class QueryTag {
  private QueryTag() {}

  /** Ids, kinds and role names only: their forms leave nothing to escape. */
  static String preview(RequestId id, String adapter, Asker asker) {
    return "service=nexushive,adapter="
        + adapter
        + ",role="
        + String.join("+", asker.roles())
        + ",request="
        + id
        + ",purpose=question";
  }
}
