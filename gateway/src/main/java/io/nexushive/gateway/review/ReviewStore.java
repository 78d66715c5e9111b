package io.nexushive.gateway.review;

import static io.nexushive.gateway.database.Database.instant;

import io.nexushive.gateway.database.Database;
import io.nexushive.gateway.outbox.EventOutbox;
import io.nexushive.gateway.outbox.OutgoingEvent;
import io.nexushive.gateway.request.RequestStatus;
import io.nexushive.gateway.request.RequestStore;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.event.ReviewDecided;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Reviews in the database. */
@Singleton
public class ReviewStore {
  /** Open is what waits, is not being ended, and has time left; all at one moment. */
  private static final String OPEN =
      "v.decided_at IS NULL AND v.expires_at > ? AND r.status = 'pending_review'"
          + " AND r.signature = v.request_signature AND r.ending IS NULL AND r.ended_at IS NULL";

  private static final String COLUMNS =
      "v.ticket_id, v.asker, v.requested_at, v.expires_at, v.decided_by, v.decided_at, v.reason,"
          + " v.state, CASE WHEN v.approved THEN 'approved' WHEN NOT v.approved THEN 'rejected'"
          + " WHEN "
          + OPEN
          + " THEN 'open' WHEN 'cancelled' IN (r.ending, r.status) THEN 'withdrawn'"
          + " ELSE 'expired' END AS review_status";

  private static final String FROM =
      " FROM gateway.reviews v JOIN gateway.requests r USING (request_id)";

  private final Database database;
  private final EventOutbox outbox;
  private final Clock clock;

  public ReviewStore(Database database, EventOutbox outbox, Clock clock) {
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Whose reviews to list.
   *
   * @param asker those of one asker; {@code null} for all
   * @param openOnly whether to leave out what cannot be decided any more
   * @param before the last one that the reader has; {@code null} for the beginning
   */
  record Page(String asker, boolean openOnly, UUID before, int limit) {}

  Optional<ReviewRow> find(UUID ticketId) {
    return database.first(
        "SELECT " + COLUMNS + FROM + " WHERE v.ticket_id = ? AND v.tenant = ?",
        ReviewStore::row,
        clock.instant(),
        ticketId,
        CurrentCaller.TENANT.value());
  }

  /** Newest first. */
  List<ReviewRow> list(Page page) {
    Instant now = clock.instant();
    return database.list(
        "SELECT "
            + COLUMNS
            + FROM
            + " WHERE v.tenant = ? AND (?::text IS NULL OR v.asker = ?) AND (NOT ? OR "
            + OPEN
            + ") AND (?::uuid IS NULL OR (v.requested_at, v.ticket_id) <"
            + " (SELECT requested_at, ticket_id FROM gateway.reviews WHERE ticket_id = ?))"
            + " ORDER BY v.requested_at DESC, v.ticket_id DESC LIMIT ?",
        ReviewStore::row,
        now,
        CurrentCaller.TENANT.value(),
        page.asker(),
        page.asker(),
        page.openOnly(),
        now,
        page.before(),
        page.before(),
        page.limit());
  }

  /** How many {@code decider} could decide now: the open ones that somebody else asked for. */
  int openFor(String decider) {
    return database
        .first(
            "SELECT count(*)" + FROM + " WHERE v.tenant = ? AND v.asker <> ? AND " + OPEN,
            row -> row.getInt(1),
            CurrentCaller.TENANT.value(),
            decider,
            clock.instant())
        .orElseThrow();
  }

  /**
   * Keeps a decision, lets its request go on, and keeps what tells of it; all of it or nothing.
   *
   * @return whether the review was still open; of two decisions at the same time one is
   */
  boolean decide(ReviewDecided decision, AgentState before, List<OutgoingEvent> events) {
    return database.inTransaction(
        transaction -> {
          boolean open =
              RequestStore.goOn(
                  transaction,
                  RequestStatus.REVIEWED,
                  before,
                  decision.state(),
                  RequestStatus.PENDING_REVIEW,
                  decision.decidedAt());
          if (!open || !keep(transaction, decision)) {
            transaction.rollback();
            return false;
          }
          outbox.keep(transaction, events);
          return true;
        });
  }

  private static boolean keep(Connection transaction, ReviewDecided decision) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE gateway.reviews SET approved = ?, decided_by = ?, decided_at = ?, reason = ?"
                + " WHERE ticket_id = ? AND decided_at IS NULL AND expires_at > ?")) {
      Database.bind(
          statement,
          decision.approved(),
          decision.steward(),
          decision.decidedAt(),
          decision.reason(),
          decision.ticketId(),
          decision.decidedAt());
      return statement.executeUpdate() == 1;
    }
  }

  private static ReviewRow row(ResultSet row) throws SQLException {
    return new ReviewRow(
        row.getObject("ticket_id", UUID.class),
        row.getString("asker"),
        ReviewStatus.valueOf(row.getString("review_status").toUpperCase(Locale.ROOT)),
        instant(row, "requested_at"),
        instant(row, "expires_at"),
        row.getString("decided_by"),
        instant(row, "decided_at"),
        row.getString("reason"),
        row.getString("state"));
  }
}
