package io.nexushive.gateway.testing;

import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.id.ConnectionId;
import java.util.Map;

/** Definitions that are good enough where nobody opens a warehouse. */
public final class Definitions {
  private Definitions() {}

  /**
   * A connection.
   *
   * @param owner whose it is; {@code null} where all share it
   */
  public static ConnectionChanged connection(String id, String owner) {
    return new ConnectionChanged(
        new ConnectionId(id),
        CurrentCaller.TENANT,
        id,
        "sqlite",
        Map.of("file", "x.sqlite"),
        owner,
        null,
        false,
        null);
  }
}
