import { useCallback } from "react";
import { decideReview, reviewOf } from "../api/gateway";
import { VerdictView } from "../policy/VerdictView";
import { SqlView } from "../sql/SqlView";
import { DecidedPage } from "../ui/DecidedPage";
import { Icon } from "../ui/Icon";
import { time } from "../ui/words";
import { DecisionForm, type DecisionWord } from "./DecisionForm";
import { fateOf, readReviewDetail, type ReviewDetail } from "./review";

/** One review: what was asked, what would run and what it reads, and the decision. */
export function ReviewView({
  reviewId,
  username,
  onDecided,
  onFollow,
  onSignedOut,
}: {
  reviewId: string;
  username: string;
  onDecided: () => void;
  onFollow: (requestId: string, question: string) => void;
  onSignedOut: () => void;
}) {
  const load = useCallback(
    async (signal: AbortSignal) => readReviewDetail(await reviewOf(reviewId, signal)),
    [reviewId],
  );

  return (
    <DecidedPage
      list={{ href: "#/reviews", name: "Reviews" }}
      title={(detail) => detail?.review.question || "One review"}
      load={load}
      onChanged={onDecided}
      onSignedOut={onSignedOut}
    >
      {(detail, decide) => (
        <ReviewBody
          detail={detail}
          own={detail.review.asker === username}
          onDecide={(decision, reason) =>
            decide(async () => readReviewDetail(await decideReview(reviewId, decision, reason)))
          }
          onFollow={onFollow}
        />
      )}
    </DecidedPage>
  );
}

export function ReviewBody({
  detail: { review, candidate, verdict },
  own,
  onDecide,
  onFollow,
}: {
  detail: ReviewDetail;
  own: boolean;
  onDecide: (decision: DecisionWord, reason: string) => Promise<void>;
  onFollow: (requestId: string, question: string) => void;
}) {
  return (
    <>
      <section className="panel panel-body stack" aria-label="How it stands">
        <p className="verdict-head">
          <strong role="status">{fateOf(review)}</strong>
          <span className="muted">
            asked by {review.asker} ({review.askerRoles.join(", ") || "no role"}), {time(review.requestedAt)}
            {review.connection ? ` · ${review.connection}` : ""}
          </span>
        </p>
        {review.reason ? <blockquote className="review-reason">{review.reason}</blockquote> : null}
        {review.decidedAt ? <p className="muted">Decided {time(review.decidedAt)}.</p> : null}
        {review.status === "open" ? (
          <p className="muted">A decision is possible until {time(review.expiresAt)}. Nothing was read yet.</p>
        ) : null}
        {own ? (
          <p>
            <button type="button" className="button" onClick={() => onFollow(review.requestId, review.question)}>
              <Icon name="eye" size={16} />
              Show my question
            </button>
          </p>
        ) : null}
        {review.mayDecide && verdict && candidate ? <DecisionForm onDecide={onDecide} /> : null}
      </section>
      {candidate && verdict ? (
        <section className="panel panel-body stack" aria-label="What would run, and why it waits">
          {candidate.explanation ? <p>{candidate.explanation}</p> : null}
          <VerdictView verdict={verdict} asked={candidate.sql} />
          {verdict.sql !== undefined ? (
            <section className="stack-tight">
              <h4>The whole SQL that would run</h4>
              <SqlView sql={verdict.sql} label="SQL that would run" />
            </section>
          ) : null}
        </section>
      ) : (
        <p className="field-error" role="alert">
          What would run is not told, so nothing can be decided here.
        </p>
      )}
    </>
  );
}
