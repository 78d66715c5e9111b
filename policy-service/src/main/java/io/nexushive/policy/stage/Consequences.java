package io.nexushive.policy.stage;

import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.Grant;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.EventId;
import io.nexushive.model.event.EventType;
import io.nexushive.model.signature.SignedContent;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload.Outcome;
import io.nexushive.model.trace.TracePayload.ReviewPending;
import io.nexushive.runtime.stage.StageContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Says what follows from a verdict. Every time in it comes from the request, so that a stage that
 * runs twice says the same thing twice.
 */
@Singleton
public class Consequences {
  private static final int SHOWN_REASONS = 3;

  /** Rules about what the asker may see, whatever the wording. */
  private static final Set<String> RIGHTS =
      Set.of("sensitive-column", "combination", "table", "no-role", "row-filter", "mask");

  private final Signer signer;
  private final Duration reviewLifetime;

  public Consequences(Signer signer, ReviewConfig config) {
    this.signer = signer;
    this.reviewLifetime = config.lifetime();
  }

  /** Shows {@code verdict} and hands the request to whoever is next. */
  public void of(StageContext context, Verdict verdict) {
    context.show(TraceKind.VERDICT, "verdict", verdict);
    verdict.fold(
        allowed -> {
          grant(context, allowed);
          return null;
        },
        review -> {
          wait(context, review);
          return null;
        },
        denied -> {
          deny(context, denied);
          return null;
        });
  }

  private void grant(StageContext context, Verdict.Allowed allowed) {
    AgentState state = context.state();
    context.trace("grant", "completed", "Permission to run exactly this text is signed.");
    Grant grant =
        Grant.issue(
            grantId(state, allowed.sql()),
            state.request(),
            allowed.sql(),
            allowed.obligations(),
            state.request().deadline(),
            signer);
    context.publish(EventType.QUERY_APPROVED, grant.id(), state.granted(allowed, grant));
  }

  /**
   * A request has one grant for one text of one attempt. Whoever has the candidate, or a steward's
   * decision, said again gets the same one, under the same event id, and not a second.
   */
  private static UUID grantId(AgentState state, String sql) {
    return EventId.derive(
        state.request().requestId().toString(),
        EventType.QUERY_APPROVED,
        state.attempt(),
        SignedContent.sha256(sql),
        0);
  }

  private void wait(StageContext context, Verdict.ReviewRequired review) {
    AgentState state = context.state();
    UUID id =
        EventId.derive(
            state.request().requestId().toString(),
            EventType.REVIEW_REQUESTED,
            state.attempt(),
            context.causeId(),
            0);
    Instant end = state.request().deadline().plus(reviewLifetime);
    ReviewTicket ticket =
        ReviewTicket.issue(id, state.request(), state.candidate(), review, end, signer);
    context.trace("review", "waiting", "A steward, who is not the asker, has to agree first.");
    context.show(
        TraceKind.REVIEW_REQUIRED,
        "review",
        new ReviewPending(review.sql(), review.reasons(), ticket.expiresAt(), ticket.id()));
    context.done(Outcome.PENDING_REVIEW);
    context.publish(EventType.REVIEW_REQUESTED, state.waiting(review, ticket));
  }

  private static void deny(StageContext context, Verdict.Denied denied) {
    AgentState state = context.state().decided(denied);
    Candidate candidate = state.candidate();
    boolean rights = denied.reasons().stream().anyMatch(r -> RIGHTS.contains(r.rule()));
    Failure failure =
        new Failure(
            ServiceName.POLICY,
            rights ? ErrorCode.NOT_PERMITTED : ErrorCode.SQL_REJECTED,
            message(denied, rights),
            candidate.sql(),
            candidate.attempt(),
            denied.repairable());
    if (denied.repairable() && state.mayRetry()) {
      context.reject(state.failed(failure));
    } else {
      context.fail(state, failure, Outcome.DENIED);
    }
  }

  private static String message(Verdict.Denied denied, boolean rights) {
    String reasons =
        denied.reasons().stream()
            .limit(SHOWN_REASONS)
            .map(r -> r.message() + " [" + r.rule() + "]")
            .collect(Collectors.joining(" "));
    return (rights ? "Not permitted: " : "Policy rejects the SQL: ") + reasons;
  }
}
