package io.nexushive.gateway.connection;

import io.nexushive.model.connection.ConnectionChanged;
import java.time.Instant;

/**
 * A connection and where it comes from.
 *
 * @param createdAt absent for one that is configured here, which nobody can edit
 */
record ConnectionRow(ConnectionChanged definition, Instant createdAt, Instant updatedAt) {

  /** Whether it comes from the configuration of this installation. */
  boolean configured() {
    return createdAt == null;
  }

  boolean shared() {
    return definition.owner() == null;
  }
}
