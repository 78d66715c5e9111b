package io.nexushive.model.event;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.signature.Purpose;
import io.nexushive.model.signature.Signature;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A steward decided on a request that waited for review. It is a person's word, as the gateway took
 * it; policy decides what follows from it.
 *
 * @param ticketId the review ticket that the decision is about
 * @param approved whether it may run
 * @param steward subject of the one who decided
 * @param stewardRoles his roles, as the gateway read them from a verified token
 * @param reason his words; a rejection has some
 * @param sqlSha256 the text that the decision is about
 * @param policyVersion the policy that the decision is about
 * @param decidedAt when, with millisecond precision
 * @param state the request as it waited, with the ticket, and with a new deadline
 */
public record ReviewDecided(
    RequestId requestId,
    UUID ticketId,
    boolean approved,
    String steward,
    SortedSet<String> stewardRoles,
    String reason,
    String sqlSha256,
    String policyVersion,
    Instant decidedAt,
    AgentState state,
    Signature signature) {
  public ReviewDecided {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(steward, "steward");
    stewardRoles =
        java.util.Collections.unmodifiableSortedSet(
            stewardRoles == null ? new TreeSet<>() : new TreeSet<>(stewardRoles));
    decidedAt = decidedAt == null ? null : decidedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * What {@code steward} decided on the ticket in {@code state}.
   *
   * @param state with a request whose deadline leaves time for what follows
   */
  public static ReviewDecided by(
      Asker steward, boolean approved, String reason, AgentState state, Instant at, Signer signer) {
    ReviewDecided unsigned = of(steward, approved, reason, state, at, null);
    return of(steward, approved, reason, state, at, signer.sign(unsigned.content()));
  }

  /**
   * Checks that the gateway says this, and that it is about the ticket in the envelope. Whether the
   * ticket is genuine, and whether he was one who may decide, is for policy to say.
   *
   * @throws UntrustedException when it does not hold
   */
  public void verify(TrustStore trust, Instant now) {
    if (state == null || state.ticket() == null || decidedAt == null) {
      throw new UntrustedException("the decision is about nothing");
    }
    trust.verify(Purpose.REVIEW_DECISION, content(), signature, now);
    ReviewTicket ticket = state.ticket();
    if (!requestId.equals(state.request().requestId())
        || !requestId.equals(ticket.requestId())
        || !ticket.id().equals(ticketId)
        || !ticket.sqlSha256().equals(sqlSha256)
        || !ticket.policyVersion().equals(policyVersion)) {
      throw new UntrustedException("the decision is about another ticket");
    }
  }

  /**
   * The only event id that a decision on this ticket can have, so that there cannot be two: readers
   * take whatever comes under an id that they know for a double.
   */
  public static UUID eventId(ReviewTicket ticket) {
    return EventId.derive(
        ticket.requestId().toString(), EventType.REVIEW_DECIDED, 0, ticket.id().toString(), 0);
  }

  private static ReviewDecided of(
      Asker steward,
      boolean approved,
      String reason,
      AgentState state,
      Instant at,
      Signature signature) {
    ReviewTicket ticket = state.ticket();
    return new ReviewDecided(
        ticket.requestId(),
        ticket.id(),
        approved,
        steward.subject(),
        steward.roles(),
        reason,
        ticket.sqlSha256(),
        ticket.policyVersion(),
        at,
        state,
        signature);
  }

  private SignedContent content() {
    Signature ticket = state.ticket().signature();
    Signature request = state.request().signature();
    return SignedContent.of(Purpose.REVIEW_DECISION)
        .field("request_id", requestId)
        .field("ticket_id", ticketId)
        .text("ticket_signature", ticket == null ? null : ticket.value())
        .text("request_signature", request == null ? null : request.value())
        .field("approved", approved)
        .text("steward", steward)
        .list("steward_roles", stewardRoles)
        .text("reason", reason)
        .text("sql_sha256", sqlSha256)
        .text("policy_version", policyVersion)
        .time("decided_at", decidedAt);
  }
}
