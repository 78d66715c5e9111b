import { useCallback, useEffect, useState } from "react";
import { decideReview, reviewOf } from "../api/gateway";
import { describe, Problem } from "../api/problem";
import { useLoaded } from "../ui/useLoaded";
import { VerdictView } from "../policy/VerdictView";
import { SqlView } from "../sql/SqlView";
import { Back } from "../ui/Back";
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
  const [loaded, reload] = useLoaded(load, onSignedOut);
  /** What the server answered to the decision; newer than what was loaded. */
  const [decided, setDecided] = useState<ReviewDetail>();
  const [refused, setRefused] = useState<string>();
  const detail = decided ?? (loaded.state === "ready" ? loaded.value : undefined);

  async function decide(decision: DecisionWord, reason: string): Promise<void> {
    setRefused(undefined);
    try {
      setDecided(readReviewDetail(await decideReview(reviewId, decision, reason)));
      onDecided();
    } catch (error) {
      if (error instanceof Problem && error.unauthenticated) onSignedOut();
      setRefused(describe(error));
      // Somebody was first, or time ran out: show how it stands now.
      if (error instanceof Problem && [409, 410].includes(error.status)) {
        reload();
        onDecided();
      }
    }
  }

  useEffect(() => setDecided(undefined), [loaded]);

  return (
    <div className="page">
      <header className="page-head">
        <Back href="#/reviews" to="Reviews" />
        <h1>{detail?.review.question || "One review"}</h1>
      </header>
      {refused ? (
        <p className="field-error" role="alert">
          {refused}
        </p>
      ) : null}
      {detail ? (
        <ReviewBody detail={detail} own={detail.review.asker === username} onDecide={decide} onFollow={onFollow} />
      ) : loaded.state === "loading" ? (
        <p role="status">Loading…</p>
      ) : (
        <p className="field-error" role="alert">
          {loaded.state === "failed" ? loaded.message : "The server's answer cannot be understood."}
        </p>
      )}
    </div>
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
