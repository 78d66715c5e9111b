package io.nexushive.gateway.review;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.outbox.EventOutbox;
import io.nexushive.gateway.outbox.OutgoingEvent;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.EventId;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReviewDecided;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TraceRecord;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Takes a steward's decision once, signs it and lets the request go on with a fresh deadline. */
@Singleton
public class Deciding {
  private final ReviewStore store;
  private final EventOutbox outbox;
  private final Signer signer;
  private final TrustStore trust;
  private final Clock clock;
  private final Duration deadline;

  public Deciding(
      ReviewStore store,
      EventOutbox outbox,
      Signer signer,
      TrustStore trust,
      Clock clock,
      GatewayConfig config) {
    this.store = store;
    this.outbox = outbox;
    this.signer = signer;
    this.trust = trust;
    this.clock = clock;
    this.deadline = config.ask().deadline();
  }

  /**
   * Decides.
   *
   * @param steward who is not the asker and may decide
   * @throws NexusException when the review is not open any more, or somebody was first
   */
  void decide(ReviewRow review, ReviewDecision decision, Asker steward) {
    requireOpen(review);
    Instant now = clock.instant();
    AgentState waiting = review.state();
    if (!isGenuine(waiting)) {
      throw new NexusException(ErrorCode.CONFLICT, ReviewStatus.INVALID.advice(review));
    }
    Asker asker = waiting.request().believedAsker(trust);
    Request renewed = waiting.request().withDeadline(now.plus(deadline), asker, signer);
    ReviewDecided decided =
        ReviewDecided.by(
            steward, decision.approved(), decision.words(), waiting.renewed(renewed), now, signer);
    List<OutgoingEvent> events = events(decided, waiting.ticket());
    if (!store.decide(decided, waiting, events)) {
      requireOpen(store.find(review.ticketId()).orElse(review));
      throw new NexusException(ErrorCode.CONFLICT, "Somebody else has just decided on this.");
    }
    outbox.publish(events);
  }

  private static void requireOpen(ReviewRow review) {
    switch (review.status()) {
      case OPEN -> {}
      case APPROVED, REJECTED ->
          throw new NexusException(
              ErrorCode.CONFLICT,
              "%s has %s this already; a decision is made once."
                  .formatted(review.decidedBy(), review.status().wire()));
      case WITHDRAWN ->
          throw new NexusException(
              ErrorCode.CONFLICT, "The asker has withdrawn the question; nothing is to decide.");
      case EXPIRED ->
          throw new NexusException(ErrorCode.REVIEW_EXPIRED, ReviewStatus.EXPIRED.advice(review));
      case INVALID ->
          throw new NexusException(ErrorCode.CONFLICT, ReviewStatus.INVALID.advice(review));
    }
  }

  /** Whether the keys that the ticket and the request are signed with are still believed. */
  boolean isGenuine(AgentState waiting) {
    Instant now = clock.instant();
    try {
      waiting.ticket().verify(waiting, trust, now);
      waiting.request().verify(trust, now);
      return true;
    } catch (UntrustedException e) {
      return false;
    }
  }

  /** First what the asker sees at once, then what policy goes on with. */
  private static List<OutgoingEvent> events(ReviewDecided decided, ReviewTicket ticket) {
    String key = decided.requestId().toString();
    String verb = decided.approved() ? "approved" : "rejected";
    String words = decided.reason() == null ? "." : ": " + decided.reason();
    TraceEvent trace =
        new TraceEvent(
            EventId.derive(key, EventType.TRACE_RECORDED, 0, "review-" + ticket.id(), 0),
            TraceKind.TRACE,
            ServiceName.GATEWAY,
            "review",
            verb,
            decided.steward() + " has " + verb + " this" + words,
            decided.decidedAt(),
            null,
            null);
    return List.of(
        OutgoingEvent.of(
            trace.id(), EventType.TRACE_RECORDED, key, TraceRecord.of(decided.requestId(), trace)),
        OutgoingEvent.of(ReviewDecided.eventId(ticket), EventType.REVIEW_DECIDED, key, decided));
  }
}
