package io.nexushive.gateway.request;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.EventType;
import io.nexushive.model.trace.TracePayload.Outcome;
import java.util.Locale;

/** How far a request has come. */
public enum RequestStatus {
  ASKED(null),
  /** The asker has replied, the translator has not followed yet. It may ask back again. */
  REPLIED(null),
  /** The asker was asked back, or shown a plan. */
  PENDING_REPLY(null),
  TRANSLATED(null),
  /** A steward has decided, policy has not followed yet. It may wait again from here. */
  REVIEWED(null),
  PENDING_REVIEW(null),
  APPROVED(null),
  RETRYING(null),
  ANSWERED(Outcome.ANSWERED),
  DENIED(Outcome.DENIED),
  UNANSWERED(Outcome.UNANSWERED),
  FAILED(Outcome.FAILED),
  TIMED_OUT(Outcome.TIMED_OUT),
  CANCELLED(Outcome.CANCELLED);

  /** More than any request that is still open can reach. */
  static final int END = 1_000_000;

  private static final int PER_ATTEMPT = 10;

  private final Outcome outcome;

  RequestStatus(Outcome outcome) {
    this.outcome = outcome;
  }

  /** How its stream ends; {@code null} while it is open. */
  public Outcome outcome() {
    return outcome;
  }

  public boolean isEnd() {
    return outcome != null;
  }

  /** Whether it stands still until a person has said something; its deadline is that person's. */
  public boolean waits() {
    return this == PENDING_REVIEW || this == PENDING_REPLY;
  }

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static RequestStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /** Where a request stands after an event of {@code type} with {@code state}. */
  static RequestStatus after(EventType type, AgentState state) {
    return switch (type) {
      case QUESTION_ASKED -> ASKED;
      case CLARIFICATION_REQUESTED, PLAN_PROPOSED -> PENDING_REPLY;
      case QUERY_TRANSLATED -> TRANSLATED;
      case REVIEW_REQUESTED -> PENDING_REVIEW;
      case QUERY_APPROVED -> APPROVED;
      case QUERY_REJECTED -> RETRYING;
      case QUESTION_ANSWERED, ANSWER_READY -> ANSWERED;
      case REQUEST_FAILED -> ofFailure(state);
      default -> throw new IllegalArgumentException(type + " does not move a request");
    };
  }

  /** A number that only grows on a request's way, so that a late or second copy changes nothing. */
  public int progress(AgentState state) {
    return isEnd() ? END : state.attempt() * PER_ATTEMPT + ordinal();
  }

  private static RequestStatus ofFailure(AgentState state) {
    if (state.failures().isEmpty()) {
      return FAILED;
    }
    ErrorCode code = state.failures().get(state.failures().size() - 1).code();
    return switch (code) {
      case CANCELLED -> CANCELLED;
      case DEADLINE_EXCEEDED, REVIEW_EXPIRED, REPLY_EXPIRED -> TIMED_OUT;
      case NOT_PERMITTED,
          REVIEW_REJECTED,
          SQL_REJECTED,
          WRITE_REFUSED,
          FORBIDDEN,
          IDENTITY_INVALID ->
          DENIED;
      case UNANSWERABLE -> UNANSWERED;
      default -> FAILED;
    };
  }
}
