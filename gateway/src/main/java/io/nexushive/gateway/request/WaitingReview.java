package io.nexushive.gateway.request;

import io.nexushive.gateway.database.Database;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ReviewTicket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;

/**
 * A ticket that policy issued, with the envelope that waits for the decision.
 *
 * @param stateJson the envelope as it came
 */
record WaitingReview(AgentState state, String stateJson, Instant requestedAt) {

  /** Keeps those that are not known yet. */
  static void insert(Connection transaction, Collection<WaitingReview> reviews)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO gateway.reviews (ticket_id, request_id, request_signature, tenant, asker,"
                + " requested_at, expires_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (ticket_id) DO NOTHING")) {
      for (WaitingReview review : reviews) {
        Request request = review.state().request();
        ReviewTicket ticket = review.state().ticket();
        Database.bind(
            statement,
            ticket.id(),
            request.requestId().value(),
            request.signature().value(),
            request.tenantId().value(),
            request.asker().subject(),
            review.requestedAt(),
            ticket.expiresAt(),
            review.stateJson());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
