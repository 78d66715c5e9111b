package io.nexushive.gateway.knowledge;

import io.nexushive.model.id.ConnectionId;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What other parts of the gateway ask about verified queries. */
@Singleton
public class VerifiedQueries {
  private final KnowledgeStore store;

  VerifiedQueries(KnowledgeStore store) {
    this.store = store;
  }

  /** Whether {@code id} is an approved query of {@code connection}. */
  public boolean isInUse(String id, ConnectionId connection) {
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return store
        .find(uuid)
        .filter(row -> row.state() == KnowledgeState.APPROVED)
        .filter(row -> row.connectionId().equals(connection))
        .isPresent();
  }
}
