package io.nexushive.policy.stage;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.event.ReviewDecided;
import io.nexushive.model.signature.TrustStore;
import io.nexushive.model.signature.UntrustedException;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.runtime.stage.Carried;
import io.nexushive.runtime.stage.StageContext;
import io.nexushive.runtime.stage.StageRunner;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Goes on with what a steward decided. What is not signed as it should be has no effect at all; an
 * approval counts for the text, the policy and the evidence that it was given for, so the text is
 * decided on once more.
 */
@ApplicationScoped
public class ReviewStage {
  private static final String REVIEW = "review";

  private final StageRunner runner;
  private final Verdicts verdicts;
  private final Consequences consequences;
  private final TrustStore trust;
  private final Clock clock;

  public ReviewStage(
      StageRunner runner,
      Verdicts verdicts,
      Consequences consequences,
      TrustStore trust,
      Clock clock) {
    this.runner = runner;
    this.verdicts = verdicts;
    this.consequences = consequences;
    this.trust = trust;
    this.clock = clock;
  }

  @Incoming("review-decided")
  @Blocking(value = "stage", ordered = false)
  public void decided(ConsumerRecord<String, byte[]> record) {
    runner.run(
        EventType.REVIEW_DECIDED,
        record,
        new Carried<>(ReviewDecided.class, ReviewDecided::state, this::requireTrusted),
        this::follow);
  }

  private void requireTrusted(ReviewDecided decision, CloudEvent event) {
    Instant now = clock.instant();
    decision.verify(trust, now);
    ReviewTicket ticket = decision.state().ticket();
    ticket.verify(decision.state(), trust, now);
    // One id for whatever is said about a ticket: what comes second is a double.
    if (!event.id().equals(ReviewDecided.eventId(ticket).toString())) {
      throw new UntrustedException("the decision comes under another event's id");
    }
  }

  private void follow(ReviewDecided decision, StageContext context) {
    requireRightful(decision);
    if (decision.approved()) {
      approve(decision, context);
    } else {
      reject(decision, context);
    }
  }

  private static void requireRightful(ReviewDecided decision) {
    ReviewTicket ticket = decision.state().ticket();
    if (decision.steward().equals(ticket.asker())) {
      throw new NexusException(
          ErrorCode.FORBIDDEN, "The asker decided on the review himself; that does not count.");
    }
    if (Collections.disjoint(decision.stewardRoles(), ReviewTicket.DECIDERS)) {
      throw new NexusException(
          ErrorCode.FORBIDDEN, "Who decided on the review has no role that may do so.");
    }
    if (!ticket.isOpenAt(decision.decidedAt())) {
      throw new NexusException(
          ErrorCode.REVIEW_EXPIRED, "The decision on the review came too late. Ask again.");
    }
    if (!decision.approved() && (decision.reason() == null || decision.reason().isBlank())) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "The review was rejected without a reason. Ask again.");
    }
  }

  private void approve(ReviewDecided decision, StageContext context) {
    AgentState state = decision.state();
    Verdict.ReviewRequired seen = state.verdict().fold(a -> null, r -> r, d -> null);
    Verdict now = verdicts.on(state.request(), state.candidate());
    Verdict.ReviewRequired again = now.fold(a -> null, r -> r, d -> null);
    if (again != null && isAsSeen(again, seen)) {
      context.trace(REVIEW, "approved", "The approval by " + decision.steward() + " holds.");
      consequences.of(
          context,
          new Verdict.Allowed(
              again.sql(), again.obligations(), again.basis(), again.reasons(), again.lineage()));
      return;
    }
    context.trace(
        REVIEW,
        "outdated",
        "The policy or the tables have changed since the review was asked for; decided anew: "
            + now.decision()
            + ".");
    consequences.of(context, now);
  }

  /** A catalogue that was only read again does not make it another question. */
  private static boolean isAsSeen(Verdict.ReviewRequired now, Verdict.ReviewRequired seen) {
    return now.basis().policyVersion().equals(seen.basis().policyVersion())
        && now.sql().equals(seen.sql())
        && now.obligations().equals(seen.obligations())
        && now.reasons().equals(seen.reasons())
        && now.lineage().equals(seen.lineage());
  }

  private static void reject(ReviewDecided decision, StageContext context) {
    AgentState state = decision.state();
    context.trace(REVIEW, "rejected", "The rejection by " + decision.steward() + " holds.");
    Failure failure =
        new Failure(
            ServiceName.POLICY,
            ErrorCode.REVIEW_REJECTED,
            "Rejected by " + decision.steward() + ": " + decision.reason().strip(),
            state.candidate().sql(),
            state.attempt(),
            false);
    context.fail(state, failure, Outcome.DENIED);
  }
}
