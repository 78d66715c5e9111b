package io.nexushive.model.event;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.signature.Signature;
import java.util.Objects;

/**
 * A verified query, as it now stands.
 *
 * @param retired whether it no longer answers questions
 */
public record KnowledgeChanged(
    String id,
    ConnectionId connectionId,
    String question,
    String sql,
    boolean retired,
    Signature signature) {
  public KnowledgeChanged {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(connectionId, "connectionId");
  }
}
